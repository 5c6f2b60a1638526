import type {JsonObject} from '../domain/json.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import {createAppCalls} from './app-calls.ts';
import {type ClientOptions, createClient} from './client.ts';
import {createLeaseCalls} from './lease-calls.ts';
import {createLifecycleCalls} from './lifecycle-calls.ts';
import {createMachineCalls} from './machine-calls.ts';

export type App = {
	readonly id: string;
	readonly name: string;
	readonly status: string;
	readonly organizationSlug: string | undefined;
	readonly machineCount: number | undefined;
};

/** Something in an answer that could not be read; the rest of the answer is still good. */
export type DecodeIssue = {readonly where: string; readonly problem: string};

export type MachineList = {readonly machines: readonly Machine[]; readonly issues: readonly DecodeIssue[]};

/** A lease of ours. The nonce is the proof of that and is a secret. */
export type HeldLease = Lease & {readonly nonce: string};

export type CallOptions = {readonly signal?: AbortSignal};

/** For the calls that a lease stops: with its nonce they pass. */
export type LeaseHolder = CallOptions & {readonly nonce?: string | undefined};

/** How a process is ended: by which signal, and after how many seconds it is killed. */
export type StopOptions = LeaseHolder & {readonly stopSignal?: string | undefined; readonly stopTimeoutSeconds?: number | undefined};

export type CreateMachineInput = {
	readonly name?: string;
	readonly region?: string;
	readonly config: JsonObject;
	readonly skipLaunch?: boolean;
	readonly leaseTtlSeconds?: number;
};

export type UpdateMachineInput = {
	/** The whole config: the API merges nothing. */
	readonly config: JsonObject;
	/** The instance id that the change was made for; the API refuses when it is not the live one. */
	readonly currentVersion?: string;
	readonly skipLaunch?: boolean;
};

/**
The Machines API, one function per endpoint. Each keeps to the API's rate limits, sends its request once, and throws an `ApiError` when
it fails.
*/
export type Api = {
	readonly baseUrl: string;
	readonly listApps: (organizationSlug: string, options?: CallOptions) => Promise<readonly App[]>;
	readonly createApp: (
		input: {readonly name: string; readonly organizationSlug: string},
		options?: CallOptions,
	) => Promise<{readonly id: string}>;
	readonly getApp: (app: string, options?: CallOptions) => Promise<App>;
	/** With `force`, the app's machines are stopped and deleted too. */
	readonly deleteApp: (app: string, options?: CallOptions & {readonly force?: boolean}) => Promise<void>;
	/** All machines of an app, with their leases. */
	readonly listMachines: (app: string, options?: CallOptions) => Promise<MachineList>;
	readonly createMachine: (app: string, input: CreateMachineInput, options?: CallOptions) => Promise<Machine>;
	readonly getMachine: (app: string, id: string, options?: CallOptions) => Promise<Machine>;
	readonly updateMachine: (app: string, id: string, input: UpdateMachineInput, options?: LeaseHolder) => Promise<Machine>;
	readonly startMachine: (app: string, id: string, options?: LeaseHolder) => Promise<{readonly previousState: string}>;
	readonly stopMachine: (app: string, id: string, options?: StopOptions) => Promise<void>;
	readonly suspendMachine: (app: string, id: string, options?: LeaseHolder) => Promise<void>;
	readonly restartMachine: (app: string, id: string, options?: StopOptions) => Promise<void>;
	/** Sends a signal such as `SIGHUP` to the process of a running machine. No lease stands in its way. */
	readonly signalMachine: (app: string, id: string, signal: string, options?: CallOptions) => Promise<void>;
	/** Keeps the proxy from sending requests to a machine. */
	readonly cordonMachine: (app: string, id: string, options?: LeaseHolder) => Promise<void>;
	readonly uncordonMachine: (app: string, id: string, options?: LeaseHolder) => Promise<void>;
	/** With `force`, in any state. */
	readonly deleteMachine: (app: string, id: string, options?: LeaseHolder & {readonly force?: boolean}) => Promise<void>;
	/**
	Answers when the machine is in the wished state. A machine that is gone counts as `destroyed`. The API takes 1 to 60 seconds.

	@throws ApiError of kind `deadline` when the state did not come in time
	*/
	readonly waitForMachine: (
		app: string,
		id: string,
		wish: {
			readonly state: string;
			readonly timeoutSeconds: number;
			readonly instanceId?: string | undefined /** Only a state that came after this event counts. */;
			readonly fromEventId?: string | undefined;
		},
		options?: CallOptions,
	) => Promise<{readonly state: string}>;
	readonly acquireLease: (
		app: string,
		id: string,
		wish: {readonly ttlSeconds: number; readonly description: string},
		options?: CallOptions,
	) => Promise<HeldLease>;
	/** The lease on a machine, whoever holds it; undefined when there is none. The nonce is not handed on. */
	readonly getLease: (app: string, id: string, options?: CallOptions) => Promise<Lease | undefined>;
	readonly refreshLease: (
		app: string,
		id: string,
		wish: {readonly ttlSeconds: number; readonly nonce: string},
		options?: CallOptions,
	) => Promise<HeldLease>;
	/** A lease that has run out counts as released. */
	readonly releaseLease: (app: string, id: string, nonce: string, options?: CallOptions) => Promise<void>;
};

/** The Machines API at a base URL such as `https://api.machines.dev`. */
export const createApi = (options: ClientOptions): Api => {
	const client = createClient(options);
	return {
		baseUrl: options.baseUrl,
		...createAppCalls(client),
		...createMachineCalls(client),
		...createLifecycleCalls(client),
		...createLeaseCalls(client),
	};
};
