import {maskedText} from '../config/masking.ts';
import {effectiveExitCode, endingSignal, exitCodeInWords, isInitFailure, isKilled, signalName} from '../exit.ts';
import type {ExitEvent} from '../machine.ts';
import {askerOf, deedOf} from './askers.ts';
import type {Ending} from './ending.ts';
import {codeInSentence, codeInShort, signalInWords} from './exit-code-words.ts';

/** What an ending is called when a rule fits it: in about 23 cells, and as a sentence without its full stop. */
type Rule = {
	readonly fits: (ending: Told) => boolean;
	readonly short: (ending: Told) => string;
	readonly sentence: (ending: Told) => string;
};

type Told = Ending & {readonly exit: ExitEvent; readonly code: number; readonly signal: number | undefined};

const oomMemory = ({memoryMb}: Ending): string => (memoryMb === undefined ? '' : `, ${memoryMb}M`);

/** How a run ended that was asked to. A lack of memory is no part of it: whoever asked wanted it gone. */
const requestedEnd = ({exit, code, stopTimeout}: Told): string => {
	if (isKilled(exit)) {
		const timeout = stopTimeout === undefined ? 'its kill timeout' : `its kill timeout of ${stopTimeout}`;
		return `; it did not end within ${timeout} and was killed (137)`;
	}

	return code === 0 ? '; it ended cleanly' : `; it ended with exit code ${exitCodeInWords(code)}`;
};

const isIdleStop = ({request, isAutostopped}: Ending): boolean => request?.type === 'stop' && request.source === 'proxy' && isAutostopped;

/** THE table of why a run ended: the first rule that fits counts, and where none does, the exit code alone. */
const rules: readonly Rule[] = [
	{
		// Stopped by the proxy, which had nobody to send to it.
		fits: ending => ending.isRequested && isIdleStop(ending),
		short: ({exit}) => (isKilled(exit) ? 'idle stop, killed 137' : 'proxy stopped it, idle'),
		sentence: ending => `The proxy stopped it, idle, as its autostop says${requestedEnd(ending)}`,
	},
	{
		// Asked by somebody who is known.
		fits: ({request}) => request !== undefined,
		short: ({exit, code, request}) =>
			isKilled(exit)
				? `${request?.source || '?'} ${request?.type}, killed 137`
				: `${request?.type} by ${request?.source || '?'}, exit ${code}`,
		sentence: ending => `${askerOf(ending.request?.source)} ${deedOf(ending.request?.type)} it${requestedEnd(ending)}`,
	},
	{
		// Asked by nobody knows whom.
		fits: ({isRequested}) => isRequested,
		short: ({exit, code}) => (isKilled(exit) ? 'stop asked, killed 137' : `stop asked, exit ${code}`),
		sentence: ending => `It was asked to stop${requestedEnd(ending)}`,
	},
	{
		// Out of memory.
		fits: ({exit}) => exit.oomKilled,
		short: ending => `${isKilled(ending.exit) ? 'OOM killed 137' : `OOM, exit ${ending.code}`}${oomMemory(ending)}`,
		sentence: ({code, memoryMb}) =>
			`Out of memory: the kernel killed a process in its ${memoryMb === undefined ? 'memory' : `${memoryMb} MB`} (exit code ${code})`,
	},
	{
		// A signal.
		fits: ({signal}) => signal !== undefined,
		short: ({code, signal}) => `exit ${code} ${signalName(signal ?? 0)}`,
		sentence: ({code, signal}) => `Ended by ${signalName(signal ?? 0)} (exit code ${code}): ${signalInWords(signal ?? 0)}`,
	},
	{
		// An init that failed.
		fits: ({exit}) => isInitFailure(exit),
		short: ({code}) => `image did not start ${code}`,
		sentence: ({code}) => `The image did not start: the init around its command failed with exit code ${exitCodeInWords(code)}`,
	},
];

/** What the init says besides, where both it and the process failed, and not in the same way. */
const initInWords = ({exit, code, isRequested}: Told): string => {
	const guest = exit.guestExitCode ?? 0;
	return isRequested || guest === 0 || guest === code ? '' : `. The init around it tells of exit code ${guest}`;
};

/** What its restart policy makes of the end. */
const policyInWords = ({exit, isRequested, code, restartCount, restartPolicy, maxRetries}: Told): string => {
	if (isRequested) {
		return '';
	}

	if (exit.restarting) {
		const before = restartCount === 0 ? '' : `, after ${restartCount} ${restartCount === 1 ? 'restart' : 'restarts'} before`;
		return `. Its policy ${restartPolicy} starts it again${before}`;
	}

	if (code !== 0 && restartPolicy === 'on-failure' && restartCount >= maxRetries) {
		return `. Its policy on-failure gave up after ${restartCount} restarts`;
	}

	return code !== 0 && restartPolicy === 'no' ? '. Its policy is not to restart it' : '';
};

const errorInWords = ({exit}: Told): string => (exit.error === '' ? '' : `. The API adds: ${maskedText(exit.error)}`);

const untold = (ending: Ending): {readonly short: string; readonly sentence: string} => {
	const {request} = ending;
	if (isIdleStop(ending)) {
		return {short: 'proxy stopped it, idle', sentence: 'The proxy stopped it, idle, as its autostop says.'};
	}

	return request === undefined
		? {short: 'ended, not told how', sentence: 'It ended; the API does not tell how.'}
		: {
				short: `${request.type} by ${request.source || '?'}`,
				sentence: `${askerOf(request.source)} ${deedOf(request.type)} it; the API does not tell how it ended.`,
			};
};

/** Why a run ended: in about 23 cells, and as sentences. A stop that was asked for is never put down to memory. */
export const explainEnding = (ending: Ending): {readonly short: string; readonly sentence: string} => {
	const {exit} = ending;
	if (exit === undefined) {
		return untold(ending);
	}

	const told: Told = {...ending, exit, code: effectiveExitCode(exit), signal: endingSignal(exit)};
	const rule = rules.find(({fits}) => fits(told));
	return {
		short: rule?.short(told) ?? codeInShort(told.code),
		sentence: `${rule?.sentence(told) ?? codeInSentence(told.code)}${initInWords(told)}${policyInWords(told)}${errorInWords(told)}.`,
	};
};
