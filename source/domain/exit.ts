import {isExit, isRequest} from './diagnosis/requests.ts';
import type {ExitEvent, Machine, MachineEvent} from './machine.ts';

const signalNames: Readonly<Record<number, string>> = {
	1: 'SIGHUP',
	2: 'SIGINT',
	3: 'SIGQUIT',
	4: 'SIGILL',
	6: 'SIGABRT',
	7: 'SIGBUS',
	8: 'SIGFPE',
	9: 'SIGKILL',
	10: 'SIGUSR1',
	11: 'SIGSEGV',
	12: 'SIGUSR2',
	13: 'SIGPIPE',
	14: 'SIGALRM',
	15: 'SIGTERM',
};

const exitWords: Readonly<Record<number, string>> = {
	0: 'clean',
	1: 'error',
	2: 'usage error',
	126: 'command not executable',
	127: 'command not found',
	128: 'bad exit argument',
	255: 'exit out of range',
};

export const signalName = (signal: number): string => signalNames[signal] ?? `signal ${signal}`;

/** An exit code in words: `1, general error`, `137, killed by SIGKILL`. */
export const exitCodeInWords = (exitCode: number): string => {
	const signal = exitCode - 128;
	const words = signal in signalNames ? `killed by ${signalName(signal)}` : exitWords[exitCode];
	return words === undefined ? `${exitCode}` : `${exitCode}, ${words}`;
};

const killed = 137;

/** The signal that the API tells of; where the process's is left out, the init's. */
const toldSignal = ({signal, guestSignal}: ExitEvent): number | undefined => signal ?? guestSignal;

const processExitCode = (exit: ExitEvent): number => {
	const {exitCode, oomKilled} = exit;
	const signal = toldSignal(exit);
	// A process that a signal ended has no exit code of its own: a 0 beside one is a field that was never filled in.
	if (exitCode !== undefined && (exitCode !== 0 || signal === undefined)) {
		return exitCode;
	}

	const withoutSignal = oomKilled ? killed : 0;
	return signal === undefined ? withoutSignal : 128 + signal;
};

/** True when the process itself reports no failure but the init around it failed. */
export const isInitFailure = (exit: ExitEvent): boolean => processExitCode(exit) === 0 && (exit.guestExitCode ?? 0) !== 0;

/** The exit code that counts: the init's when only that failed, else the process's, or the one a signal stands for. The API leaves out zeros. */
export const effectiveExitCode = (exit: ExitEvent): number => (isInitFailure(exit) ? (exit.guestExitCode ?? 0) : processExitCode(exit));

/** The signal that ended the process, if any: as its exit code tells it, which counts more than the field beside it. */
export const endingSignal = (exit: ExitEvent): number | undefined => {
	const signal = processExitCode(exit) - 128;
	return signal in signalNames ? signal : toldSignal(exit);
};

/** True when the process was killed and not ended by itself. */
export const isKilled = (exit: ExitEvent): boolean => effectiveExitCode(exit) === killed;

/**
Why a machine's process ended, in words, the strongest reason first: a requested stop, out of memory, an init that failed, the exit code.
137 alone is most often a stop that had to be forced, so a request is read before anything else.
*/
export const explainExit = (exit: ExitEvent): string => {
	const code = effectiveExitCode(exit);
	if (exit.requestedStop) {
		return isKilled(exit) ? 'exit 137, requested stop, killed' : `exit ${code}, requested stop`;
	}

	if (exit.oomKilled) {
		return `exit ${code}, out of memory`;
	}

	const signal = endingSignal(exit);
	const ended = signal === undefined ? `exit ${exitCodeInWords(code)}` : `exit ${code}, killed by ${signalName(signal)}`;
	const reason = isInitFailure(exit) ? `its init failed with ${exitCodeInWords(code)}` : ended;
	return exit.restarting ? `${reason}, restarting` : reason;
};

/** Whether an exit is put down to memory. One that was asked for is not: whoever asked wanted the process gone. */
export const isOutOfMemory = ({oomKilled, requestedStop}: ExitEvent): boolean => oomKilled && !requestedStop;

/** Whether an exit is trouble: nobody asked for it, and it is out of memory or another failure. */
export const isFailure = (exit: ExitEvent): boolean => isOutOfMemory(exit) || (!exit.requestedStop && effectiveExitCode(exit) !== 0);

/** The newest exit in a machine's event log. */
export const lastExit = (machine: Machine): (MachineEvent & {readonly exit: ExitEvent}) | undefined =>
	machine.events.find((event): event is MachineEvent & {readonly exit: ExitEvent} => event.exit !== undefined);

/** True for a machine that shows `stopped` only until its restart policy starts it again: a stop still changes something then. */
export const isBetweenRestarts = ({state, events}: Machine): boolean =>
	state === 'stopped' && events.find(event => isExit(event) || isRequest(event))?.exit?.restarting === true;
