import {readdirSync, readFileSync} from 'node:fs';

const read = (path: string): string | undefined => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
};

/** The time that the threads of a process have run for, in ms, told by the scheduler; undefined where the system does not tell. */
export const runTimeMs = (processId: number): number | undefined => {
	try {
		return readdirSync(`/proc/${processId}/task`)
			.map(task => Number(read(`/proc/${processId}/task/${task}/schedstat`)?.split(' ')[0] ?? 0))
			.reduce((sum, nanoseconds) => sum + nanoseconds / 1e6, 0);
	} catch {
		return undefined;
	}
};

const memoryMb = (processId: number, field: 'VmRSS' | 'VmHWM'): number | undefined => {
	const kilobytes = new RegExp(`${field}:\\s+(\\d+)`).exec(read(`/proc/${processId}/status`) ?? '')?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
};

/** The memory that a process has now, in MB. */
export const residentMb = (processId: number): number | undefined => memoryMb(processId, 'VmRSS');

/** The most memory that a process has had, in MB. */
export const peakMb = (processId: number): number | undefined => memoryMb(processId, 'VmHWM');
