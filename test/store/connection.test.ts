import {describe, expect, test} from 'vitest';
import {type Connection, connectionInWords, selectConnection} from '../../source/store/connection.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, listOf, reduceAll} from '../helpers/build-state.ts';

const unread = buildState({apps: []});
const read = buildState({machines: [buildMachine(), buildMachine({id: 'b', app: 'api'})]});
const tick = (ms: number): StoreEvent => ({type: 'clock-ticked', nowMs: presentMs + ms});
const fails: StoreEvent = {type: 'machines-failed', app: 'web', failure: buildFailure()};
const refused: StoreEvent = {type: 'machines-failed', app: 'api', failure: buildFailure({isUnauthorized: true})};
const pauses: StoreEvent = {type: 'view-changed', change: {isPaused: true}};
const noApps: StoreEvent = {type: 'apps-received', apps: []};
const newApp: StoreEvent = {type: 'apps-received', apps: ['web']};

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
	{when: 'all was just read', from: read, events: [], kind: 'live', words: 'live 0s'},
	{when: 'all was read 15 s ago', from: read, events: [tick(15_000)], kind: 'live', words: 'live 15s'},
	{when: 'all was read longer ago', from: read, events: [tick(15_001)], kind: 'stale', words: 'STALE 15s'},
	{
		when: 'one of the apps was read longer ago',
		from: read,
		events: [tick(20_000), listOf('web', [buildMachine()], {requestId: 2, requestedAtMs: presentMs + 20_000})],
		kind: 'stale',
		words: 'STALE 20s',
	},
	{when: 'the clock went back', from: read, events: [tick(-5000)], kind: 'live', words: 'live 0s'},
	{when: 'a read failed', from: read, events: [fails, tick(1000)], kind: 'offline', words: 'OFFLINE 1s, retry 2s'},
	{when: 'the next try is due', from: read, events: [fails, tick(3000)], kind: 'offline', words: 'OFFLINE 3s'},
	{when: 'a first read failed', from: unread, events: [newApp, fails], kind: 'offline', words: 'OFFLINE no data, retry 3s'},
	{
		when: 'the apps could not be listed',
		from: unread,
		events: [{type: 'apps-failed', failure: buildFailure()}],
		kind: 'offline',
		words: 'OFFLINE no data, retry 3s',
	},
	{
		when: 'the token was refused for one of the apps',
		from: read,
		events: [fails, refused],
		kind: 'unauthorized',
		words: 'TOKEN REFUSED 0s',
	},
	{when: 'it was paused', from: read, events: [pauses, tick(60_000)], kind: 'paused', words: 'PAUSED 1m'},
	{when: 'it was paused and a read failed', from: read, events: [pauses, fails], kind: 'offline', words: 'OFFLINE 0s, retry 3s'},
])('when $when, the connection is $kind and reads "$words"', ({from, events, kind, words}) => {
	const state = reduceAll(from, ...events);
	const connection = selectConnection(state);
	expect(connection.kind).toBe(kind);
	expect(connectionInWords(connection, state.nowMs)).toBe(words);
});

describe('recovery', () => {
	test('an answer makes an app live again, and its machines were never gone', () => {
		const failed = reduceAll(read, fails);
		expect(failed.fleet).toBe(read.fleet);
		const next = reduceAll(failed, listOf('web', [buildMachine()], {requestId: 2}));
		expect(selectConnection(next)).toEqual({kind: 'live', ageMs: 0, failure: undefined});
	});

	test('a list of apps ends the failure to list them', () => {
		const failed = reduceAll(unread, {type: 'apps-failed', failure: buildFailure()});
		expect(selectConnection(reduceAll(failed, newApp)).failure).toBeUndefined();
	});

	test("a failure of an app that is not shown is nobody's", () => {
		expect(reduceAll(read, {type: 'machines-failed', app: 'db', failure: buildFailure()})).toBe(read);
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
