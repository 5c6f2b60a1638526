import {isKnownState} from '../lifecycle.ts';
import type {MachineEvent} from '../machine.ts';
import type {Change} from './record.ts';

/** For how long a machine was in one state. */
export type Span = {readonly state: string; readonly fromMs: number; readonly toMs: number};

/** Of an event these tell about another machine or an earlier version, not about the state that this one came to. */
const notItsState: ReadonlySet<string> = new Set(['replaced', 'migrated']);

type Mark = {readonly atMs: number; readonly state: string};

/** The moments at which a state is known: what polls saw, and what the events between two polls tell. Oldest first. */
const marksOf = (changes: readonly Change[], events: readonly MachineEvent[]): readonly Mark[] =>
	[
		...events
			.filter(({status}) => isKnownState(status) && !notItsState.has(status))
			.toSorted((left, right) => (left.id < right.id ? -1 : 1))
			.map(({timestampMs, status}) => ({atMs: timestampMs, state: status})),
		...changes.filter(({aspect}) => aspect === 'state').map(({atMs, value}) => ({atMs, state: value})),
	].toSorted((left, right) => left.atMs - right.atMs);

/**
The states of a machine between two moments, oldest first and without gaps after the first that is known. `changes` and `events`, in any order,
should reach back to the last ones before `fromMs`.
*/
export const spansOf = (
	changes: readonly Change[],
	events: readonly MachineEvent[],
	{fromMs, toMs}: {readonly fromMs: number; readonly toMs: number},
): readonly Span[] => {
	const spans: Span[] = [];
	const marks = marksOf(changes, events);
	for (const [index, {state, atMs}] of marks.entries()) {
		const span = {state, fromMs: Math.max(fromMs, atMs), toMs: Math.min(toMs, marks[index + 1]?.atMs ?? toMs)};
		if (span.toMs <= span.fromMs) {
			continue;
		}

		const last = spans.at(-1);
		if (last?.state === state) {
			spans[spans.length - 1] = {...last, toMs: span.toMs};
		} else {
			spans.push(span);
		}
	}

	return spans;
};
