import {exitCodeInWords, signalName} from './exit.ts';
import type {ExecResult} from './resources/exec-result.ts';
import {formatDuration} from './time.ts';

const sigkill = 9;

/** Whether the API killed a command because its time was over: nothing but the signal and the time tell. */
const isTimedOut = ({exitSignal}: ExecResult, tookMs: number, timeoutSeconds: number): boolean =>
	exitSignal === sigkill && tookMs >= timeoutSeconds * 1000;

/** How a command ended and how long it took: `exit 0, clean, in 0.3s`. */
export const execInWords = (result: ExecResult, tookMs: number, timeoutSeconds: number): string => {
	const {exitCode, exitSignal} = result;
	const took = formatDuration(tookMs);
	if (isTimedOut(result, tookMs, timeoutSeconds)) {
		return `killed after ${took}: its time of ${timeoutSeconds} s was over`;
	}

	return exitSignal === undefined ? `exit ${exitCodeInWords(exitCode)}, in ${took}` : `killed by ${signalName(exitSignal)}, after ${took}`;
};

/** Whether a command did what it was asked. */
export const isExecGood = ({exitCode, exitSignal}: ExecResult): boolean => exitCode === 0 && exitSignal === undefined;
