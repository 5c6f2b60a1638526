import {describe, expect, test} from 'vitest';
import {openShell} from '../source/shell.ts';
import type {HandedBack} from '../source/terminal/hand-over.ts';
import {buildTarget} from './helpers/build-state.ts';
import {recordHandOver} from './helpers/hand-over.ts';

const open = async (programs: readonly string[], end?: HandedBack | Error) => {
	const {parts, steps, words} = recordHandOver(programs, end);
	const told = await openShell(buildTarget(), parts);
	return {told, steps, words: words()};
};

describe('a shell', () => {
	test.each([
		[['fly', 'flyctl'], '/bin/fly'],
		[['flyctl'], '/bin/flyctl'],
	])('is opened with what there is of %j: the console of the one machine', async (programs, flyctl) => {
		const {told, steps, words} = await open(programs);
		expect(words).toEqual([flyctl, 'ssh', 'console', '-a', 'web', '--machine', '148e123456abcd']);
		expect(steps).toEqual(['suspended', 'ran', 'resumed']);
		expect(told).toEqual({tone: 'info', text: 'Back from the shell in web-1.'});
	});

	test('is not opened without flyctl: what is missing is said, and the screen stays', async () => {
		const {told, steps} = await open([]);
		expect(steps).toEqual([]);
		expect(told).toMatchObject({tone: 'warning', text: expect.stringMatching(/neither fly nor flyctl is in PATH.*fly\.io\/install\.sh/)});
	});

	test.each([
		[{exitCode: 1, signal: undefined}, 'The shell in web-1 ended with exit code 1.'],
		[{exitCode: undefined, signal: 'SIGKILL'}, 'The shell in web-1 ended with SIGKILL.'],
		[new Error('spawn sh ENOENT'), 'There was no shell in web-1: spawn sh ENOENT'],
	])('that ends with %j is told so, and the screen comes back', async (end, text) => {
		const {told, steps} = await open(['fly'], end);
		expect(told.text).toBe(text);
		expect(steps).toEqual(['suspended', 'ran', 'resumed']);
	});
});
