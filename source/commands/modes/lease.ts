import {formatCountdown} from '../../domain/time.ts';
import {selectForeignLease} from '../../store/selectors.ts';
import type {Mode, State} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';

type LeaseMode = Mode & {readonly kind: 'lease'};

const longestTtlSeconds = 86_400;

type Choice = {
	readonly key: string;
	readonly title: string;
	readonly refusal: (state: State, mode: LeaseMode) => string | undefined;
	readonly effect: 'acquire-lease' | 'refresh-lease' | 'release-lease';
};

const ttlOf = ({ttl}: LeaseMode): number => Number.parseInt(ttl, 10);

const badTtl = (mode: LeaseMode): string | undefined => {
	const seconds = ttlOf(mode);
	return seconds >= 1 && seconds <= longestTtlSeconds ? undefined : `A lease lasts 1 to ${longestTtlSeconds} seconds.`;
};

const notOurs = (state: State, {target}: LeaseMode): string | undefined =>
	state.ownLeases.has(target.id) ? undefined : 'This flydeck holds no lease on it.';

const taken = (state: State, {target}: LeaseMode): string | undefined => {
	const machine = state.fleet.get(target.id);
	if (state.ownLeases.has(target.id)) {
		return 'This flydeck holds it already: refresh it instead.';
	}

	const lease = machine === undefined ? undefined : selectForeignLease(state, machine);
	return lease === undefined ? undefined : `Held by ${lease.owner}, free in ${formatCountdown(lease.expiresAtMs - state.nowMs)}.`;
};

/** What can be done with a lease, and when not. */
export const leaseChoices: readonly Choice[] = [
	{key: 'a', title: 'acquire', effect: 'acquire-lease', refusal: (state, mode) => taken(state, mode) ?? badTtl(mode)},
	{key: 'r', title: 'refresh', effect: 'refresh-lease', refusal: (state, mode) => notOurs(state, mode) ?? badTtl(mode)},
	{key: 'x', title: 'release', effect: 'release-lease', refusal: notOurs},
];

const choose = (state: State, mode: LeaseMode, {effect, refusal}: Choice): Outcome => {
	const why = refusal(state, mode);
	if (why !== undefined) {
		return note(state, 'warning', why);
	}

	const {target} = mode;
	return both(leaveMode, {
		effects: [effect === 'release-lease' ? {type: effect, target} : {type: effect, target, ttlSeconds: ttlOf(mode)}],
	});
};

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
		return choose(state, mode, choice);
	}

	const ttl = ttlAfter(mode.ttl, chord);
	return ttl === undefined ? nothing : enterMode({...mode, ttl});
};
