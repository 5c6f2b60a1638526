import type {Lease} from '../../domain/machine.ts';
import {formatCountdown} from '../../domain/time.ts';
import type {LeaseMode} from '../../store/leases.ts';
import {selectForeignLease} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Effect, Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';
import {askToBreak} from './break-lease.ts';

const longestTtlSeconds = 86_400;

type Choice = {
	readonly key: string;
	readonly title: string;
	readonly refusal: (state: State, mode: LeaseMode) => string | undefined;
	readonly run: (state: State, mode: LeaseMode) => Outcome;
	/** What it stands at. */
	readonly setting?: (mode: LeaseMode) => string;
};

/** The time to live that was typed, in s. */
export const ttlOf = ({ttl}: LeaseMode): number => Number.parseInt(ttl, 10);

/** Why a lease cannot last as long as was typed, as a sentence. */
export const badTtl = (mode: LeaseMode): string | undefined => {
	const seconds = ttlOf(mode);
	return seconds >= 1 && seconds <= longestTtlSeconds ? undefined : `A lease lasts 1 to ${longestTtlSeconds} seconds.`;
};

const foreignLease = (state: State, {target}: LeaseMode): Lease | undefined => {
	const machine = state.fleet.get(target.id);
	return machine === undefined ? undefined : selectForeignLease(state, machine);
};

const notOurs = (state: State, {target}: LeaseMode): string | undefined =>
	state.ownLeases.has(target.id) ? undefined : 'This flydeck holds no lease on it.';

const taken = (state: State, mode: LeaseMode): string | undefined => {
	if (state.ownLeases.has(mode.target.id)) {
		return 'This flydeck holds it already: refresh it instead.';
	}

	const lease = foreignLease(state, mode);
	return lease === undefined ? undefined : `Held by ${lease.owner}, free in ${formatCountdown(lease.expiresAtMs - state.nowMs)}.`;
};

const notTheirs = (state: State, mode: LeaseMode): string | undefined => {
	if (state.ownLeases.has(mode.target.id)) {
		return 'This flydeck holds it: release it instead.';
	}

	return foreignLease(state, mode) === undefined ? 'Nobody holds a lease on it.' : undefined;
};

const ask = (effect: Effect): Outcome => both(leaveMode, {effects: [effect]});

const toggleRenewal = (state: State, mode: LeaseMode): Outcome => {
	const isRenewed = !mode.isRenewed;
	const {target} = mode;
	return both(
		enterMode({...mode, isRenewed}),
		state.ownLeases.has(target.id) ? {effects: [{type: 'renew-lease', target, isRenewed}]} : nothing,
	);
};

/** What can be done with a lease, and when not. */
export const leaseChoices: readonly Choice[] = [
	{
		key: 'a',
		title: 'acquire',
		refusal: (state, mode) => taken(state, mode) ?? badTtl(mode),
		run: (_state, mode) => ask({type: 'acquire-lease', target: mode.target, ttlSeconds: ttlOf(mode), isRenewed: mode.isRenewed}),
	},
	{
		key: 'r',
		title: 'refresh',
		refusal: (state, mode) => notOurs(state, mode) ?? badTtl(mode),
		run: (_state, mode) => ask({type: 'refresh-lease', target: mode.target, ttlSeconds: ttlOf(mode)}),
	},
	{key: 'x', title: 'release', refusal: notOurs, run: (_state, {target}) => ask({type: 'release-lease', target})},
	{
		key: 'n',
		title: 'auto-renew',
		refusal: () => undefined,
		run: toggleRenewal,
		setting: ({isRenewed}) => (isRenewed ? 'on: refreshed before it ends' : 'off: it runs out'),
	},
	{
		key: 'b',
		title: 'break',
		refusal: notTheirs,
		run: (state, mode) => askToBreak(mode.target, foreignLease(state, mode)?.owner ?? ''),
	},
];

/** The time to live after a key or a paste; undefined when that leaves no number of at most five digits, or does not edit. */
export const ttlAfter = (ttl: string, chord: Chord): string | undefined => {
	const edited = editText(ttl, chord);
	return edited === undefined || !/^\d{0,5}$/.test(edited) ? undefined : edited;
};

/** The lease dialog: digits set the time to live, a letter acts. */
export const leaseKey = (state: State, mode: LeaseMode, chord: Chord): Outcome => {
	if (chord.name === 'esc' || chord.name === 'q') {
		return leaveMode;
	}

	const choice = leaseChoices.find(({key}) => key === chord.name);
	if (choice !== undefined) {
		const why = choice.refusal(state, mode);
		return why === undefined ? choice.run(state, mode) : note(state, 'warning', why);
	}

	const ttl = ttlAfter(mode.ttl, chord);
	return ttl === undefined ? nothing : enterMode({...mode, ttl});
};
