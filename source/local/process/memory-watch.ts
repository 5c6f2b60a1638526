import type {Scheduler} from '../time/scheduler.ts';
import type {ProcessRegistry} from './process-registry.ts';
import type {ProcessRow, ProcessTable} from './process-table.ts';

/** Looks at the memory of all runs at once, time and again, for as long as there are any. */
export type MemoryWatch = {
	/** Calls back, once, when a run is seen with more than so many bytes, which is asked each time. The answer ends the watch. */
	readonly watch: (run: string, limitBytes: () => number, onExcess: () => void) => () => void;
};

/** The memory that processes hold, in bytes; what several of them share is counted for each. */
const residentBytes = (rows: readonly ProcessRow[]): number => rows.reduce((sum, {rssBytes}) => sum + rssBytes, 0);

/** The memory that processes are judged by, in bytes: what they share is counted once, where that can be told. */
export const usedBytes = (table: ProcessTable, rows: readonly ProcessRow[]): number => table.ownBytes(rows) ?? residentBytes(rows);

export const createMemoryWatch = ({table, allMembers}: ProcessRegistry, scheduler: Scheduler): MemoryWatch => {
	const watched = new Map<string, {readonly limitBytes: () => number; readonly onExcess: () => void}>();
	let isTicking = false;

	/** The sum of what is resident can only be too large, so the dearer exact count is asked for when it is. */
	const isOver = (rows: readonly ProcessRow[], limitBytes: number): boolean =>
		residentBytes(rows) > limitBytes && usedBytes(table, rows) > limitBytes;

	const look = (): void => {
		isTicking = false;
		if (watched.size === 0) {
			return;
		}

		const members = allMembers();
		for (const [run, {limitBytes, onExcess}] of [...watched]) {
			if (isOver(members.get(run) ?? [], limitBytes())) {
				watched.delete(run);
				onExcess();
			}
		}

		tick();
	};

	const tick = (): void => {
		if (!isTicking) {
			isTicking = true;
			scheduler.after(table.readEveryMs, look);
		}
	};

	return {
		watch(run, limitBytes, onExcess) {
			watched.set(run, {limitBytes, onExcess});
			tick();
			return () => void watched.delete(run);
		},
	};
};
