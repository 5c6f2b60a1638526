import {createHash} from 'node:crypto';
import {findCommand} from './find-command.ts';
import type {ProcessTable} from './process-table.ts';

/**
Marks runs by a resource limit, that on file locks (RLIMIT_LOCKS): Linux has not looked at it since 2.4, nobody sets it, and whatever a process
starts inherits it: a process may clear its environment, close its files, leave its session and lose its parent, and still has it.
*/
export type LockLimits = {
	/** The words to put before a command; none where the limit cannot be set, which takes Linux and `prlimit`. */
	readonly wordsFor: (run: string) => readonly string[];
	/** The run that a process belongs to by its limit. */
	readonly runOf: (pid: number) => string | undefined;
	/** What the limits of all runs begin with, in digits. */
	readonly prefix: string;
};

/** The ten digits in which the limits of a server differ from those of all others, made from the name of its directory. */
const prefixOf = (directory: string): string => String(1_000_000_000 + createHash('sha256').update(directory).digest().readUInt32BE());

/** A run is named by a whole number here. The limit is the prefix and the run in six digits, or more. */
export const createLockLimits = (table: ProcessTable, directory: string, path: string): LockLimits => {
	const prefix = prefixOf(directory);
	const tool = findCommand('prlimit', path, '/');
	return {
		prefix,
		wordsFor: run => (table.hasLockLimits && 'file' in tool ? [tool.file, `--locks=${prefix}${run.padStart(6, '0')}:`, '--'] : []),
		runOf(pid) {
			const limit = table.lockLimit(pid);
			return limit?.startsWith(prefix) ? String(Number(limit.slice(prefix.length))) : undefined;
		},
	};
};
