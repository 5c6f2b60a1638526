import type {JsonObject} from '../domain/json.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import type {ListChanges} from '../domain/merge-fleet.ts';
import type {ProtectedPattern} from '../domain/protection.ts';
import type {App} from '../domain/resources/app.ts';
import type {DecodeIssue} from '../domain/resources/listed.ts';
import {addressesOf} from './addresses.ts';
import type {CertificateCalls} from './certificate-calls.ts';
import {type ClientOptions, createClient} from './client.ts';
import {createCalls} from './create-calls.ts';
import {curlOf} from './curl.ts';
import type {FarLists} from './far-lists.ts';
import {createGuard, type Guard} from './guard.ts';
import type {InsideCalls} from './inside-calls.ts';
import type {IpAssignmentCalls} from './ip-assignment-calls.ts';
import {createListMemory} from './list-memory.ts';
import type {LogCalls} from './log-calls.ts';
import type {MetadataCalls} from './metadata-calls.ts';
import {plannedCall} from './plan.ts';
import type {PlatformCalls} from './platform-calls.ts';
import type {SecretCalls} from './secret-calls.ts';
import {tellingPlaces} from './telling-places.ts';
import type {VolumeCalls} from './volume-calls.ts';

export type MachineList = {
	readonly machines: readonly Machine[];
	readonly issues: readonly DecodeIssue[];
	/** What became of the list that was read before, where each machine has the place that it had there. */
	readonly changes?: ListChanges;
};

/** A lease of ours. The nonce is the proof of that and is a secret. */
export type HeldLease = Lease & {readonly nonce: string};

export type CallOptions = {readonly signal?: AbortSignal};

export type ListOptions = CallOptions & {
	/** Is given the machines of a long list that was not read before, a part at a time, while the others are on their way. */
	readonly arrived?: (machines: readonly Machine[]) => void;
};

/** For the calls that a lease stops: with its nonce they pass. */
export type LeaseHolder = CallOptions & {readonly nonce?: string | undefined};

/** How a process is ended: by which signal, and after how many seconds it is killed. */
export type StopOptions = LeaseHolder & {readonly stopSignal?: string | undefined; readonly stopTimeoutSeconds?: number | undefined};

/** How a new machine, or a new version of one, comes into being. */
type LaunchInput = {
	/** Leaves it stopped. */
	readonly skipLaunch?: boolean;
	/** Keeps the proxy from sending it requests until it is uncordoned. */
	readonly skipServiceRegistration?: boolean;
	/** What a change of secrets answered: the machine gets them as of that change or later. */
	readonly minSecretsVersion?: number | undefined;
};

export type CreateMachineInput = {
	readonly name?: string;
	readonly region?: string;
	readonly config: JsonObject;
} & LaunchInput;

export type UpdateMachineInput = {
	/** The whole config: the API merges nothing. */
	readonly config: JsonObject;
	/** The instance id that the change was made for; the API refuses when it is not the live one. */
	readonly currentVersion?: string;
} & LaunchInput;

type CoreCalls = {
	readonly listApps: (organizationSlug: string, options?: CallOptions) => Promise<readonly App[]>;
	readonly createApp: (
		input: {readonly name: string; readonly organizationSlug: string},
		options?: CallOptions,
	) => Promise<{readonly id: string}>;
	readonly getApp: (app: string, options?: CallOptions) => Promise<App>;
	/** With `force`, the app's machines are stopped and deleted too. */
	readonly deleteApp: (app: string, options?: CallOptions & {readonly force?: boolean}) => Promise<void>;
	/** All machines of an app, with their leases. */
	readonly listMachines: (app: string, options?: ListOptions) => Promise<MachineList>;
	readonly createMachine: (app: string, input: CreateMachineInput, options?: CallOptions) => Promise<Machine>;
	/** Takes a lease in the same call, whose nonce is a secret. */
	readonly createLeasedMachine: (
		app: string,
		input: CreateMachineInput,
		ttlSeconds: number,
		options?: CallOptions,
	) => Promise<{readonly machine: Machine; readonly nonce: string}>;
	readonly getMachine: (app: string, id: string, options?: CallOptions) => Promise<Machine>;
	/** The config of a machine to the letter, to be sent back changed, with the instance id for `currentVersion`. It is not made printable. */
	readonly getExactConfig: (
		app: string,
		id: string,
		options?: CallOptions,
	) => Promise<{readonly config: JsonObject | undefined; readonly instanceId: string | undefined}>;
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
			readonly instanceId?: string | undefined;
			/** Only a state that came after this event counts. */
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
	/** Whether the lease of a machine is the one with a nonce of ours, and who holds it, if anybody does. */
	readonly checkLease: (
		app: string,
		id: string,
		nonce: string,
		options?: CallOptions,
	) => Promise<{readonly isOurs: boolean; readonly owner: string | undefined}>;
	/** The description is sent anew: an API may take one that is left out for none. */
	readonly refreshLease: (
		app: string,
		id: string,
		wish: {readonly ttlSeconds: number; readonly description: string; readonly nonce: string},
		options?: CallOptions,
	) => Promise<HeldLease>;
	/** A lease that has run out counts as released. */
	readonly releaseLease: (app: string, id: string, nonce: string, options?: CallOptions) => Promise<void>;
	/**
	Takes away the lease of somebody else, if `owner` still holds it: with the nonce that the API tells, which is not handed on. Answers
	whether it did, and whose lease it found.
	*/
	readonly breakLease: (
		app: string,
		id: string,
		owner: string,
		options?: CallOptions,
	) => Promise<{readonly isBroken: boolean; readonly owner: string | undefined}>;
};

/**
The calls of the Machines API and of the logs beside it, one function per endpoint. Each keeps to the API's rate limits, sends its request
once (a list in pages once for each page), and throws an `ApiError` when it fails.
*/
export type Calls = CoreCalls &
	InsideCalls &
	MetadataCalls &
	VolumeCalls &
	SecretCalls &
	CertificateCalls &
	IpAssignmentCalls &
	PlatformCalls &
	LogCalls;

export type Api = Calls & {
	readonly baseUrl: string;
	/** Does work that was confirmed, and may change these subjects although they are protected. */
	readonly allowing: Guard['allowing'];
	/** The curl command of a call, which is not sent. It holds neither token nor nonce. Undefined when no call was asked for. */
	readonly curlOf: (ask: (calls: Calls) => unknown) => string | undefined;
};

type ApiOptions = Omit<ClientOptions, 'guard'> & {
	readonly farLists?: FarLists | undefined;
	/** What is not changed but by work that is allowed to. */
	readonly protection?: readonly ProtectedPattern[];
};

/** The Machines API at a base URL such as `https://api.machines.dev`. Where there is something to read long lists with, that is made use of. */
export const createApi = ({farLists, protection = [], ...options}: ApiOptions): Api => {
	const guard = createGuard(protection);
	const addresses = addressesOf(options.baseUrl, options.logsUrl);
	const farReader = farLists === undefined ? undefined : createListMemory(farLists, options.clock);
	const calls = createCalls(createClient({...options, guard}), farReader);
	return {
		...(protection.some(({of}) => of === 'region') ? tellingPlaces(calls, guard) : calls),
		baseUrl: options.baseUrl,
		allowing: guard.allowing,
		curlOf(ask) {
			const call = plannedCall(client => ask(createCalls(client)));
			return call === undefined ? undefined : curlOf(call, addresses[call.service ?? 'machines']);
		},
	};
};
