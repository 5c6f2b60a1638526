import type {ProcessInfo} from './machine-process.ts';
import type {ProcessRow, ProcessTable} from './process-table.ts';

/** Some processes as `ps` tells them, the oldest first. */
export const listProcesses = (rows: readonly ProcessRow[], table: ProcessTable, nowMs: number): readonly ProcessInfo[] => {
	const details = table.details(rows);
	// What has ended since the rows were read has no command any more.
	return rows
		.filter(({pid}) => details.get(pid)?.command !== '')
		.toSorted((left, right) => left.startedAtMs - right.startedAtMs || left.pid - right.pid)
		.map(({pid, startedAtMs, cpuTimeMs, rssBytes}) => ({
			pid,
			command: '',
			directory: '',
			listenSockets: [],
			...details.get(pid),
			startedAtMs,
			cpuTimeMs,
			cpuPercent: (100 * cpuTimeMs) / Math.max(1, nowMs - startedAtMs),
			rssBytes,
		}));
};
