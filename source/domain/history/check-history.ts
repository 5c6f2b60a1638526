import {maskedText} from '../config/masking.ts';
import type {Check} from '../machine.ts';
import {isMoment} from '../time.ts';
import type {HistoryItem} from './items.ts';
import {checkNameOf, isCheckAspect, isGoodStatus} from './record.ts';

/** From a moment on, a check had a status, and said this last. */
export type CheckChange = {readonly name: string; readonly status: string; readonly atMs: number; readonly output: string};

/** How far back the strip of a check goes, in ms. */
export const checkSpanMs = 3_600_000;

/** The changes of checks among the items of a history (newest first) that tell of the last hour: those in it, and of each check the last one before. Newest first. */
export const checkChangesIn = (items: readonly HistoryItem[], nowMs: number): readonly CheckChange[] => {
	const complete = new Set<string>();
	return items.flatMap(item => {
		if (item.kind !== 'change' || !isCheckAspect(item.change.aspect)) {
			return [];
		}

		const {aspect, value: status, atMs, detail, lastDetail} = item.change;
		const name = checkNameOf(aspect);
		if (complete.has(name)) {
			return [];
		}

		if (atMs < nowMs - checkSpanMs) {
			complete.add(name);
		}

		return [{name, status, atMs, output: lastDetail ?? detail}];
	});
};

/** What is known of one check: what it went through, oldest first, and its newest failure. */
export type CheckHistory = {
	readonly check: Check;
	readonly changes: readonly CheckChange[];
	/** When its status began, in ms; undefined where nothing tells. */
	readonly sinceMs: number | undefined;
	readonly lastFailure: CheckChange | undefined;
};

/** A check as it was polled, beside what the journal remembers of it. */
export const checkHistoryOf = (check: Check, remembered: readonly CheckChange[], nowMs: number): CheckHistory => {
	const {name, status, updatedAtMs, output} = check;
	const older = remembered.filter(change => change.name === name).toSorted((left, right) => left.atMs - right.atMs);
	const newest = older.at(-1);
	const isKnown = newest?.status === status;
	const saidMs = updatedAtMs !== undefined && isMoment(updatedAtMs) ? updatedAtMs : undefined;
	const sinceMs = isKnown ? Math.min(newest.atMs, saidMs ?? newest.atMs) : saidMs;
	const present: CheckChange = {name, status, atMs: sinceMs ?? nowMs, output};
	const changes = [...(isKnown ? older.slice(0, -1) : older).filter(({atMs}) => atMs < present.atMs), present];
	const failure = changes.findLast(change => !isGoodStatus(change.status));
	return {check, changes, sinceMs, lastFailure: failure === undefined ? undefined : {...failure, output: maskedText(failure.output)}};
};
