import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {hostname} from 'node:os';

/** When a process began, as this system writes it; undefined when there is no such process. */
const startOf = (pid: number): string | undefined => {
	try {
		// The name of the program, in parentheses, may hold anything: the 22nd field is counted from its end.
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
		return fields?.[19];
	} catch {
		return startBesideProc(pid);
	}
};

const startBesideProc = (pid: number): string | undefined => {
	if (process.platform === 'linux') {
		return undefined;
	}

	try {
		const words = execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
		return words.replace(/\W+/g, '') || undefined;
	} catch {
		return undefined;
	}
};

const host = hostname().replace(/\W+/g, '-');

/** A word that stands for a process of this computer and for no later one that gets its id. */
export const markOf = (pid: number): string => `${pid}-${startOf(pid) ?? 'unknown'}-${host}`;

/** Whether a mark is that of a process of this computer that has ended. A home directory may be shared with other computers. */
export const hasEnded = (mark: string): boolean => {
	const [, pid, itsHost] = /^(\d+)-\w+-(.*)$/.exec(mark) ?? [];
	return itsHost === host && markOf(Number(pid)) !== mark;
};
