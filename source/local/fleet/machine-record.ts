import type {JsonObject} from '../../domain/json.ts';

/** The states that machines of the local API pass through. */
export type MachineState =
	| 'created'
	| 'starting'
	| 'started'
	| 'stopping'
	| 'stopped'
	| 'restarting'
	| 'suspending'
	| 'suspended'
	| 'failed'
	| 'launch_failed'
	| 'replacing'
	| 'destroying'
	| 'destroyed';

export type EventSource = 'user' | 'flyd' | 'proxy';

export type EventRecord = {
	readonly id: string;
	readonly type: string;
	readonly status: string;
	readonly source: EventSource;
	readonly timestampMs: number;
	readonly request: JsonObject | undefined;
};

export type LeaseRecord = {
	readonly nonce: string;
	readonly owner: string;
	readonly description: string;
	readonly expiresAtMs: number;
	/** The machine's instance id when the lease was taken. */
	readonly version: string;
};

export type CheckRecord = {
	readonly name: string;
	readonly status: 'passing' | 'warning' | 'critical';
	readonly output: string;
	readonly updatedAtMs: number;
};

/** How a process ended. No signal is undefined. */
export type ExitOutcome = {
	readonly exitCode: number;
	readonly signal: number | undefined;
	readonly oomKilled: boolean;
	readonly error: string;
};

/** Everything that the local API knows of a machine. Never changed in place: a transition answers a new one. */
export type MachineRecord = {
	readonly id: string;
	readonly app: string;
	readonly name: string;
	readonly region: string;
	readonly privateIp: string;
	readonly instanceId: string;
	readonly state: MachineState;
	/** The last state that was not transient: what lists of summaries show. */
	readonly restState: MachineState;
	readonly config: JsonObject;
	readonly checks: readonly CheckRecord[];
	readonly createdAtMs: number;
	readonly updatedAtMs: number;
	/** Newest first, at most 50. */
	readonly events: readonly EventRecord[];
	readonly lease: LeaseRecord | undefined;
	/** False while the image is on its way: the machine cannot be started yet. */
	readonly imageReady: boolean;
	/** Whether it runs, or is to run once what is in progress is done: a launch, a restart after a crash, a new version. */
	readonly willRun: boolean;
	/** When it was restarted by its policy, in the last five minutes. */
	readonly restartTimesMs: readonly number[];
	/** Kept out of the proxy's routing. */
	readonly cordoned: boolean;
	/** True when it was last created or updated with `skip_secrets`: its processes get none. */
	readonly skipsSecrets: boolean;
	/** A limit on the memory in place of the guest's, for as long as this boot of it lasts. */
	readonly memoryLimitMb: number | undefined;
};

export type AppRecord = {
	readonly id: string;
	readonly name: string;
	readonly organization: string;
	readonly network: string;
	readonly createdAtMs: number;
	/** What the create named itself: the same one sent again makes nothing new. */
	readonly idempotencyKey?: string | undefined;
};
