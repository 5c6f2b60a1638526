import {isGoodStatus} from '../domain/history/record.ts';
import {isTransient} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import type {State} from '../store/state.ts';

const busyMs = 2000;
const calmMs = 5000;
const longestBackoffMs = 20_000;

export type CadenceInput = {
	/** True while something shown is on its way from one state to another. */
	readonly isBusy: boolean;
	/** How many reads in a row have failed. */
	readonly failures: number;
	/** What the API asked to wait, in ms. */
	readonly retryAfterMs: number | undefined;
	/** The interval that the person asked for, in ms; it takes the place of both cadences. */
	readonly intervalMs: number | undefined;
};

/**
How long to wait before the next read, in ms: 2 s while something changes, 5 s when all is calm. After failures it doubles up to 20 s, with
jitter so that many clients do not come back together, and is never shorter than the cadence or what the API asked for.
*/
export const nextDelayMs = ({isBusy, failures, retryAfterMs, intervalMs}: CadenceInput, random: () => number): number => {
	const base = intervalMs ?? (isBusy ? busyMs : calmMs);
	if (failures === 0) {
		return Math.max(base, retryAfterMs ?? 0);
	}

	const backoff = Math.min(longestBackoffMs, base * 2 ** (failures - 1));
	const jittered = backoff * (0.5 + random() / 2);
	return Math.max(base, jittered, retryAfterMs ?? 0);
};

/** How many times longer the wait is while nobody looks, and how long at most, in ms. */
const awayFactor = 5;
const longestAwayMs = 30_000;

/** The wait before the next read of what is calm, in ms, while nobody looks. */
export const awayDelayMs = (usualMs: number): number => Math.max(usualMs, Math.min(longestAwayMs, usualMs * awayFactor));

/**
Whether nobody looks, and nothing is to be told in time: the terminal has lost the focus, nothing that was asked for is under way, and the bell does not
keep watch.
*/
export const isAway = ({isFocused, view, pending, waits, jobs}: State): boolean =>
	!isFocused && !view.isBellOn && pending.size === 0 && waits.length === 0 && jobs.every(({endedAtMs}) => endedAtMs !== undefined);

/** So many apps are read one by one without a guide, and guided ones cost hardly more. */
export const fewApps = 10;

/** How long the wait is at most where a guide tells of what changes, in ms. */
const longestGuidedMs = 30_000;

/**
The wait before the next read of a calm app, in ms, where a guide tells which apps change: the more apps, the longer, for what no guide tells of. It differs by
chance, so that they do not come all at once.
*/
export const guidedDelayMs = (usualMs: number, appCount: number, random: () => number): number =>
	Math.max(usualMs, Math.min(longestGuidedMs, (usualMs * appCount) / fewApps) * (0.5 + random() / 2));

/** Whether something is not well, or in our hands, of which no guide tells when that is over: hosts, checks and leases. */
export const isDelicate = (machines: Iterable<Machine>, ownLeases: State['ownLeases']): boolean => {
	for (const {id, state, hostStatus, checks} of machines) {
		const isFailing = state === 'started' && checks.some(({status}) => !isGoodStatus(status));
		if (hostStatus !== 'ok' || isFailing || ownLeases.has(id)) {
			return true;
		}
	}

	return false;
};

/** Whether any of some machines is changing, or something was asked of one. */
export const isBusy = (machines: Iterable<Machine>, pending: State['pending']): boolean => {
	for (const {id, state} of machines) {
		if (isTransient(state) || pending.has(id)) {
			return true;
		}
	}

	return false;
};

/** Whether an app is busy as far as is known. */
export const isAppBusy = ({fleet, pending}: State, app: string): boolean =>
	isBusy(
		[...fleet.values()].filter(machine => machine.app === app),
		pending,
	);
