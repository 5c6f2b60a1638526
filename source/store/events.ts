import type {ActionEntry} from '../domain/action-entry.ts';
import type {ExitLog} from '../domain/details/exit-log.ts';
import type {Beginnings} from '../domain/diagnosis/beginnings.ts';
import type {ChangesSince} from '../domain/history/changes-since.ts';
import type {MachineHistory} from '../domain/history/machine-history.ts';
import type {LeftoverLease} from '../domain/leftover-lease.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import type {ListChanges} from '../domain/merge-fleet.ts';
import type {Pending} from '../domain/pending.ts';
import type {Certificate} from '../domain/resources/certificate.ts';
import type {LogLine} from '../domain/resources/log-line.ts';
import type {Row} from '../domain/resources/table.ts';
import type {Draft, VersionList} from './drafts.ts';
import type {PulseReading} from './fleet-view/fleet.ts';
import type {Form} from './forms.ts';
import type {Job, JobStatus, Step} from './jobs.ts';
import type {OwnLease} from './leases.ts';
import type {Log, LogFailure} from './logs.ts';
import type {CommandOutcome, CommandRun} from './output.ts';
import type {Replay} from './replay.ts';
import type {ResourceSource} from './resources.ts';
import type {Failure, NoteTone, Target} from './state.ts';
import type {TimelineReading} from './timeline.ts';
import type {View} from './view.ts';
import type {Wait} from './waits.ts';

/** Everything that can happen to the state. Each is a fact, not an order. */
export type StoreEvent =
	| {readonly type: 'clock-ticked'; readonly nowMs: number}
	/** There is a connection with the API, which is at this host. */
	| {readonly type: 'connected'; readonly host: string}
	| {readonly type: 'apps-received'; readonly apps: readonly string[]}
	| {readonly type: 'apps-failed'; readonly failure: Failure}
	/** Some machines of an app's first list are here, while the others are on their way. */
	| {readonly type: 'machines-arrived'; readonly app: string; readonly requestedAtMs: number; readonly machines: readonly Machine[]}
	| {
			readonly type: 'machines-received';
			readonly app: string;
			readonly requestId: number;
			readonly requestedAtMs: number;
			/** How long after this answer the next one is asked for, in ms. */
			readonly readAgainMs: number;
			readonly machines: readonly Machine[];
			/** What became of the list before this one, where that is known. */
			readonly changes?: ListChanges | undefined;
			readonly issues: readonly string[];
	  }
	| {readonly type: 'machines-failed'; readonly app: string; readonly failure: Failure}
	| {
			readonly type: 'machine-received';
			readonly id: string;
			readonly requestedAtMs: number;
			/** Undefined: the API says that it is gone. */
			readonly machine: Machine | undefined;
	  }
	| {readonly type: 'action-started'; readonly pending: Pending}
	| {readonly type: 'action-accepted'; readonly machineId: string; readonly actionId: number; readonly acceptedAtMs: number}
	| {readonly type: 'action-ended'; readonly machineId: string; readonly actionId: number}
	| {readonly type: 'lease-seen'; readonly machineId: string; readonly lease: Lease | undefined}
	| {readonly type: 'lease-held'; readonly machineId: string; readonly lease: OwnLease}
	| {readonly type: 'lease-dropped'; readonly machineId: string}
	| {readonly type: 'leases-left-behind'; readonly leases: readonly LeftoverLease[]}
	| {readonly type: 'actions-recorded'; readonly entries: readonly ActionEntry[]}
	| {readonly type: 'history-read'; readonly machineId: string; readonly history: MachineHistory}
	| {readonly type: 'exit-log-read'; readonly key: string; readonly log: ExitLog}
	| {readonly type: 'beginnings-read'; readonly beginnings: Beginnings}
	| {readonly type: 'changes-read'; readonly changes: ChangesSince}
	| {readonly type: 'timeline-read'; readonly reading: TimelineReading}
	| {readonly type: 'pulses-read'; readonly reading: PulseReading}
	| {readonly type: 'wait-started'; readonly wait: Wait}
	| {readonly type: 'wait-advanced' | 'wait-ended'; readonly waitId: number}
	| {readonly type: 'cordon-timed'; readonly target: Target; readonly untilMs: number}
	| {readonly type: 'cordon-ends-told'; readonly machineIds: readonly string[]}
	| {readonly type: 'job-started'; readonly job: Job}
	| {readonly type: 'job-item-changed'; readonly jobId: number; readonly machineId: string; readonly step: Step; readonly text: string}
	| {readonly type: 'job-status-changed'; readonly jobId: number; readonly status: JobStatus; readonly endedAtMs: number | undefined}
	| {readonly type: 'command-started'; readonly run: CommandRun}
	| {readonly type: 'command-ended'; readonly runId: number; readonly outcome: CommandOutcome; readonly endedAtMs: number}
	| {readonly type: 'log-opened'; readonly log: Log}
	| {readonly type: 'log-received'; readonly logId: number; readonly lines: readonly LogLine[]}
	| {readonly type: 'log-failed'; readonly logId: number; readonly failure: LogFailure}
	| {readonly type: 'metadata-read'; readonly machineId: string; readonly values: Readonly<Record<string, string>>}
	| {readonly type: 'metadata-failed'; readonly machineId: string; readonly text: string}
	| {readonly type: 'versions-received'; readonly machineId: string; readonly list: VersionList}
	| {readonly type: 'draft-made'; readonly draft: Draft; readonly isOffered: boolean}
	| {readonly type: 'form-made'; readonly form: Form}
	| {readonly type: 'regions-received'; readonly regions: readonly string[]}
	| {
			readonly type: 'machine-made';
			readonly machineId: string;
			/** The machine that was under the cursor when it was asked for. */
			readonly cursorId: string | undefined;
	  }
	/** The machine that a form was for is there, and as it should be. */
	| {readonly type: 'form-done'; readonly form: Form}
	| {readonly type: 'apps-chosen'; readonly apps: readonly string[]}
	| {
			readonly type: 'resources-received';
			readonly source: ResourceSource;
			readonly requestedAtMs: number;
			readonly rows: readonly Row[];
			readonly issues: readonly string[];
	  }
	| {readonly type: 'resources-failed'; readonly source: ResourceSource; readonly failure: Failure}
	| {readonly type: 'certificate-received'; readonly key: string; readonly certificate: Certificate}
	| {readonly type: 'replay-changed'; readonly replay: Replay}
	| {readonly type: 'noted'; readonly tone: NoteTone; readonly text: string; readonly atMs: number}
	/** The terminal got the focus, or lost it. */
	| {readonly type: 'focus-changed'; readonly isFocused: boolean}
	/** Something came from the keyboard. */
	| {readonly type: 'key-pressed'}
	/** The keys have let the cursor rest for a moment. */
	| {readonly type: 'cursor-rested'}
	| {readonly type: 'view-changed'; readonly change: Partial<View>};
