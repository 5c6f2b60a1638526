import type {Aspect, Change} from '../history/record.ts';
import type {Machine} from '../machine.ts';
import type {Trouble, TroubleKind} from '../trouble.ts';
import type {CrashRun} from './crash-loop.ts';

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

/** The beginnings that are known, each by the key of its trouble. */
export type Beginnings = ReadonlyMap<string, Beginning>;

export const noBeginnings: Beginnings = new Map();

/** Since when an aspect has had a value. */
type SinceOf = (aspect: Aspect, value: string) => number | undefined;

/** How a kind of trouble is told from another one of its kind, and where its beginning is found. */
type Row = {
	readonly markOf: (machine: Machine) => string;
	readonly beginningOf: (machine: Machine, trouble: Trouble, sinceOf: SinceOf, run: CrashRun | undefined) => Beginning | undefined;
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
		beginningOf: ({lease}, trouble, sinceOf) => seenSince([sinceOf('lease', lease?.owner ?? '')], trouble),
	},
};

/** The key of a trouble whose beginning may be known to the journal alone; undefined for one of which the API tells it. */
export const beginningKey = (machine: Machine, {kind}: Trouble): string | undefined => {
	const row = rows[kind];
	return row === undefined ? undefined : `${machine.id} ${kind} ${row.markOf(machine)}`;
};

/** Since when a trouble has been there, by what is remembered of its machine. */
export const beginningOf = (machine: Machine, trouble: Trouble, {values, run}: Remembered): Beginning | undefined =>
	rows[trouble.kind]?.beginningOf(
		machine,
		trouble,
		(aspect, value) => values.find(known => known.aspect === aspect && known.value === value)?.atMs,
		run,
	);

/** Troubles of a machine with the beginnings that are known, none of them later than the API says. */
export const withBeginnings = (troubles: readonly Trouble[], machine: Machine, beginnings: Beginnings): readonly Trouble[] =>
	beginnings.size === 0
		? troubles
		: troubles.map(trouble => {
				const beginning = beginnings.get(beginningKey(machine, trouble) ?? '');
				const isEarlier = beginning !== undefined && beginning.sinceMs < (trouble.sinceMs ?? Number.POSITIVE_INFINITY);
				return isEarlier ? {...trouble, ...beginning} : trouble;
			});
