import {isFailure, isOutOfMemory} from '../exit.ts';
import type {MachineEvent} from '../machine.ts';
import type {MachineChange} from './changes-since.ts';
import {type Change, checkNameOf, isCheckAspect, isGoodStatus} from './record.ts';
import {spansOf} from './spans.ts';
import type {Records} from './timeline.ts';

/** A machine as the journal knows it. */
export type KnownMachine = {
	readonly machineId: string;
	readonly app: string;
	readonly name: string;
	readonly createdAtMs: number | undefined;
};

const newestByAspect = (changes: readonly Change[]): ReadonlyMap<string, Change> =>
	new Map(changes.toSorted((left, right) => left.atMs - right.atMs).map(change => [change.aspect, change]));

/** The checks that pass now, of those of which the records tell that they did not: a check that is new to the journal came to nothing. */
const recoveredIn = (all: readonly Change[], present: ReadonlyMap<string, Change>): readonly string[] =>
	[...present.values()].flatMap(({aspect, value}) =>
		isCheckAspect(aspect) && isGoodStatus(value) && all.some(other => other.aspect === aspect && !isGoodStatus(other.value))
			? [checkNameOf(aspect)]
			: [],
	);

/** Whether a change is more than that the journal came to know of a check, which passes. */
const isNews = ({aspect, value, atMs}: Change, all: readonly Change[]): boolean =>
	!isCheckAspect(aspect) || !isGoodStatus(value) || all.some(other => other.aspect === aspect && other.atMs < atMs);

/**
What became of a machine since a moment; undefined when nothing did. The records are those since then, and the last ones before that tell its
state and those of its checks.
*/
export const summarise = (machine: KnownMachine, records: Records, sinceMs: number): MachineChange | undefined => {
	const {machineId, app, name, createdAtMs} = machine;
	const changes = records.changes.filter(change => change.atMs >= sinceMs && isNews(change, records.changes));
	const events = records.events.filter(({timestampMs}) => timestampMs >= sinceMs);
	const times = [...changes.map(({atMs}) => atMs), ...events.map(({timestampMs}) => timestampMs)];
	if (times.length === 0) {
		return undefined;
	}

	const atMs = times.reduce((newest, time) => Math.max(newest, time));
	const states = spansOf(records.changes, records.events, {fromMs: sinceMs - 1, toMs: atMs + 1});
	const present = newestByAspect(changes);
	const exits = events.filter((event): event is MachineEvent & {exit: NonNullable<MachineEvent['exit']>} => event.exit !== undefined);
	const [first] = states;
	return {
		machineId,
		app,
		name,
		isNew: createdAtMs !== undefined && createdAtMs >= sinceMs,
		stateBefore: first !== undefined && first.fromMs < sinceMs ? first.state : undefined,
		state: states.at(-1)?.state,
		atMs,
		exits: exits.length,
		failures: exits.filter(({exit}) => isFailure(exit)).length,
		ooms: exits.filter(({exit}) => isOutOfMemory(exit)).length,
		deploys: events.filter(({type}) => type === 'update').length,
		starts: events.filter(({status}) => status === 'started').length,
		failingChecks: [...present.values()].flatMap(({aspect, value}) =>
			isCheckAspect(aspect) && !isGoodStatus(value) ? [checkNameOf(aspect)] : [],
		),
		recoveredChecks: recoveredIn(records.changes, present),
		host: present.get('host')?.value,
		lease: present.get('lease')?.value,
		cordoned: present.get('cordoned')?.value,
	};
};
