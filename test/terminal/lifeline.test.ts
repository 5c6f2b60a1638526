import {EventEmitter} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {holdLifeline, type LastCall} from '../../source/terminal/lifeline.ts';

const hold = () => {
	const ends: LastCall[] = [];
	const stdin = new EventEmitter();
	const stdout = new EventEmitter();
	const lifeline = holdLifeline({stdin: stdin as NodeJS.ReadStream, stdout: stdout as NodeJS.WriteStream}, why => ends.push(why));
	onTestFinished(lifeline.cut);
	return {ends, stdin, stdout, cut: lifeline.cut};
};

test.for([
	['SIGHUP', 129, false],
	['SIGINT', 130, true],
	['SIGQUIT', 131, true],
	['SIGTERM', 143, true],
] as const)('%s ends the screen with %i; that somebody asked for it is %s', ([signal, exitCode, isAsked]) => {
	const {ends} = hold();
	process.emit(signal);
	expect(ends).toEqual([{exitCode, isAsked}]);
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
	expect(ends).toEqual([{exitCode: 1, isAsked: false, error}]);
});

test('a terminal that is gone ends it as a hang-up does', () => {
	const {ends, stdin, stdout} = hold();
	stdin.emit('end');
	stdin.emit('error', new Error('EIO'));
	stdout.emit('error', new Error('EPIPE'));
	expect(ends).toEqual(Array(3).fill({exitCode: 129, isAsked: false}));
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
