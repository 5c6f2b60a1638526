import {spawnSync} from 'node:child_process';
import type {ProcessRow, ProcessTable} from './process-table.ts';

const run = (columns: readonly string[]): string =>
	spawnSync('ps', ['-A', ...columns.flatMap(column => ['-o', `${column}=`])], {encoding: 'utf8', maxBuffer: 16 * 1024 * 1024}).stdout ?? '';

/** Milliseconds of a span as `ps` writes it: `[[days-]hours:]minutes:seconds`, with a fraction on some systems. */
export const psSpanMs = (text: string): number => {
	const [rest = '', days = '0'] = text.split('-').toReversed();
	return 1000 * rest.split(':').reduce((seconds, part) => 60 * seconds + Number(part), 0) + 86_400_000 * Number(days);
};

const rowColumns = ['pid', 'ppid', 'pgid', 'stat', 'rss', 'time', 'etime'];

const rowOf = (line: string, nowMs: number): ProcessRow | undefined => {
	const [pid, parentPid, groupId, state = 'Z', kilobytes, cpuTime = '', age = ''] = line.trim().split(/\s+/);
	return state.startsWith('Z')
		? undefined
		: {
				pid: Number(pid),
				parentPid: Number(parentPid),
				groupId: Number(groupId),
				sessionId: Number(groupId),
				startedAtMs: nowMs - psSpanMs(age),
				cpuTimeMs: psSpanMs(cpuTime),
				rssBytes: 1024 * Number(kilobytes),
			};
};

/** The processes of a computer without /proc, such as a Mac. Directories, sockets and environments are not told. */
export const createPsTable = (): ProcessTable => ({
	readEveryMs: 2000,
	read: nowMs =>
		run(rowColumns)
			.split('\n')
			.map(line => rowOf(line, nowMs))
			.filter(row => row !== undefined),
	details(rows) {
		const commands = new Map(
			run(['pid', 'args'])
				.split('\n')
				.map(line => /^\s*(\d+)\s+(.*)$/.exec(line))
				.map(match => [Number(match?.[1]), match?.[2] ?? '']),
		);
		return new Map(rows.map(({pid}) => [pid, {command: commands.get(pid) ?? '', directory: '', listenSockets: []}]));
	},
	variable: () => undefined,
	hasLockLimits: false,
	lockLimit: () => undefined,
	ownBytes: () => undefined,
});
