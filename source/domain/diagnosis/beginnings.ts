import type {Aspect, Change} from '../history/record.ts';
import type {Machine} from '../machine.ts';
import type {Trouble, TroubleKind} from '../trouble.ts';
import type {CrashRun} from './crash-loop.ts';
import {leaseHeldSince} from './long-lease.ts';

/** Since when something has been wrong, by what was seen before. */
export type Beginning = {readonly sinceMs: number; readonly isOlder: boolean};

/** What the journal remembers of a machine that tells since when something is wrong with it. */
export type Remembered = {
	readonly machineId: string;
	/** The newest value of each aspect, and since when it has had it. */
	readonly values: readonly Pick<Change, 'aspect' | 'value' | 'atMs'>[];
	/** The failures without a break up to its newest exit. */
	readonly run: CrashRun | undefined;
};

/** The beginnings that are known, each by the key of what began. */
export type Beginnings = ReadonlyMap<string, Beginning>;

export const noBeginnings: Beginnings = new Map();

/** Since when an aspect has had a value. */
type SinceOf = (aspect: Aspect, value: string) => number | undefined;

/** How a kind of trouble is told from another one of its kind, and where its beginning is found. */
type Row = {
	readonly markOf: (machine: Machine) => string;
	readonly beginningOf: (machine: Machine, trouble: Trouble, sinceOf: SinceOf, run: CrashRun | undefined) => Beginning | undefined;
	/** Whether it is there, for what is there all the time that an answer tells of it. */
	readonly isSeen?: (machine: Machine) => boolean;
	/** After how long a time in which nobody looked, in ms, the same may be there anew. */
	readonly mostGapMs?: number;
	/** The trouble by when it began, where more than its time depends on that. */
	readonly begun?: (machine: Machine, trouble: Trouble, beginning: Beginning) => Trouble;
};

const failingIn = ({checks}: Machine): readonly string[] => checks.filter(({status}) => status === 'critical').map(({name}) => name);

/** When it was first seen is not later than the API says, and may be later than it was. */
const seenSince = (times: readonly (number | undefined)[], {sinceMs}: Trouble): Beginning | undefined => {
	const known = times.filter(timeMs => timeMs !== undefined);
	return known.length === 0 ? undefined : {sinceMs: Math.min(...known), isOlder: sinceMs === undefined};
};

/** The kinds of trouble whose beginning an answer of the API need not tell. */
const rows: Partial<Readonly<Record<TroubleKind, Row>>> = {
	CRASH: {
		markOf: () => '',
		// The same loop only where it reaches the failures that the API still tells of.
		beginningOf: (_machine, {isOlder, sinceMs = 0}, _sinceOf, run) =>
			isOlder === true && run !== undefined && run.untilMs >= sinceMs ? {sinceMs: run.fromMs, isOlder: run.isOpen} : undefined,
	},
	HOST: {
		markOf: ({hostStatus}) => hostStatus,
		isSeen: ({hostStatus}) => hostStatus !== 'ok',
		beginningOf: ({hostStatus}, trouble, sinceOf) => seenSince([sinceOf('host', hostStatus)], trouble),
	},
	CHECK: {
		markOf: machine => failingIn(machine).join('\n'),
		beginningOf: (machine, trouble, sinceOf) =>
			seenSince(
				failingIn(machine).map(name => sinceOf(`check:${name}`, 'critical')),
				trouble,
			),
	},
	LEASE: {
		markOf: ({lease}) => lease?.owner ?? '',
		isSeen: ({lease}) => lease !== undefined,
		beginningOf: ({lease}, trouble, sinceOf) => seenSince([sinceOf('lease', lease?.owner ?? '')], trouble),
		mostGapMs: 30 * 60_000,
		begun: ({lease}, trouble, beginning) => leaseHeldSince(lease, trouble, beginning),
	},
};

const keyFor = ({markOf}: Row, machine: Machine, kind: string): string => `${machine.id} ${kind} ${markOf(machine)}`;

/** The key of a trouble whose beginning may be known to the journal alone; undefined for one of which the API tells it. */
export const beginningKey = (machine: Machine, {kind}: Trouble): string | undefined => {
	const row = rows[kind];
	return row === undefined ? undefined : keyFor(row, machine, kind);
};

const seenRows = Object.entries(rows).filter(([, {isSeen}]) => isSeen !== undefined);

/** What an answer shows of a machine without a word of when it began. */
export const seenIn = (machine: Machine): readonly {readonly kind: string; readonly key: string}[] =>
	seenRows.filter(([, row]) => row.isSeen?.(machine)).map(([kind, row]) => ({kind, key: keyFor(row, machine, kind)}));

/**
Since when a trouble has been there, by what is remembered of its machine. The trouble is as the API tells it. `gapMs`: for how long nobody looked
before this flydeck saw it.
*/
export const beginningOf = (machine: Machine, trouble: Trouble, {values, run}: Remembered, gapMs: number): Beginning | undefined => {
	const row = rows[trouble.kind];
	return row === undefined || gapMs > (row.mostGapMs ?? Number.POSITIVE_INFINITY)
		? undefined
		: row.beginningOf(
				machine,
				trouble,
				(aspect, value) => values.find(known => known.aspect === aspect && known.value === value)?.atMs,
				run,
			);
};

/** What is known of when troubles began: seen by this flydeck, by app, and remembered by the journal. */
export type KnownBeginnings = {readonly seen: ReadonlyMap<string, Beginnings>; readonly remembered: Beginnings};

export const noKnownBeginnings: KnownBeginnings = {seen: new Map(), remembered: noBeginnings};

/** What began while this flydeck watched did so then; else the journal may know of an earlier time. */
const earliest = (seen: Beginning | undefined, remembered: Beginning | undefined): Beginning | undefined =>
	seen === undefined || (seen.isOlder && remembered !== undefined && remembered.sinceMs < seen.sinceMs) ? remembered : seen;

/** Whether the journal is to be asked since when a trouble has been there: the API does not tell, and this flydeck did not see it begin. */
export const isDoubtful = (machine: Machine, key: string, seen: KnownBeginnings['seen']): boolean =>
	seen.get(machine.app)?.get(key)?.isOlder !== false;

/** Troubles of a machine with the beginnings that are known, none of them later than the API says. */
export const withBeginnings = (troubles: readonly Trouble[], machine: Machine, {seen, remembered}: KnownBeginnings): readonly Trouble[] =>
	troubles.map(trouble => {
		const key = beginningKey(machine, trouble) ?? '';
		const beginning = earliest(seen.get(machine.app)?.get(key), remembered.get(key));
		if (beginning === undefined || beginning.sinceMs >= (trouble.sinceMs ?? Number.POSITIVE_INFINITY)) {
			return trouble;
		}

		return rows[trouble.kind]?.begun?.(machine, trouble, beginning) ?? {...trouble, ...beginning};
	});
