import {describe, expect, test} from 'vitest';
import type {StoreEvent} from '../../source/store/events.ts';
import {initialState} from '../../source/store/initial-state.ts';
import type {Failure, FailureKind, State} from '../../source/store/state.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, listOf, reduceAll} from '../helpers/build-state.ts';

const state = buildState({machines: [buildMachine()]});
const two = buildState({machines: [buildMachine(), buildMachine({id: 'b', app: 'api'})]});
const tick = (ms: number): StoreEvent => ({type: 'clock-ticked', nowMs: presentMs + ms});
const fails = (given: Partial<Failure> = {}, app = 'web'): StoreEvent => ({type: 'machines-failed', app, failure: buildFailure(given)});
const answers = (app = 'web', requestId = 2): StoreEvent => listOf(app, [buildMachine({app})], {requestId, requestedAtMs: presentMs});
const textsOf = ({notes}: State): readonly string[] => notes.map(({text}) => text);

test.each<readonly [FailureKind, number | undefined, string, string]>([
	[
		'offline',
		undefined,
		'nothing listens there (connection refused)',
		'Offline: nothing listens there (connection refused). flydeck keeps trying.',
	],
	['limited', 429, 'slow down', 'Too many requests (429): slow down. flydeck waits and tries again.'],
	['unauthorized', 401, 'token validation error', 'Token refused (401). fly auth token shows a good one. token validation error.'],
	['forbidden', 403, '', 'This token may not read app web (403). Another token may: fly auth token shows yours.'],
	['not-found', 404, 'app not found', 'There is no app web (404): app not found. Check its name, and whose token this is.'],
	['server', 502, 'a web page came back instead of JSON', 'Server error 502: a web page came back instead of JSON. flydeck keeps trying.'],
	['malformed', 200, 'an answer that was cut off', 'Bad answer: an answer that was cut off. flydeck keeps trying.'],
	['refused', 422, 'no', 'The API refused to list app web (422): no. flydeck keeps trying.'],
])('a failure of the kind %s is told as a warning, what decides first, and the rows stay', (kind, status, cause, text) => {
	const failed = reduceAll(state, fails({kind, status, cause}));
	expect(failed.notes).toEqual([{id: 1, tone: 'warning', text, atMs: presentMs}]);
	expect(failed.fleet).toBe(state.fleet);
	expect(failed.view).toBe(state.view);
});

describe('an outage', () => {
	test('is told once, however often it is met again', () => {
		expect(reduceAll(state, fails(), fails(), fails()).notes).toHaveLength(1);
	});

	test('is told again when it is of another kind, and not when it changes back', () => {
		expect(textsOf(reduceAll(state, fails(), fails({kind: 'server'}), fails(), fails({kind: 'server'})))).toEqual([
			expect.stringMatching(/^Offline/),
			expect.stringMatching(/^Server error/),
		]);
	});

	test('that strikes several apps is told once, and its end when the last of them answers', () => {
		const failed = reduceAll(two, fails(), fails({}, 'api'), {type: 'apps-failed', failure: buildFailure()});
		expect(failed.notes).toHaveLength(1);
		const half = reduceAll(failed, answers(), {type: 'apps-received', apps: ['api', 'web']});
		expect(half.notes).toHaveLength(1);
		expect(textsOf(reduceAll(half, answers('api')))[1]).toMatch(/^Live again/);
	});

	test('is over with the next answer, and its length is told', () => {
		const failed = reduceAll(state, fails(), fails({failedAtMs: presentMs + 60_000}), tick(130_000));
		const live = reduceAll(failed, answers());
		expect(live.notes[1]).toEqual({id: 2, tone: 'ok', text: 'Live again after 2m.', atMs: presentMs + 130_000});
		expect(reduceAll(live, answers('web', 3)).notes).toHaveLength(2);
		expect(reduceAll(live, fails()).notes).toHaveLength(3);
	});

	test('lasts from the last good answer on, and not from when it was found out', () => {
		const late = reduceAll(state, fails({failedAtMs: presentMs + 30_000}), tick(35_000));
		expect(textsOf(reduceAll(late, answers()))[1]).toBe('Live again after 35s.');
		const unlisted = reduceAll(state, {type: 'apps-failed', failure: buildFailure({failedAtMs: presentMs + 30_000})}, tick(35_000));
		expect(textsOf(reduceAll(unlisted, {type: 'apps-received', apps: ['web']}))[1]).toBe('Live again after 35s.');
	});

	test('is not over with an answer that is too old to be taken', () => {
		expect(reduceAll(state, fails(), answers('web', 1)).notes).toHaveLength(1);
	});

	test('of one app is told with its name', () => {
		const noApp = {kind: 'not-found', cause: ''} as const;
		const failed = reduceAll(two, fails(noApp), fails(noApp, 'api'));
		expect(textsOf(failed)).toEqual([expect.stringContaining('no app web'), expect.stringContaining('no app api')]);
		const other = reduceAll(two, fails(noApp), fails({}, 'api'), answers('api'));
		expect(textsOf(other)[2]).toBe('api: live again after 0s.');
	});

	test('of an app that is not shown is not told', () => {
		expect(reduceAll(state, fails({}, 'db')).notes).toEqual([]);
	});

	test('of the list of apps is told, and its end', () => {
		const unread = initialState({isLocal: false, host: '', organization: '', apps: [], nowMs: presentMs});
		const failed = reduceAll(unread, {type: 'apps-failed', failure: buildFailure({kind: 'not-found', cause: ''})}, tick(3000));
		expect(textsOf(reduceAll(failed, {type: 'apps-received', apps: []}))).toEqual([
			expect.stringMatching(/^There is no such organization \(404\)\./),
			'Live again after 3s.',
		]);
	});
});

describe('what could not be read', () => {
	const odd = (issues: readonly string[], requestId: number): StoreEvent => listOf('web', [], {requestId, issues});

	test('is told once for each of it, until it was readable in between', () => {
		const told = reduceAll(state, odd(['one is odd'], 2), odd(['one is odd', 'two is odd'], 3));
		expect(told.notes).toMatchObject([
			{tone: 'warning', text: 'one is odd'},
			{tone: 'warning', text: 'two is odd'},
		]);
		expect(reduceAll(told, odd([], 4), odd(['one is odd'], 5)).notes).toHaveLength(3);
	});

	test('is not told of an answer that is too old to be taken', () => {
		expect(reduceAll(state, odd(['one is odd'], 1)).notes).toEqual([]);
	});

	test('does not push all other notes out', () => {
		const issues = Array.from({length: 500}, (_, index) => `machine ${index} is odd`);
		const told = textsOf(reduceAll(state, odd(issues, 2)));
		expect(told).toHaveLength(21);
		expect(told[20]).toBe('app web: 480 more could not be read');
	});
});

test('an app that is gone is told once, with its name', () => {
	const gone: StoreEvent = {type: 'apps-received', apps: ['web']};
	const after = reduceAll(two, gone, gone);
	expect(after.notes).toMatchObject([{tone: 'warning', text: 'App api is gone: it is not listed any more.'}]);
	expect(reduceAll(two, {type: 'apps-received', apps: ['api', 'new', 'web']}).notes).toEqual([]);
});
