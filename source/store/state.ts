import type {ActionEntry} from '../domain/action-entry.ts';
import type {Beginnings} from '../domain/diagnosis/beginnings.ts';
import type {ChangesSince} from '../domain/history/changes-since.ts';
import type {MachineHistory} from '../domain/history/machine-history.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {Pending} from '../domain/pending.ts';
import type {ProtectedPattern} from '../domain/protection.ts';
import type {Certificate} from '../domain/resources/certificate.ts';
import type {Order, Verb} from '../domain/verbs.ts';
import type {AskMode} from './asking.ts';
import type {ConfirmMode} from './confirming.ts';
import type {CopyCurlMode, CopyMode} from './copying.ts';
import type {TimedCordon} from './cordons.ts';
import type {CreateMode, NewMachineMode} from './creations.ts';
import type {ChangeMode, VersionsMode} from './drafts.ts';
import type {ExitLogs} from './exit-logs.ts';
import type {Cycle} from './filters.ts';
import type {FleetMode, PulseReading} from './fleet-view/fleet.ts';
import type {FormMode} from './forms.ts';
import type {Job} from './jobs.ts';
import type {BreakLeaseMode, LeaseMode, LeftoverLeasesMode, OwnLease} from './leases.ts';
import type {Log, LogsMode} from './logs.ts';
import type {Metadata, MetadataMode} from './metadata.ts';
import type {CommandRun, ExecMode, OutputMode} from './output.ts';
import type {ProtectedMode} from './protection.ts';
import type {Replay} from './replay.ts';
import type {ConfirmResourceMode, ResourceFeeds} from './resources.ts';
import type {RowChanges} from './table/row-changes.ts';
import type {TimelineMode, TimelineReading} from './timeline.ts';
import type {View} from './view.ts';
import type {Wait, WaitMode} from './waits.ts';

/** What flydeck knows about the reading of one app's machines. */
export type Feed = {
	readonly app: string;
	/** The number of the newest request whose answer was taken; an answer with a lower number is too old. */
	readonly acceptedRequestId: number;
	/** When the newest accepted answer was asked for, in ms; undefined before the first. */
	readonly answeredAtMs: number | undefined;
	/** How long after that answer the next one is asked for, in ms. */
	readonly readAgainMs: number;
	readonly failure: Outage | undefined;
	/** What could not be read in the newest answer, in words. */
	readonly issues: readonly string[];
};

/** Why a read failed, by what a person would do about it. */
export type FailureKind = 'unauthorized' | 'offline' | 'server' | 'malformed' | 'limited' | 'refused' | 'forbidden' | 'not-found';

/** A read that failed. */
export type Failure = {
	readonly kind: FailureKind;
	/** The HTTP status, where there was an answer. */
	readonly status: number | undefined;
	/** The cause alone, in a few words; empty where the API gave none. */
	readonly cause: string;
	/** The whole sentence. */
	readonly message: string;
	readonly failedAtMs: number;
	readonly retryAtMs: number | undefined;
};

/** The newest of one or more failed reads since the last good one. */
export type Outage = Failure & {
	/** When the last good read was asked for, else when the first of them failed, in ms. */
	readonly sinceMs: number;
	/** Every kind of failure among them. */
	readonly kinds: readonly FailureKind[];
};

export type NoteTone = 'ok' | 'info' | 'warning' | 'error';

/** A result told to the person, newest last. */
export type Note = {readonly id: number; readonly tone: NoteTone; readonly text: string; readonly atMs: number};

/** A machine as a dialog named it when it opened: what is acted on afterwards, whatever the table does meanwhile. */
export type Target = {
	readonly id: string;
	readonly app: string;
	readonly name: string;
	readonly state: string;
	readonly sinceMs: number | undefined;
};

/** What a person has to do before an act is done. */
export type Ask = {readonly kind: 'yes'} | {readonly kind: 'type'; readonly expected: string; readonly hint: string};

/** A machine that an order leaves out, and why. */
export type Skipped = {readonly target: Target; readonly why: string};

/** An order that waits for its confirmation. */
export type Confirmation = {
	readonly order: Order;
	/** What it will reach, as it was when the dialog opened. */
	readonly targets: readonly Target[];
	readonly skipped: readonly Skipped[];
	/** How many of the marked machines the filter hides. */
	readonly hidden: number;
	readonly ask: Ask;
	readonly openedAtMs: number;
};

/** The verbs that a signal can be chosen for. */
export type SignalVerb = Extract<Verb, 'signal' | 'stop' | 'restart'>;

