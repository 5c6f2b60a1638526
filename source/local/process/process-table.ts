import {existsSync} from 'node:fs';
import {createProcTable} from './proc-table.ts';
import {createPsTable} from './ps-table.ts';

/** One process of this computer. Ids of groups and sessions are those of the processes that lead them. */
export type ProcessRow = {
	readonly pid: number;
	readonly parentPid: number;
	readonly groupId: number;
	/** The group's id where sessions cannot be told. */
	readonly sessionId: number;
	readonly startedAtMs: number;
	readonly cpuTimeMs: number;
	readonly rssBytes: number;
};

export type ProcessDetails = {
	readonly command: string;
	/** Empty where it cannot be told. */
	readonly directory: string;
	readonly listenSockets: readonly {readonly proto: string; readonly address: string}[];
};

/** What this computer tells of its processes. Whatever has ended meanwhile is left out; nothing here throws. */
export type ProcessTable = {
	/** All processes but those that have ended already and only wait to be asked after. */
	readonly read: (nowMs: number) => readonly ProcessRow[];
	readonly details: (rows: readonly ProcessRow[]) => ReadonlyMap<number, ProcessDetails>;
	/** The value of a variable in the environment that a process was started with; undefined where that cannot be told. */
	readonly variable: (pid: number, name: string) => string | undefined;
	/** Whether a process may have any limit on file locks, and can be told by it. */
	readonly hasLockLimits: boolean;
	/** The limit on file locks of a process, in digits; undefined where that cannot be told. */
	readonly lockLimit: (pid: number) => string | undefined;
	/** The memory of some processes, what they share counted once; undefined where that cannot be told. */
	readonly ownBytes: (rows: readonly ProcessRow[]) => number | undefined;
	/** How long to leave between two readings, in ms: what a reading costs differs. */
	readonly readEveryMs: number;
};

/** The table of this computer: out of /proc where there is one, else out of `ps`. */
export const createProcessTable = (): ProcessTable => (existsSync('/proc/self/stat') ? createProcTable() : createPsTable());
