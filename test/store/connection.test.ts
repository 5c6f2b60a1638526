import {describe, expect, test} from 'vitest';
import {type Connection, connectionInWords, selectConnection} from '../../source/store/connection.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import type {Failure, FailureKind} from '../../source/store/state.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, listOf, reduceAll} from '../helpers/build-state.ts';

const unread = buildState({apps: []});
const read = buildState({machines: [buildMachine(), buildMachine({id: 'b', app: 'api'})]});
const alone = buildState({machines: [buildMachine()]});
const tick = (ms: number): StoreEvent => ({type: 'clock-ticked', nowMs: presentMs + ms});
const fails = (given: Partial<Failure> = {}, app = 'web'): StoreEvent => ({type: 'machines-failed', app, failure: buildFailure(given)});
const listFails: StoreEvent = {type: 'apps-failed', failure: buildFailure()};
const pauses: StoreEvent = {type: 'view-changed', change: {isPaused: true}};
const noApps: StoreEvent = {type: 'apps-received', apps: []};
const newApp: StoreEvent = {type: 'apps-received', apps: ['web']};
const readAt = (app: string, ms: number, readAgainMs = 5000): StoreEvent =>
	listOf(app, [buildMachine({app})], {requestId: 2, requestedAtMs: presentMs + ms, readAgainMs});

type Row = {
	readonly when: string;
	readonly from: typeof read;
	readonly events: readonly StoreEvent[];
	readonly kind: Connection['kind'];
	readonly words: string;
};

test.each<Row>([
	{when: 'the apps are not known', from: unread, events: [], kind: 'loading', words: 'loading'},
	{when: 'there are no apps', from: unread, events: [noApps], kind: 'live', words: 'live'},
	{when: 'no app has been read', from: unread, events: [newApp], kind: 'loading', words: 'loading'},
	{when: 'all was just read', from: read, events: [], kind: 'live', words: 'live'},
	{when: 'all was read two polls and a second ago', from: read, events: [tick(11_000)], kind: 'live', words: 'live 10s'},
	{when: 'all was read longer ago', from: read, events: [tick(11_001)], kind: 'stale', words: 'STALE 11s'},
	{when: 'what changes was read longer ago', from: alone, events: [readAt('web', 0, 2000), tick(5001)], kind: 'stale', words: 'STALE 5s'},
	{when: 'reads are a minute apart', from: alone, events: [readAt('web', 0, 60_000), tick(90_000)], kind: 'live', words: 'live 1m'},
	{
		when: 'one of the apps was read longer ago',
		from: read,
		events: [tick(20_000), readAt('web', 20_000)],
		kind: 'stale',
		words: 'api STALE 20s',
	},
	{when: 'the clock went back', from: read, events: [tick(-5000)], kind: 'live', words: 'live'},
	{when: 'the only app fails', from: alone, events: [fails(), tick(1000)], kind: 'offline', words: 'OFFLINE 1s, retry in 2s'},
	{when: 'the next try is due', from: alone, events: [fails(), tick(3000)], kind: 'offline', words: 'OFFLINE 3s'},
	{when: 'a first read failed', from: unread, events: [newApp, fails()], kind: 'offline', words: 'OFFLINE, retry in 3s'},
	{when: 'the apps could not be listed', from: unread, events: [listFails], kind: 'offline', words: 'OFFLINE, retry in 3s'},
	{when: 'the list of apps alone fails', from: read, events: [listFails], kind: 'offline', words: 'list of apps OFFLINE 0s, retry in 3s'},
	{
		when: 'the list of apps fails and the rest is not read either',
		from: read,
		events: [listFails, tick(30_000)],
		kind: 'offline',
		words: 'list of apps OFFLINE 30s',
	},
	{
		when: 'one of the apps fails',
		from: read,
		events: [fails(), tick(20_000), readAt('api', 20_000)],
		kind: 'offline',
		words: 'web OFFLINE 20s',
	},
	{when: 'every app fails', from: read, events: [fails(), fails({}, 'api')], kind: 'offline', words: 'OFFLINE 0s, retry in 3s'},
	{
		when: 'two of three apps fail',
		from: buildState({apps: ['a', 'b', 'c']}),
		events: [fails({}, 'a'), fails({}, 'c')],
		kind: 'offline',
		words: '2 of 3 apps OFFLINE 0s, retry in 3s',
	},
	{
		when: 'the token was refused for one of two apps that fail',
		from: read,
		events: [fails(), fails({kind: 'unauthorized', retryAtMs: undefined}, 'api')],
		kind: 'unauthorized',
		words: 'api TOKEN REFUSED 0s',
	},
	{when: 'it was paused', from: read, events: [pauses, tick(60_000)], kind: 'paused', words: 'PAUSED 1m'},
	{when: 'it was paused and a read failed', from: alone, events: [pauses, fails()], kind: 'offline', words: 'OFFLINE 0s'},
])('when $when, the connection is $kind and reads "$words"', ({from, events, kind, words}) => {
	const state = reduceAll(from, ...events);
	const connection = selectConnection(state);
	expect(connection.kind).toBe(kind);
	expect(connectionInWords(connection, state.nowMs)).toBe(words);
});

