import {expect, test} from 'vitest';
import {diffConfigs} from '../../source/domain/config/diff.ts';
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

const nothing = {output: null, metadata: null, changes: null, versions: null};

test('the document has a version, the verb and every machine, and what is not there is null', () => {
	expect(JSON.parse(resultsJson('stop', [good, skipped]))).toEqual({
		version: 1,
		verb: 'stop',
		results: [
			{id: 'a', app: 'web', name: 'web-1', ok: true, skipped: false, text: 'web-1 stopped in 1.0s: exit 0', took_ms: 1000, ...nothing},
			{id: 'long', app: 'web', name: 'web-2', ok: false, skipped: true, text: 'web-2 is starting: not settled', took_ms: 0, ...nothing},
		],
		error: null,
	});
	expect(JSON.parse(resultsJson('stop', [], 'No machine fits: web-9'))).toEqual({
		version: 1,
		verb: 'stop',
		results: [],
		error: 'No machine fits: web-9',
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

const compared: ActResult = {
	...good,
	isOk: false,
	word: 'differs',
	text: 'web-1: 3 changes to web.json',
	changes: diffConfigs(
		{image: 'a', env: {API_TOKEN: 'hunter2', 'X\u009B1': '\u009B2J'}},
		{image: 'b\u009B2J', env: {API_TOKEN: 'hunter3'}, mounts: [{path: '/data'}]},
	),
	lines: ['changed image'],
};

test('what differs is told by path, with the values as they are and secrets masked', () => {
	const text = resultsJson('compare', [compared]);
	expect(JSON.parse(text).results[0].changes).toEqual([
		{path: 'image', kind: 'changed', before: 'a', after: 'b2J'},
		{path: 'env.API_TOKEN', kind: 'changed', before: '(masked)', after: '(masked)'},
		{path: 'env["X1"]', kind: 'removed', before: '2J', after: null},
		{path: 'mounts', kind: 'added', before: null, after: [{path: '/data'}]},
	]);
	expect(text).not.toMatch(/hunter|\u009B/);
	expect(resultsText([compared]).split('\n')).toEqual(['changed image', 'differs  a  web-1: 3 changes to web.json']);
});

test('versions are told without their configs', () => {
	const config = {image: 'a', env: {API_TOKEN: 'hunter2'}};
	const versions = [{version: '01B', image: 'a', config, changeCount: undefined, isLive: false}];
	const text = resultsJson('versions', [{...good, versions}]);
	expect(JSON.parse(text).results[0].versions).toEqual([{version: '01B', image: 'a', changes: null, live: false}]);
	expect(text).not.toContain('hunter');
});
