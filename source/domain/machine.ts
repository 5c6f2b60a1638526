import type {Json} from './json.ts';

/** A health check's last result. `updatedAtMs` is when its status last changed. */
export type Check = {
	readonly name: string;
	readonly status: string;
	readonly output: string;
	readonly updatedAtMs: number | undefined;
};

/** How a machine's process ended. Fields that the API left out are undefined or false; no signal is undefined (-1 on the wire).
`requestedStop` is true, too, where only the events before the exit tell of the request. */
export type ExitEvent = {
	readonly exitCode: number | undefined;
	readonly signal: number | undefined;
	readonly guestExitCode: number | undefined;
	readonly guestSignal: number | undefined;
	readonly error: string;
	readonly oomKilled: boolean;
	readonly requestedStop: boolean;
	readonly restarting: boolean;
	readonly exitedAtMs: number | undefined;
};

/** One line of a machine's event log. `id` is the API's ULID, or made from the other fields where the API gave none. */
export type MachineEvent = {
	readonly id: string;
	readonly type: string;
	readonly status: string;
	readonly source: string;
	readonly timestampMs: number;
	readonly exit: ExitEvent | undefined;
	/** How often the policy had restarted it before this exit, within its window. */
	readonly restartCount: number | undefined;
};

/** An exclusive lock on a machine. The nonce is not part of it: it is a secret of the holder. */
export type Lease = {
	readonly owner: string;
	readonly description: string;
	readonly expiresAtMs: number;
};

export type Guest = {
	readonly cpuKind: string;
	readonly cpus: number;
	readonly memoryMb: number;
};

export type Service = {
	readonly protocol: string;
	readonly internalPort: number | undefined;
	readonly ports: readonly string[];
	readonly autostop: string;
	readonly minMachinesRunning: number | undefined;
};

export type Mount = {
	readonly volume: string;
	readonly name: string;
	readonly path: string;
	readonly sizeGb: number | undefined;
};

/** The parts of a machine's config that flydeck shows; `raw` is all of it, as the API gave it. */
export type MachineConfig = {
	readonly image: string;
	readonly guest: Guest | undefined;
	readonly restartPolicy: string;
	readonly maxRetries: number | undefined;
	readonly services: readonly Service[];
	readonly mounts: readonly Mount[];
	readonly schedule: string | undefined;
	readonly autoDestroy: boolean;
	readonly stopSignal: string | undefined;
	readonly stopTimeout: string | undefined;
	readonly processGroup: string | undefined;
	readonly raw: Json;
};

/** A machine as the API last described it. Events are newest first. */
export type Machine = {
	readonly id: string;
	readonly app: string;
	readonly name: string;
	readonly state: string;
	readonly region: string;
	readonly instanceId: string | undefined;
	readonly privateIp: string | undefined;
	readonly createdAtMs: number | undefined;
	readonly updatedAtMs: number | undefined;
	/** `ok`, `unknown` or `unreachable`; `ok` where the API did not say. */
	readonly hostStatus: string;
	readonly cordoned: boolean;
	/** True when the host is unreachable and the config is only what the API server remembers. */
	readonly configIncomplete: boolean;
	readonly config: MachineConfig | undefined;
	readonly checks: readonly Check[];
	readonly events: readonly MachineEvent[];
	readonly lease: Lease | undefined;
};

/** The name by which peers in the private network reach a machine. */
export const hostNameOf = (machine: Pick<Machine, 'id' | 'app'>): string => `${machine.id}.vm.${machine.app}.internal`;