test.each<readonly [FailureKind, number | undefined, string]>([
	['offline', undefined, 'OFFLINE 0s, retry in 3s'],
	['limited', 429, 'LIMITED 0s, retry in 3s'],
	['unauthorized', 401, 'TOKEN REFUSED 0s, retry in 3s'],
	['forbidden', 403, 'NOT ALLOWED 0s, retry in 3s'],
	['not-found', 404, 'NO SUCH APP 0s, retry in 3s'],
	['server', 502, 'SERVER ERROR 502 0s, retry in 3s'],
	['malformed', 200, 'BAD ANSWER 0s, retry in 3s'],
	['refused', 422, 'REFUSED 422 0s, retry in 3s'],
])('a failure of the kind %s reads so in the header', (kind, status, words) => {
	expect(connectionInWords(selectConnection(reduceAll(alone, fails({kind, status}))), presentMs)).toBe(words);
});

test('an organization that is not found is not taken for an app', () => {
	const state = reduceAll(unread, {type: 'apps-failed', failure: buildFailure({kind: 'not-found', retryAtMs: undefined})});
	expect(connectionInWords(selectConnection(state), presentMs)).toBe('NO SUCH ORGANIZATION');
});

test('an app with a long name leaves room for what is wrong with it', () => {
	const state = reduceAll(buildState({apps: ['a'.repeat(63), 'web']}), fails({}, 'a'.repeat(63)));
	expect(connectionInWords(selectConnection(state), presentMs).length).toBeLessThan(42);
});

describe('recovery', () => {
	test('an answer makes an app live again, and its machines were never gone', () => {
		const failed = reduceAll(read, fails());
		expect(failed.fleet).toBe(read.fleet);
		const next = reduceAll(failed, listOf('web', [buildMachine()], {requestId: 2}));
		expect(selectConnection(next)).toMatchObject({kind: 'live', ageMs: 0, failure: undefined});
	});

	test('a list of apps ends the failure to list them', () => {
		const failed = reduceAll(unread, listFails);
		expect(selectConnection(reduceAll(failed, newApp)).failure).toBeUndefined();
	});

	test("a failure of an app that is not shown is nobody's", () => {
		expect(reduceAll(read, fails({}, 'db'))).toBe(read);
	});
});

test('what could not be read in an answer is told with its app, until an answer without it', () => {
	const bad = listOf('web', [], {requestId: 2, issues: ['machine 3 has no id']});
	const told = reduceAll(read, bad);
	expect(told.feeds.get('web')?.issues).toEqual(['machine 3 has no id']);
	const again = reduceAll(told, listOf('web', [], {requestId: 3, issues: ['machine 3 has no id']}));
	expect(again.feeds.get('web')?.issues).toBe(told.feeds.get('web')?.issues);
	expect(reduceAll(again, listOf('web', [], {requestId: 4})).feeds.get('web')?.issues).toEqual([]);
});
