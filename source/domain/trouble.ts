import type {Tone} from './lifecycle.ts';

/** What can be wrong with a machine. */
export type TroubleKind =
	| 'HOST'
	| 'CRASH'
	| 'OOM'
	| 'STUCK'
	| 'FAILED'
	| 'EXIT'
	| 'CHECK'
	| 'MIN'
	| 'DRIFT'
	| 'CORDON'
	| 'LEASE'
	| 'KILLED';

/** How bad it is: down or about to be, not as it should be, or odd and soon forgotten. */
export type Severity = 'critical' | 'serious' | 'warning';

/** Every kind of trouble, the worst first. */
export const troubleKinds: readonly {readonly kind: TroubleKind; readonly severity: Severity; readonly meaning: string}[] = [
	{kind: 'CRASH', severity: 'critical', meaning: 'failed and restarted 3 times, in 5 min or runs under 10 min'},
	{kind: 'OOM', severity: 'critical', meaning: 'out of memory, and down, or restarted less than 1 h ago'},
	{kind: 'FAILED', severity: 'critical', meaning: 'could not be started or stopped'},
	{kind: 'STUCK', severity: 'critical', meaning: '5 min in a state that should pass; updating: 10 min'},
	{kind: 'HOST', severity: 'critical', meaning: 'its host does not answer'},
	{kind: 'EXIT', severity: 'serious', meaning: 'ended with a failure, and nothing restarts it'},
	{kind: 'CHECK', severity: 'serious', meaning: 'runs and fails a check, which never restarts it'},
	{kind: 'MIN', severity: 'serious', meaning: 'fewer are started than min_machines_running'},
	{kind: 'DRIFT', severity: 'warning', meaning: 'image, size, env keys or release unlike its process group'},
	{kind: 'CORDON', severity: 'warning', meaning: 'cordoned, and nothing has happened to it for 1 h'},
	{kind: 'LEASE', severity: 'warning', meaning: 'somebody else leases it for over 30 min in all'},
	{kind: 'KILLED', severity: 'warning', meaning: 'did not end when stopped, was killed, less than 1 h ago'},
];

const severities: readonly Severity[] = ['critical', 'serious', 'warning'];

const severityByKind = new Map(troubleKinds.map(({kind, severity}) => [kind, severity]));
const placeByKind = new Map(troubleKinds.map(({kind}, index) => [kind, index]));

/** Something wrong with a machine. Its words do not depend on the time, so that it is worked out once for an answer of the API. */
export type Trouble = {
	readonly kind: TroubleKind;
	/** Since when, in ms; undefined where the API does not tell. */
	readonly sinceMs: number | undefined;
	/** Whether it may be older than that: its beginning has left the log. */
	readonly isOlder?: boolean;
	/** It in the few cells of a column. */
	readonly short: string;
	/** It in sentences. */
	readonly sentence: string;
	/** What to do next, with the key for it. */
	readonly next: string;
	/** When it begins to be trouble, and when it no longer is, in ms; undefined: it is all the time. */
	readonly fromMs?: number | undefined;
	readonly untilMs?: number | undefined;
};

export const severityOf = ({kind}: Trouble): Severity => severityByKind.get(kind) ?? 'warning';

/** The tone of a trouble: what is merely odd is not red. */
export const toneOfTrouble = (severity: Severity): Tone => (severity === 'warning' ? 'busy' : 'bad');

/** Whether a trouble is one at a moment. */
export const isTroubleAt = ({fromMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY}: Trouble, nowMs: number): boolean =>
	fromMs <= nowMs && nowMs < untilMs;

/** How many degrees of severity a trouble is below the worst; what is no trouble is below all. */
export const severityRank = (trouble: Trouble | undefined): number =>
	trouble === undefined ? severities.length : severities.indexOf(severityOf(trouble));

/** Which of two troubles of one machine is the worse. */
export const compareKinds = (left: Trouble, right: Trouble): number =>
	(placeByKind.get(left.kind) ?? 0) - (placeByKind.get(right.kind) ?? 0);
