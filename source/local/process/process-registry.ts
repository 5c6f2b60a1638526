import {basename} from 'node:path';
import {type Guard, startGuard} from './guard.ts';
import {createLockLimits} from './lock-limit.ts';
import type {ProcessRow, ProcessTable} from './process-table.ts';

/** Signals that must reach everything in a machine, even what left its process groups. */
export type SweepSignal = 'SIGKILL' | 'SIGSTOP' | 'SIGCONT';

/** Knows which processes of this computer belong to which machine, by the name of its run, and sees to it that none outlives this program. */
export type ProcessRegistry = {
	readonly table: ProcessTable;
	/** What a process of a run must have in its environment to be found where its limits do not tell. */
	readonly markOf: (run: string) => Readonly<Record<string, string>>;
	/** The words to put before the command of a process of a run, for it to be found wherever it goes. */
	readonly wordsFor: (run: string) => readonly string[];
	/** A process of a run that leads a group and session of its own. Its id must be removed as soon as it has ended. */
	readonly add: (run: string, leaderId: number) => void;
	readonly remove: (leaderId: number) => void;
	/** A leader has ended, and what is left of its group stays the run's: it is removed when none of it is seen any more. */
	readonly leave: (leaderId: number) => void;
	readonly members: (run: string) => readonly ProcessRow[];
	/** The processes of all runs, out of one reading. */
	readonly allMembers: () => ReadonlyMap<string, readonly ProcessRow[]>;
	readonly signalGroup: (leaderId: number, signal: NodeJS.Signals) => void;
	/** Sends a signal to the groups that a run's leaders lead. */
	readonly signal: (run: string, signal: NodeJS.Signals) => void;
	/** Sends a signal to every process of a run, or of all of them, and to those that came while it was doing so. */
	readonly sweep: (signal: SweepSignal, run?: string) => void;
	readonly close: () => void;
};

const variableName = 'FLYDECK_RUN';
const sweepRounds = 10;

const send = (id: number, signal: NodeJS.Signals): void => {
	try {
		process.kill(id, signal);
	} catch {
		// It has ended already.
	}
};

/** Finds out whose each process is: by its session or group, else as its parent, else by its mark. */
const sortByRun = (
	rows: readonly ProcessRow[],
	runs: ReadonlyMap<number, string>,
	markedRun: (row: ProcessRow) => string | undefined,
): Map<string, ProcessRow[]> => {
	const byPid = new Map(rows.map(row => [row.pid, row]));
	const known = new Map<number, string | undefined>();
	const runOf = (row: ProcessRow): string | undefined => {
		if (!known.has(row.pid)) {
			// Set before the parents are asked, so that ids that were read while they changed hands cannot make a circle.
			known.set(row.pid, undefined);
			const parent = byPid.get(row.parentPid);
			const run = runs.get(row.sessionId) ?? runs.get(row.groupId) ?? (parent && runOf(parent)) ?? markedRun(row);
			known.set(row.pid, run);
		}

		return known.get(row.pid);
	};

	const sorted = new Map<string, ProcessRow[]>();
	for (const row of rows) {
		const run = runOf(row);
		if (run !== undefined) {
			const members = sorted.get(run) ?? [];
			members.push(row);
			sorted.set(run, members);
		}
	}

	return sorted;
};

/**
`directory`: an empty one that nobody else uses; its name is in the marks, and it is removed when this program is gone. `path` is where the
tools of this computer are looked for.
*/
export const createProcessRegistry = ({
	table,
	directory,
	path,
	now,
}: {
	readonly table: ProcessTable;
	readonly directory: string;
	readonly path: string;
	readonly now: () => number;
}): ProcessRegistry => {
	const runs = new Map<number, string>();
	const prefix = `${basename(directory)}/`;
	const limits = createLockLimits(table, directory, path);
	const guard: Guard = startGuard({mark: `${variableName}=${prefix}`, limitPrefix: limits.prefix, directory});

	const runInEnvironment = (pid: number): string | undefined => {
		const mark = table.variable(pid, variableName);
		return mark?.startsWith(prefix) ? mark.slice(prefix.length) : undefined;
	};

	/** Nothing that is older than this program was started by it, so nobody else's limits and environment are looked at. */
	const markedSince = (rows: readonly ProcessRow[]) => {
		const ownStartMs = rows.find(({pid}) => pid === process.pid)?.startedAtMs ?? 0;
		return (row: ProcessRow): string | undefined => {
			if (row.startedAtMs < ownStartMs) {
				return undefined;
			}

			return limits.runOf(row.pid) ?? runInEnvironment(row.pid);
		};
	};

	const left = new Set<number>();

	const remove = (leaderId: number): void => {
		left.delete(leaderId);
		runs.delete(leaderId);
		guard.remove(leaderId);
	};

	/** The id of a group that is empty can be given to another. */
	const removeEmpty = (rows: readonly ProcessRow[]): void => {
		const groups = new Set(left.size === 0 ? [] : rows.map(({groupId}) => groupId));
		for (const leaderId of left) {
			if (!groups.has(leaderId)) {
				remove(leaderId);
			}
		}
	};

	const allMembers = (): ReadonlyMap<string, readonly ProcessRow[]> => {
		const rows = table.read(now());
		removeEmpty(rows);
		return sortByRun(rows, runs, markedSince(rows));
	};

	const members = (run: string | undefined): readonly ProcessRow[] => {
		const all = allMembers();
		return run === undefined ? [...all.values()].flat() : (all.get(run) ?? []);
	};

	const signalGroup = (leaderId: number, name: NodeJS.Signals): void => send(-leaderId, name);

	const signal = (run: string | undefined, name: NodeJS.Signals): void => {
		for (const [leaderId, owner] of runs) {
			if (run === undefined || owner === run) {
				signalGroup(leaderId, name);
			}
		}
	};

	return {
		table,
		markOf: run => ({[variableName]: prefix + run}),
		wordsFor: limits.wordsFor,
		add(run, leaderId) {
			left.delete(leaderId);
			runs.set(leaderId, run);
			guard.add(leaderId);
		},
		remove,
		leave: leaderId => void left.add(leaderId),
		members,
		allMembers,
		signalGroup,
		signal,
		sweep(name, run) {
			signal(run, name);
			const seen = new Set<number>();
			for (let round = 0; round < sweepRounds; round++) {
				const fresh = members(run).filter(({pid}) => !seen.has(pid));
				for (const {pid} of fresh) {
					seen.add(pid);
					send(pid, name);
				}

				if (fresh.length === 0) {
					return;
				}
			}
		},
		close: guard.close,
	};
};
