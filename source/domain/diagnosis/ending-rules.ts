import {maskedText} from '../config/masking.ts';
import {effectiveExitCode, endingSignal, exitCodeInWords, isInitFailure, isKilled, signalName} from '../exit.ts';
import type {ExitEvent} from '../machine.ts';
import {formatAge} from '../time.ts';
import {askedInShort, askerInShort, askerOf, deedOf} from './askers.ts';
import {type Ending, isOverdueKill, stopTookMs} from './ending.ts';
import {codeInSentence, codeInShort, signalInWords} from './exit-code-words.ts';

/** What an ending is called when a rule fits it: in 23 cells at most, and as a sentence without its full stop. */
type Rule = {
	readonly fits: (ending: Told) => boolean;
	readonly short: (ending: Told) => string;
	readonly sentence: (ending: Told) => string;
};

type Told = Ending & {readonly exit: ExitEvent; readonly code: number; readonly signal: number | undefined};

/** The memory that was too little, where it is known. */
const memoryInShort = ({memoryMb}: Pick<Ending, 'memoryMb'>, before: string): string =>
	memoryMb === undefined ? '' : `${before}${memoryMb}M`;

/** How a run ended that was asked to, in a few cells. */
const requestedInShort = ({exit, code}: Told): string => (isKilled(exit) ? 'kill 137' : `exit ${code}`);

/** How a run ended that was asked to. A lack of memory is no part of it: whoever asked wanted it gone. */
const requestedEnd = (told: Told): string => {
	const {exit, code} = told;
	if (isOverdueKill(told)) {
		return `; it did not end within ${formatAge(stopTookMs(told))} of its stop and was killed (137)`;
	}

	if (isKilled(exit)) {
		return '; it was killed (137)';
	}

	return code === 0 ? '; it ended cleanly' : `; it ended with exit code ${exitCodeInWords(code)}`;
};

const isIdleStop = ({request, isAutostopped}: Ending): boolean => request?.type === 'stop' && request.source === 'proxy' && isAutostopped;

/** THE table of why a run ended: the first rule that fits counts, and where none does, the exit code alone. */
const rules: readonly Rule[] = [
	{
		// Stopped by the proxy, which had nobody to send to it.
		fits: ending => ending.isRequested && isIdleStop(ending),
		short: told => (isKilled(told.exit) ? `idle stop, ${requestedInShort(told)}` : 'proxy stopped it, idle'),
		sentence: ending => `The proxy stopped it, idle, as its autostop says${requestedEnd(ending)}`,
	},
	{
		// Asked by somebody who is known.
		fits: ({request}) => request !== undefined,
		short: told => `${askerInShort(told.request?.source)} ${told.request?.type}, ${requestedInShort(told)}`,
		sentence: ending => `${askerOf(ending.request?.source)} ${deedOf(ending.request?.type)} it${requestedEnd(ending)}`,
	},
	{
		// Asked by nobody knows whom.
		fits: ({isRequested}) => isRequested,
		short: told => `stop asked, ${requestedInShort(told)}`,
		sentence: ending => `It was asked to stop${requestedEnd(ending)}`,
	},
	{
		// Out of memory.
		fits: ({exit}) => exit.oomKilled,
		short: ending => `${isKilled(ending.exit) ? 'OOM killed 137' : `OOM, exit ${ending.code}`}${memoryInShort(ending, ', ')}`,
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

const countOf = (restarts: number): string => `${restarts} ${restarts === 1 ? 'restart' : 'restarts'}`;

const restartInWords = ({restart, restartCount, restartPolicy}: Told): string => {
	if (restart === 'overdue') {
		return '. It was to be started again and was not: most likely somebody stopped it';
	}

	const policy = restartPolicy === 'no' ? ', though its policy is not to restart it' : ` by its policy ${restartPolicy}`;
	const before = restartCount === 0 ? '' : `, after ${countOf(restartCount)} before`;
	return `. It ${restart === 'done' ? 'was' : 'is to be'} started again${policy}${before}`;
};

/** Why it is not restarted after a failure, where that is known. */
const noRestartInWords = ({restartCount, restartPolicy, maxRetries}: Told): string => {
	if (restartPolicy === 'on-failure' && restartCount >= maxRetries) {
		return maxRetries === 0
			? '. Its policy on-failure allows no restart'
			: `. Its policy on-failure gave up after ${countOf(restartCount)}`;
	}

	return restartPolicy === 'no' ? '. Its policy is not to restart it' : '';
};

/** What its restart policy makes of the end. */
const policyInWords = (told: Told): string => {
	const {interruption, isRequested, restart, code} = told;
	if (interruption !== undefined) {
		return `. ${askerOf(interruption.source)} ${deedOf(interruption.type)} it before it was started again`;
	}

	if (isRequested) {
		return '';
	}

	if (restart !== 'none') {
		return restartInWords(told);
	}

	return code === 0 ? '' : noRestartInWords(told);
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
				short: askedInShort(request),
				sentence: `${askerOf(request.source)} ${deedOf(request.type)} it; the API does not tell how it ended.`,
			};
};

/** Why a run ended: in 23 cells at most, and as sentences. A stop that was asked for is never put down to memory. */
export const explainEnding = (ending: Ending): {readonly short: string; readonly sentence: string} => {
	const {exit} = ending;
	if (exit === undefined) {
		return untold(ending);
	}

	const told: Told = {...ending, exit, code: effectiveExitCode(exit), signal: endingSignal(exit)};
	const rule = rules.find(({fits}) => fits(told));
	const {interruption} = ending;
	return {
		short: interruption === undefined ? (rule?.short(told) ?? codeInShort(told.code)) : askedInShort(interruption),
		sentence: `${rule?.sentence(told) ?? codeInSentence(told.code)}${initInWords(told)}${policyInWords(told)}${errorInWords(told)}.`,
	};
};

/** How a run ended that nobody asked to, in the twelve cells that are left behind the word for what became of it. */
export const endingInBrief = (exit: ExitEvent, memory: Pick<Ending, 'memoryMb'>): string => {
	const signal = endingSignal(exit);
	const code = signal === undefined ? `exit ${effectiveExitCode(exit)}` : signalName(signal);
	return exit.oomKilled ? `OOM${memoryInShort(memory, ' ')}` : code;
};
