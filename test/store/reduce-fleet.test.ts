import {describe, expect, test} from 'vitest';
import {buildEvent, buildExitEvent, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';

const web = buildMachine({id: 'web-a', app: 'web'});
const api = buildMachine({id: 'api-a', app: 'api'});
const stopped = {...web, state: 'stopped'};
const state = buildState({machines: [web, api]});
const single = (machine: typeof web | undefined, requestedAtMs: number, id = web.id) =>
	({type: 'machine-received', id, requestedAtMs, machine}) as const;

describe('a list answer', () => {
	test('with an older number than the last accepted one is dropped, and the state stays the same object', () => {
		const newest = reduceAll(state, listOf('web', [stopped], {requestId: 3, requestedAtMs: presentMs + 2000}));
		expect(reduceAll(newest, listOf('web', [web], {requestId: 2, requestedAtMs: presentMs + 1000}))).toBe(newest);
		expect(reduceAll(newest, listOf('web', [web], {requestId: 3, requestedAtMs: presentMs + 2000}))).toBe(newest);
	});

	test('that tells nothing new changes only the age of the feed', () => {
		const answer = listOf('web', [structuredClone(web)], {requestId: 2, requestedAtMs: presentMs + 1000});
		const next = reduceAll(state, answer);
		expect(next.feeds.get('web')?.answeredAtMs).toBe(presentMs + 1000);
		expect(next.feeds.get('api')).toBe(state.feeds.get('api'));
		expect({...next, feeds: state.feeds}).toEqual(state);
		expect(next.fleet).toBe(state.fleet);
		expect(next.view).toBe(state.view);
		expect(next.pending).toBe(state.pending);
		expect(next.readAtMs).toBe(state.readAtMs);
	});

	test('of an app that is not shown is dropped', () => {
		expect(reduceAll(state, listOf('db', [buildMachine({app: 'db'})], {requestId: 9}))).toBe(state);
	});

	test('removes the machines that it does not name, of its own app only', () => {
		const next = reduceAll(state, listOf('web', [], {requestId: 2}));
		expect([...next.fleet.keys()]).toEqual(['api-a']);
	});

	test('counts numbers app by app', () => {
		const next = reduceAll(state, listOf('api', [api], {requestId: 7}), listOf('web', [stopped], {requestId: 2}));
		expect(next.fleet.get('web-a')?.state).toBe('stopped');
	});
});

describe('a part of the first list of an app', () => {
	const empty = buildState();
	const started = reduceAll(empty, {type: 'apps-received', apps: ['web']});
	const part = (machines: readonly (typeof web)[], requestedAtMs = presentMs) =>
		({type: 'machines-arrived', app: 'web', requestedAtMs, machines}) as const;
	const other = buildMachine({id: 'web-b', app: 'web'});

	test('shows its machines, and leaves the app one that has not answered', () => {
		const next = reduceAll(started, part([web]), part([other]));
		expect([...next.fleet.keys()]).toEqual(['web-a', 'web-b']);
		expect(next.feeds).toBe(started.feeds);
	});

	test('is not looked at again when the whole list brings the same', () => {
		const parts = reduceAll(started, part([web]), part([other]));
		const next = reduceAll(parts, listOf('web', [web, other]));
		expect(next.fleet).toBe(parts.fleet);
		expect(next.feeds.get('web')?.answeredAtMs).toBe(presentMs);
	});

	test('is taken back by a whole list in which its machines are not', () => {
		expect([...reduceAll(started, part([web]), listOf('web', [other])).fleet.keys()]).toEqual(['web-b']);
	});

	test.each([
		{what: 'of an app that is not shown', before: empty},
		{what: 'of an app that has answered', before: state},
	])('$what is dropped', ({before}) => {
		expect(reduceAll(before, part([other]))).toBe(before);
	});

	test('does not undo what an answer about one machine told after the list was asked for', () => {
		const read = reduceAll(started, single(stopped, presentMs + 1000));
		expect(reduceAll(read, part([web])).fleet).toBe(read.fleet);
	});
});

describe('an answer about one machine', () => {
	const read = reduceAll(state, single(stopped, presentMs + 1000));

	test('is taken, and not undone by a list that was asked for before it', () => {
		expect(read.fleet.get('web-a')?.state).toBe('stopped');
		const next = reduceAll(read, listOf('web', [web], {requestId: 2, requestedAtMs: presentMs + 500}));
		expect(next.fleet.get('web-a')).toBe(stopped);
	});

	test('gives way to a list that was asked for after it', () => {
		const next = reduceAll(read, listOf('web', [web], {requestId: 2, requestedAtMs: presentMs + 1500}));
		expect(next.fleet.get('web-a')).toEqual(web);
	});

	test('gives way to a list that was asked for in the same moment', () => {
		const next = reduceAll(read, listOf('web', [web], {requestId: 2, requestedAtMs: presentMs + 1000}));
		expect(next.fleet.get('web-a')).toEqual(web);
	});

	test('is forgotten once every app was listed after it', () => {
		const lists = ['web', 'api'].map(app => listOf(app, [], {requestId: 2, requestedAtMs: presentMs + 1500}));
		expect(reduceAll(read, ...lists.slice(0, 1)).readAtMs.size).toBe(1);
		expect(reduceAll(read, ...lists).readAtMs.size).toBe(0);
	});

	test('is not undone by an old list because another app was read in between', () => {
		const other = listOf('api', [api], {requestId: 3, requestedAtMs: presentMs + 2000});
		const next = reduceAll(read, other, listOf('web', [web], {requestId: 2, requestedAtMs: presentMs + 500}));
		expect(next.fleet.get('web-a')).toBe(stopped);
	});

	test('does not undo a list that was asked for after it', () => {
		const listed = reduceAll(state, listOf('web', [stopped], {requestId: 2, requestedAtMs: presentMs + 2000}));
		expect(reduceAll(listed, single(web, presentMs + 1000)).fleet.get('web-a')).toBe(stopped);
		expect(reduceAll(listed, single(undefined, presentMs + 1000)).fleet.has('web-a')).toBe(true);
	});

	test('does not undo a newer answer about the same machine', () => {
		expect(reduceAll(read, single(web, presentMs + 500))).toBe(read);
	});

	test('that says it is gone removes it, and an older list does not bring it back', () => {
		const gone = reduceAll(state, single(undefined, presentMs + 1000));
		expect(gone.fleet.has('web-a')).toBe(false);
		const other = listOf('api', [api], {requestId: 3, requestedAtMs: presentMs + 2000});
		const older = listOf('web', [web], {requestId: 2, requestedAtMs: presentMs + 500});
		expect(reduceAll(gone, older).fleet.has('web-a')).toBe(false);
		expect(reduceAll(gone, other, older).fleet.has('web-a')).toBe(false);
	});

	test('adds a machine that no list has told of yet', () => {
		const created = buildMachine({id: 'web-b', state: 'created'});
		const next = reduceAll(state, single(created, presentMs + 1000, 'web-b'));
		expect(next.fleet.get('web-b')).toBe(created);
		const older = reduceAll(next, listOf('web', [web], {requestId: 2, requestedAtMs: presentMs + 500}));
		expect(older.fleet.has('web-b')).toBe(true);
	});

	test('of an app that is not shown is dropped', () => {
		const next = reduceAll(state, single(buildMachine({id: 'db-a', app: 'db'}), presentMs + 1000, 'db-a'));
		expect(next.fleet).toBe(state.fleet);
	});
});

describe('the apps of the organization', () => {
	test('that are no longer there take their machines along', () => {
		const next = reduceAll(state, {type: 'apps-received', apps: ['api']});
		expect([...next.fleet.keys()]).toEqual(['api-a']);
		expect([...next.feeds.keys()]).toEqual(['api']);
		expect(next.view.cursorId).toBe('api-a');
	});

	test('that are the same, in whatever order, change nothing', () => {
		expect(reduceAll(state, {type: 'apps-received', apps: ['api', 'web']})).toBe(state);
	});

	test('that are new get a feed that nothing has answered yet, and the others keep theirs', () => {
		const next = reduceAll(state, {type: 'apps-received', apps: ['api', 'db', 'web']});
		expect(next.feeds.get('db')).toMatchObject({app: 'db', acceptedRequestId: 0, answeredAtMs: undefined});
		expect(next.feeds.get('web')).toBe(state.feeds.get('web'));
		expect(next.fleet).toBe(state.fleet);
	});
});

describe('a pending action', () => {
	const pending = buildPending({machineId: 'web-a', verb: 'stop', acceptedAtMs: presentMs + 1000});
	const hoping = buildState({machines: [web, api], pending: [pending]});

	test('is settled by a list that was asked for after it was accepted and shows its goal', () => {
		const next = reduceAll(hoping, listOf('web', [stopped], {requestId: 2, requestedAtMs: presentMs + 1000}));
		expect(next.pending.size).toBe(0);
	});

	test('is not settled by a list that was already on its way, though its truth is taken', () => {
		const next = reduceAll(hoping, listOf('web', [stopped], {requestId: 2, requestedAtMs: presentMs + 999}));
		expect(next.pending).toBe(hoping.pending);
		expect(next.fleet.get('web-a')?.state).toBe('stopped');
	});

	test('is not settled by a list of another app', () => {
		const next = reduceAll(hoping, listOf('api', [api], {requestId: 2, requestedAtMs: presentMs + 2000}));
		expect(next.pending).toBe(hoping.pending);
	});

	test('is settled when the machine is no longer listed', () => {
		const next = reduceAll(hoping, listOf('web', [], {requestId: 2, requestedAtMs: presentMs + 2000}));
		expect(next.pending.size).toBe(0);
	});

	test('is settled by a single answer too, and not by one from before', () => {
		expect(reduceAll(hoping, single(stopped, presentMs + 2000)).pending.size).toBe(0);
		expect(reduceAll(hoping, single(undefined, presentMs + 2000)).pending.size).toBe(0);
		expect(reduceAll(hoping, single(stopped, presentMs + 500)).pending.size).toBe(1);
	});

	test('is accepted and ended only under its own number', () => {
		const asked = buildState({machines: [web], pending: [{...pending, acceptedAtMs: undefined}]});
		const accepted = {type: 'action-accepted', machineId: 'web-a', acceptedAtMs: presentMs + 5} as const;
		expect(reduceAll(asked, {...accepted, actionId: 1}).pending.get('web-a')?.acceptedAtMs).toBe(presentMs + 5);
		expect(reduceAll(asked, {...accepted, actionId: 2})).toBe(asked);
		expect(reduceAll(asked, {type: 'action-ended', machineId: 'web-a', actionId: 2})).toBe(asked);
		expect(reduceAll(asked, {type: 'action-ended', machineId: 'web-a', actionId: 1}).pending.size).toBe(0);
	});

	test('of a start is settled when the process has ended again', () => {
		const ended = {...stopped, events: [buildExitEvent({exitCode: 1}, 0), buildEvent()]};
		const start = {...pending, verb: 'start', newestEventId: buildEvent().id} as const;
		const next = reduceAll(
			buildState({machines: [web], pending: [start]}),
			listOf('web', [ended], {requestId: 2, requestedAtMs: presentMs + 1000}),
		);
		expect(next.pending.size).toBe(0);
	});
});
