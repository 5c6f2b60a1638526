import {formatCountdown} from '../../domain/time.ts';
import type {BreakLeaseMode} from '../../store/leases.ts';
import {machineSubject, selectProtection} from '../../store/protection.ts';
import {selectForeignLease} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {type Block, type DialogText, essential, field, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {protectedBlocks} from './protected-text.ts';
import {appBlock, whoBlocks} from './target-blocks.ts';
import {textField} from './text-field.ts';

const holderBlocks = (state: State, {target, owner}: BreakLeaseMode, width: number): readonly Block[] => {
	const machine = state.fleet.get(target.id);
	const lease = machine === undefined ? undefined : selectForeignLease(state, machine);
	if (lease?.owner !== owner) {
		const now = lease === undefined ? 'nobody' : lease.owner;
		return [essential(...field('held by', `${now} now, was ${owner} when this opened`, width, {tone: 'bad'}))];
	}

	return [
		spare(2, ...field('held by', `${owner}, ${formatCountdown(lease.expiresAtMs - state.nowMs)} left`, width, {tone: 'busy'})),
		spare(1, ...field('for', lease.description || '-', width)),
	];
};

/** The question before somebody's lease is broken. */
export const breakLeaseText = (state: State, mode: BreakLeaseMode, {width, height}: Room): DialogText => {
	const {target, ask, typed} = mode;
	const blocks: readonly Block[] = [
		...whoBlocks(target, width),
		appBlock(target, width),
		...protectedBlocks(selectProtection(state, [machineSubject(state, target)]), width),
		...holderBlocks(state, mode, width),
		spare(3, ...paragraph('Whoever holds it loses it in the middle of what they do.', width, {tone: 'bad'})),
		gap,
		essential(
			...paragraph(`Type ${ask.hint}:`, width),
			...paragraph(ask.expected, width, {isStrong: true}),
			textField({text: '> '}, typed, width),
		),
	];
	return {title: 'break the lease', lines: fitted(blocks, height)};
};
