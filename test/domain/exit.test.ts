import {describe, expect, test} from 'vitest';
import {
	effectiveExitCode,
	exitCodeInWords,
	explainExit,
	isBetweenRestarts,
	isFailure,
	lastExit,
	signalName,
} from '../../source/domain/exit.ts';
import type {ExitEvent} from '../../source/domain/machine.ts';
import {buildEvent, buildExit, buildExitEvent, buildMachine} from '../helpers/build-machine.ts';

const nothingKnown: Partial<ExitEvent> = {exitCode: undefined};

describe('an exit in words', () => {
	test.each<{readonly exit: Partial<ExitEvent>; readonly words: string; readonly fails: boolean}>([
		{exit: {exitCode: 0}, words: 'exit 0, clean', fails: false},
		{exit: {exitCode: 0, restarting: true}, words: 'exit 0, clean, restarting', fails: false},
		{exit: {exitCode: 1}, words: 'exit 1, error', fails: true},
		{exit: {exitCode: 1, restarting: true}, words: 'exit 1, error, restarting', fails: true},
		{exit: {exitCode: 3}, words: 'exit 3', fails: true},
		{exit: {exitCode: 126}, words: 'exit 126, command not executable', fails: true},
		{exit: {exitCode: 127}, words: 'exit 127, command not found', fails: true},
		{exit: {exitCode: 128}, words: 'exit 128, bad exit argument', fails: true},
		{exit: {exitCode: 130}, words: 'exit 130, killed by SIGINT', fails: true},
		{exit: {exitCode: 137}, words: 'exit 137, killed by SIGKILL', fails: true},
		{exit: {exitCode: 139}, words: 'exit 139, killed by SIGSEGV', fails: true},
		{exit: {exitCode: 143}, words: 'exit 143, killed by SIGTERM', fails: true},
		{exit: {exitCode: 255}, words: 'exit 255, exit out of range', fails: true},
		{exit: {exitCode: 137, oomKilled: true}, words: 'exit 137, out of memory', fails: true},
		{
			exit: {exitCode: 137, oomKilled: true, requestedStop: true},
			words: 'exit 137, requested stop, killed',
			fails: false,
		},
		{exit: {exitCode: 0, requestedStop: true}, words: 'exit 0, requested stop', fails: false},
		{exit: {exitCode: 130, requestedStop: true}, words: 'exit 130, requested stop', fails: false},
		{exit: {exitCode: 137, requestedStop: true}, words: 'exit 137, requested stop, killed', fails: false},
		{exit: {exitCode: 0, guestExitCode: 1}, words: 'its init failed with 1, error', fails: true},
		{
			exit: {exitCode: 0, guestExitCode: 127, restarting: true},
			words: 'its init failed with 127, command not found, restarting',
			fails: true,
		},
		{exit: {exitCode: 2, guestExitCode: 1}, words: 'exit 2, usage error', fails: true},
		{exit: {exitCode: 0, guestExitCode: 0}, words: 'exit 0, clean', fails: false},
		{exit: {...nothingKnown, signal: 9}, words: 'exit 137, killed by SIGKILL', fails: true},
		{exit: {exitCode: 0, signal: 11}, words: 'exit 139, killed by SIGSEGV', fails: true},
		{exit: {exitCode: 1, signal: 9}, words: 'exit 1, killed by SIGKILL', fails: true},
		{exit: {exitCode: 137, signal: 15}, words: 'exit 137, killed by SIGKILL', fails: true},
		{exit: {exitCode: 0, signal: 64}, words: 'exit 192, killed by signal 64', fails: true},
		{exit: {...nothingKnown, guestSignal: 9}, words: 'exit 137, killed by SIGKILL', fails: true},
		{exit: {exitCode: 0, guestExitCode: 137}, words: 'its init failed with 137, killed by SIGKILL', fails: true},
		{exit: {...nothingKnown, guestExitCode: 1}, words: 'its init failed with 1, error', fails: true},
		{exit: {...nothingKnown, guestExitCode: 1, signal: 15}, words: 'exit 143, killed by SIGTERM', fails: true},
		{exit: nothingKnown, words: 'exit 0, clean', fails: false},
		{exit: {...nothingKnown, requestedStop: true}, words: 'exit 0, requested stop', fails: false},
		{exit: {...nothingKnown, oomKilled: true}, words: 'exit 137, out of memory', fails: true},
	])('$exit reads "$words"', ({exit, words, fails}) => {
		expect(explainExit(buildExit(exit))).toBe(words);
		expect(isFailure(buildExit(exit))).toBe(fails);
	});
});

test('every signal of 1 to 31 that has a name is told by it when a process dies of it', () => {
	for (let signal = 1; signal < 32; signal++) {
		const name = signalName(signal);
		expect(exitCodeInWords(128 + signal)).toBe(name === `signal ${signal}` ? `${128 + signal}` : `${128 + signal}, killed by ${name}`);
	}
});

test("the exit code that counts is the process's, then the signal's, then the init's", () => {
	expect(effectiveExitCode(buildExit({exitCode: 3, signal: 9, guestExitCode: 1}))).toBe(3);
	expect(effectiveExitCode(buildExit({...nothingKnown, signal: 9, guestExitCode: 1}))).toBe(137);
	expect(effectiveExitCode(buildExit({...nothingKnown, guestExitCode: 1}))).toBe(1);
	expect(effectiveExitCode(buildExit(nothingKnown))).toBe(0);
	expect(effectiveExitCode(buildExit({...nothingKnown, oomKilled: true}))).toBe(137);
});

test('the last exit is the newest event that tells of one', () => {
	const exit = buildExitEvent({exitCode: 1});
	const older = buildExitEvent({exitCode: 2}, 120_000);
	expect(lastExit(buildMachine({events: [buildEvent(), exit, older]}))).toBe(exit);
	expect(lastExit(buildMachine({events: [buildEvent()]}))).toBeUndefined();
});

test('a machine is between two restarts until somebody asks something else of it', () => {
	const events = [buildExitEvent({exitCode: 1, restarting: true}), buildEvent({timestampMs: 0})];
	const stop = buildEvent({type: 'stop', status: 'stopping', source: 'user'});
	expect(isBetweenRestarts(buildMachine({state: 'stopped', events}))).toBe(true);
	expect(isBetweenRestarts(buildMachine({state: 'stopped', events: [stop, ...events]}))).toBe(false);
	expect(isBetweenRestarts(buildMachine({state: 'started', events}))).toBe(false);
});
