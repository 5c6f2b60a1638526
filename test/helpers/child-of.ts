import {execFileSync} from 'node:child_process';

/** The process that another one has started last; 0 when there is none. */
export const childOf = (parent: number): number => {
	const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], {encoding: 'utf8'}).trim().split('\n');
	const rows = processes.map(line => line.trim().split(/\s+/).map(Number));
	return rows.findLast(([, parentId]) => parentId === parent)?.[0] ?? 0;
};
