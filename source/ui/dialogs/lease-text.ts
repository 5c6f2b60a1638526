import {leaseChoices} from '../../commands/modes/lease.ts';
import type {Lease} from '../../domain/machine.ts';
import {formatCountdown} from '../../domain/time.ts';
import type {LeaseMode} from '../../store/leases.ts';
import {selectLease} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {type Block, type DialogText, essential, field, fitted, gap, type Room, spare} from './blocks.ts';
import {appBlock, stateField, whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

const holderBlocks = (lease: Lease | undefined, isOwn: boolean, nowMs: number, width: number): readonly Block[] => {
	if (lease === undefined) {
		return [essential(...field('held by', 'nobody', width, {tone: 'good'}))];
	}

	const holder = isOwn ? 'this flydeck' : lease.owner;
	return [
		essential(...field('held by', `${holder}, ${formatCountdown(lease.expiresAtMs - nowMs)} left`, width, {tone: isOwn ? 'good' : 'busy'})),
		spare(3, ...field('for', lease.description || '-', width)),
	];
};

/** What can be done. Where there is little room, what cannot be done now makes way. */
const choiceBlocks = (state: State, mode: LeaseMode): readonly Block[] =>
	leaseChoices.map(({key, title, refusal, setting}) => {
		const why = refusal(state, mode);
		const line = [
			{text: `${key} `, isStrong: why === undefined, isFaint: why !== undefined},
			{text: title.padEnd(11), isFaint: why !== undefined},
			{text: why ?? setting?.(mode) ?? '', isFaint: true},
		];
		return why === undefined ? essential(line) : spare(2, line);
	});

/** The lease on a machine, and what can be done with it. */
export const leaseText = (state: State, mode: LeaseMode, {width, height}: Room): DialogText => {
	const {target, ttl} = mode;
	const machine = state.fleet.get(target.id);
	const lease = machine === undefined ? undefined : selectLease(state, machine);
	const blocks: readonly Block[] = [
		...whoBlocks(target, width),
		appBlock(target, width),
		spare(1, ...stateField(state, target, width)),
		...holderBlocks(lease, state.ownLeases.has(target.id), state.nowMs, width),
		gap,
		essential(textField({text: 'seconds    ', isFaint: true}, ttl, width)),
		...choiceBlocks(state, mode),
	];
	return {title: 'lease', lines: fitted(blocks, height)};
};
