import {EventEmitter} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {holdLifeline} from '../../source/terminal/lifeline.ts';

type Ended = {readonly exitCode: number; readonly error?: unknown};

const hold = () => {
	const ends: Ended[] = [];
	const stdin = new EventEmitter();
	const stdout = new EventEmitter();
	const lifeline = holdLifeline({stdin: stdin as NodeJS.ReadStream, stdout: stdout as NodeJS.WriteStream}, (exitCode, error) =>
		ends.push(error === undefined ? {exitCode} : {exitCode, error}),
	);
	onTestFinished(lifeline.cut);
	return {ends, stdin, stdout, cut: lifeline.cut};
};

test.for([
	['SIGHUP', 129],
	['SIGINT', 130],
	['SIGQUIT', 131],
	['SIGTERM', 143],
] as const)('%s ends the screen with %i', ([signal, exitCode]) => {
	const {ends} = hold();
	process.emit(signal);
	expect(ends).toEqual([{exitCode}]);
});

test.for(['uncaughtException', 'unhandledRejection'])('an %s ends it with 1 and is handed on', event => {
	const before = process.rawListeners(event);
	process.removeAllListeners(event);
	onTestFinished(() => {
		for (const listener of before) {
			process.on(event, listener as () => void);
		}
	});
	const {ends} = hold();
	const error = new Error('a bug');
	process.emit(event as 'uncaughtException', error);
	expect(ends).toEqual([{exitCode: 1, error}]);
});

test('a terminal that is gone ends it as a hang-up does', () => {
	const {ends, stdin, stdout} = hold();
	stdin.emit('end');
	stdin.emit('error', new Error('EIO'));
	stdout.emit('error', new Error('EPIPE'));
	expect(ends).toEqual([{exitCode: 129}, {exitCode: 129}, {exitCode: 129}]);
});

test('once it is cut nobody listens any more', () => {
	const counts = () =>
		['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'].map(event => process.listenerCount(event));
	const before = counts();
	const {ends, stdin, stdout, cut} = hold();
	expect(counts()).not.toEqual(before);
	cut();
	expect(counts()).toEqual(before);
	expect([...stdin.eventNames(), ...stdout.eventNames()]).toEqual([]);
	expect(ends).toEqual([]);
});