/** What the keys mean at the moment: exactly one of these. */
export type Mode =
	| {readonly kind: 'browse'}
	| {readonly kind: 'filter'; readonly before: string; readonly cycle?: Cycle | undefined}
	| {readonly kind: 'prompt'; readonly text: string; readonly picked: number}
	| ConfirmMode
	| AskMode
	| {
			readonly kind: 'signal';
			readonly verb: SignalVerb;
			readonly targets: readonly Target[];
			readonly picked: number;
			readonly timeout: string;
	  }
	| LeaseMode
	| BreakLeaseMode
	| LeftoverLeasesMode
	| CopyMode
	| CopyCurlMode
	| {readonly kind: 'help' | 'notes' | 'jobs' | 'leases' | 'actions' | 'changes'; readonly scroll: number}
	| WaitMode
	| ChangeMode
	| VersionsMode
	| ExecMode
	| OutputMode
	| LogsMode
	| TimelineMode
	| FleetMode
	| MetadataMode
	| FormMode
	| NewMachineMode
	| CreateMode
	| ConfirmResourceMode
	| ProtectedMode;

/** The modes in which a page of text takes the place of the body. */
export type ReadingMode = Extract<
	Mode,
	{readonly kind: 'help' | 'notes' | 'jobs' | 'change' | 'leases' | 'actions' | 'changes' | 'output' | 'create'}
>;

export type State = {
	readonly isLocal: boolean;
	/** How the recording is played that takes the place of the API; undefined where there is none. */
	readonly replay: Replay | undefined;
	/** Whether nothing may be changed. */
	readonly isReadOnly: boolean;
	/** What is changed only after words were typed for it. */
	readonly protection: readonly ProtectedPattern[];
	readonly host: string;
	readonly organization: string;
	readonly nowMs: number;
	/** Whether somebody may look: false once the terminal has told that it lost the focus. */
	readonly isFocused: boolean;
	/** The apps that were chosen; none means all of the organization. */
	readonly chosenApps: readonly string[];
	/** The apps shown; empty until the first answer where none was chosen. */
	readonly feeds: ReadonlyMap<string, Feed>;
	/** Why the apps of the organization cannot be listed, if so. */
	readonly appsFailure: Outage | undefined;
	/** True once the apps are known, be it that there are none. */
	readonly appsKnown: boolean;
	readonly fleet: Fleet;
	/** The last list of each app that the fleet holds to the letter, where the next one may tell only what changed. */
	readonly listed: ReadonlyMap<string, readonly Machine[]>;
	/** When the newest answer about a single machine was asked for, in ms, by id: an older list must not undo it. */
	readonly readAtMs: ReadonlyMap<string, number>;
	readonly pending: ReadonlyMap<string, Pending>;
	/** The leases of others that a look at one machine showed, by machine id: not every API tells them in its lists. */
	readonly seenLeases: ReadonlyMap<string, Lease>;
	/** The leases that this flydeck holds, by machine id. */
	readonly ownLeases: ReadonlyMap<string, OwnLease>;
	/** The leases that this flydeck held last, and holds no more, by machine id: a list that is late still tells of them. */
	readonly droppedLeases: ReadonlyMap<string, Lease>;
	/** What the journal has of a machine, by its id; only of those that were looked at last. */
	readonly history: ReadonlyMap<string, MachineHistory>;
	/** Since when what the API tells no time of is seen, by app: lost hosts, and leases. */
	readonly sightings: ReadonlyMap<string, Beginnings>;
	/** Since when something has been wrong, where the journal knows more than the API. */
	readonly beginnings: Beginnings;
	/** What machines said around the exits that were looked at. */
	readonly exitLogs: ExitLogs;
	/** What the timeline was last told; undefined before its first answer. */
	readonly timeline: TimelineReading | undefined;
	/** How the fleet went, as it was last found out; undefined before the first answer. */
	readonly pulses: PulseReading | undefined;
	/** What changed since the person last looked, before this flydeck; undefined until that is known. */
	readonly changesSince: ChangesSince | undefined;
	readonly waits: readonly Wait[];
	/** The cordons that were meant for a time, by machine id. */
	readonly timedCordons: ReadonlyMap<string, TimedCordon>;
	readonly jobs: readonly Job[];
	/** The commands that were run in machines, oldest first. */
	readonly runs: readonly CommandRun[];
	/** The log that is open, or was last. */
	readonly log: Log | undefined;
	/** The metadata that a dialog shows, or showed last. */
	readonly metadata: Metadata | undefined;
	/** What is known of things that are no machines, by list. */
	readonly resources: ResourceFeeds;
	/** The codes of the platform's regions, as far as they were asked for. */
	readonly regions: readonly string[];
	/** The certificates that were looked at, by the key of their row. */
	readonly certificates: ReadonlyMap<string, Certificate>;
	/** What was asked of the API, as the action log has it, oldest first. */
	readonly actions: readonly ActionEntry[];
	readonly notes: readonly Note[];
	/** What changed in the rows a moment ago, the oldest first. */
	readonly rowChanges: readonly RowChanges[];
	readonly view: View;
};
