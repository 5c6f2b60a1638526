import type {ExitOutcome} from './machine-record.ts';

const killedBy = 128;

/** The outcome of a process that a signal ended: as a shell says it, 128 and the signal. */
export const outcomeOfSignal = (signal: number): ExitOutcome => ({exitCode: killedBy + signal, signal, oomKilled: false, error: ''});

export const outcomeOfExit = (exitCode: number, error = ''): ExitOutcome => ({exitCode, signal: undefined, oomKilled: false, error});

const notFound = 127;
const notExecutable = 126;

/** The outcome of a command that could not be started, as a shell says it: 127 for a command that is not there, 126 for one that cannot be run. */
export const outcomeOfError = (error: unknown): ExitOutcome => {
	const message = error instanceof Error ? error.message : String(error);
	const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
	return outcomeOfExit(isMissing ? notFound : notExecutable, message);
};
