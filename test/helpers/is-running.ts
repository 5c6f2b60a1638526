import {spawnSync} from 'node:child_process';

/** Whether a process still runs. One that has ended and that nobody has asked after (a zombie) does not. */
export const isRunning = (processId: number): boolean => {
	const state = spawnSync('ps', ['-o', 'stat=', '-p', String(processId)], {encoding: 'utf8'}).stdout.trim();
	return state !== '' && !state.startsWith('Z');
};
