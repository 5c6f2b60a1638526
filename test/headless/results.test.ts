import {expect, test} from 'vitest';
import {type ActResult, resultsJson, resultsText} from '../../source/headless/results.ts';
import {buildTarget} from '../helpers/build-state.ts';

const good: ActResult = {
	target: buildTarget({id: 'a', name: 'web-1'}),
	isOk: true,
	isSkipped: false,
	text: 'web-1 stopped in 1.0s: exit 0',
	tookMs: 1000,
};
const skipped: ActResult = {
	target: buildTarget({id: 'long', name: 'web-2'}),
	isOk: false,
	isSkipped: true,
	text: 'web-2 is starting: not settled',
	tookMs: 0,
};
const ran: ActResult = {
	...good,
	isOk: false,
	text: 'web-1: exit 1',
	output: {exitCode: 1, exitSignal: undefined, stdout: 'one\ntwo\n', stderr: 'bad\n'},
};

test('the document has a version, the verb and every machine, and what is not there is null', () => {
	expect(JSON.parse(resultsJson('stop', [good, skipped]))).toEqual({
		version: 1,
		verb: 'stop',
		results: [
			{id: 'a', app: 'web', name: 'web-1', ok: true, skipped: false, text: 'web-1 stopped in 1.0s: exit 0', took_ms: 1000, output: null},
			{id: 'long', app: 'web', name: 'web-2', ok: false, skipped: true, text: 'web-2 is starting: not settled', took_ms: 0, output: null},
		],
	});
	expect(JSON.parse(resultsJson('exec', [ran])).results[0].output).toEqual({
		exit_code: 1,
		exit_signal: null,
		stdout: 'one\ntwo\n',
		stderr: 'bad\n',
	});
});

test('the text has a line for each machine: how it went, its id, what happened', () => {
	expect(resultsText([good, skipped]).split('\n')).toEqual([
		'ok       a     web-1 stopped in 1.0s: exit 0',
		'skipped  long  web-2 is starting: not settled',
	]);
});

test('what a command wrote comes first, and of several machines with their names', () => {
	expect(resultsText([ran]).split('\n')).toEqual(['one', 'two', 'bad', 'failed   a  web-1: exit 1']);
	expect(resultsText([ran, skipped]).split('\n').slice(0, 3)).toEqual(['web-1: one', 'web-1: two', 'web-1: bad']);
});
