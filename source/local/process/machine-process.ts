import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import type {StopSignal} from '../fleet/signals.ts';

/** What a command that was run inside a machine gave. No signal is undefined. Output is cut to a bound. */
export type ExecResult = {
	readonly exitCode: number;
	readonly exitSignal: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
};

export type ExecRequest = {readonly argv: readonly string[]; readonly stdin: string; readonly timeoutMs: number};

/** A process of a machine's process tree, as `ps` tells it. `rssBytes` is in bytes, the ages in ms, `cpuPercent` of one core. */
export type ProcessInfo = {
	readonly pid: number;
	readonly command: string;
	readonly directory: string;
	readonly startedAtMs: number;
	readonly cpuTimeMs: number;
	readonly cpuPercent: number;
	readonly rssBytes: number;
	readonly listenSockets: readonly {readonly proto: string; readonly address: string}[];
};

/** What runs in a started machine: processes of this computer, or a simulation of one. */
export type MachineProcess = {
	/** A real process takes real time; `--speed` hastens only simulated ones. */
	readonly isReal: boolean;
	readonly signal: (signal: StopSignal | GuestSignal) => void;
	/** Stops and continues all of it without its knowing (SIGSTOP, SIGCONT): what suspend and resume do. */
	readonly pause: () => void;
	readonly resume: () => void;
	readonly list: () => Promise<readonly ProcessInfo[]>;
	readonly exec: (request: ExecRequest) => Promise<ExecResult>;
	/** Memory in use by all of it, in MB. */
	readonly usedMemoryMb: () => number;
	/** From now on it may use so much memory, in MB, beside its swap. */
	readonly limitMemory: (limitMb: number) => void;
};

/** The signals that the signal call takes beside those of a stop. */
export type GuestSignal = 'SIGABRT' | 'SIGALRM' | 'SIGFPE' | 'SIGILL' | 'SIGPIPE' | 'SIGSEGV' | 'SIGTRAP';

/**
Starts what a machine's config asks for. `onExit` is called once, later, when it has ended.

@throws StartFailure when it cannot be started; then nothing runs and `onExit` is not called
*/
export type StartProcess = (machine: MachineRecord, onExit: (outcome: ExitOutcome) => void) => MachineProcess;
