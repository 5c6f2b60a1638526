import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import type {CarriedOut} from '../../source/headless/carry-out.ts';
import {type FlowServer, startFlowServer} from '../helpers/flow-server.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {runAct} from '../helpers/run-act.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

vi.setConfig({testTimeout: 30_000});

const start = async (names: readonly string[] = ['web-1', 'web-2']) => {
	const server = await startFlowServer();
	const ids: string[] = [];
	for (const name of names) {
		ids.push(await server.launch({}, {name}));
	}

	const stateDirectory = temporaryDirectory();
	/** Runs a sub-command as a process of its own does: all that it knows of others is in the state directory. */
	const run = async (command: string, words: readonly string[], options: Partial<Parameters<typeof runAct>[1]> = {}) =>
		(await runAct(server, {command, words, stateDirectory, ...options})).done;
	return {server, ids, stateDirectory, run, kept: () => readdirSync(join(stateDirectory, 'leases'))};
};

const leaseOf = async ({call}: FlowServer, id = ''): Promise<number> => (await call('GET', `/v1/apps/web/machines/${id}/lease`)).status;

const wordsOf = (done: CarriedOut): readonly string[] =>
	done.kind === 'done'
		? done.results.map(({target, isOk, isSkipped}) => `${target.name} ${isOk ? 'ok' : 'not ok'}${isSkipped ? ', skipped' : ''}`)
		: [done.kind];

test('a lease is shown with its owner, and that there is none', async () => {
	const {server, ids, run} = await start();
	await server.post(ids[0] ?? '', 'lease', {ttl: 300, description: 'deploy'});
	expect(await run('lease', ['show', 'web-1', 'web-2'])).toMatchObject({
		results: [
			{isOk: true, text: expect.stringMatching(/^web-1: lease held by you@localhost, free in \d:\d\d: deploy$/)},
			{isOk: true, text: 'web-2: no lease'},
		],
	});
});

test('a lease that is known is not taken a second time', async () => {
	const {server, ids, run} = await start();
	await server.post(ids[0] ?? '', 'lease', {ttl: 300});
	expect(wordsOf(await run('lease', ['acquire', 'web-1']))).toEqual(['web-1 not ok, skipped']);
});

describe('a lease that a sub-command took', () => {
	test('keeps others out, lets the next sub-commands through, and is given back by its nonce', async () => {
		const {server, ids, run, kept} = await start();
		expect(wordsOf(await run('lease', ['acquire', 'web-1']))).toEqual(['web-1 ok']);
		expect((await server.post(ids[0] ?? '', 'stop')).status).toBe(409);
		expect(await run('stop', ['web-1', 'web-2'])).toMatchObject({results: [{isOk: true}, {isOk: true}]});
		expect(await Promise.all(ids.map(id => leaseOf(server, id)))).toEqual([200, 404]);
		expect(wordsOf(await run('lease', ['release', 'web-1', 'web-2']))).toEqual(['web-1 ok', 'web-2 ok, skipped']);
		expect(await leaseOf(server, ids[0])).toBe(404);
		expect(kept()).toEqual([]);
	});

	test('is taken once more by its nonce, to last longer', async () => {
		const {server, ids, run, kept} = await start(['web-1']);
		await run('lease', ['acquire', 'web-1'], {timeoutSeconds: 60});
		expect(await run('lease', ['acquire', 'web-1'], {timeoutSeconds: 600})).toMatchObject({
			results: [{isOk: true, text: expect.stringMatching(/^web-1: leased by you@localhost, free in (?:10:00|9:5\d)/)}],
		});
		expect(kept()).toHaveLength(1);
		expect(wordsOf(await run('lease', ['release', 'web-1']))).toEqual(['web-1 ok']);
		expect(await leaseOf(server, ids[0])).toBe(404);
	});

	test('keeps out a flydeck of another state directory', async () => {
		const {ids, server, run} = await start();
		await run('lease', ['acquire', 'web-1']);
		expect(await run('stop', ['web-1'], {stateDirectory: temporaryDirectory()})).toMatchObject({
			results: [{isSkipped: true, text: expect.stringMatching(/^web-1: lease held by you@localhost, free in/)}],
		});
		expect(await leaseOf(server, ids[0])).toBe(200);
	});

	test('is of no use once it was broken and somebody else has one: the API refuses it', async () => {
		const {server, ids, run} = await start();
		const [id = ''] = ids;
		await run('lease', ['acquire', 'web-1']);
		await run('lease', ['break', 'web-1'], {owner: 'you@localhost', stateDirectory: temporaryDirectory()});
		await server.post(id, 'lease', {ttl: 300, description: 'theirs'});
		expect(await run('stop', ['web-1'])).toMatchObject({results: [{isOk: false, text: expect.stringMatching(/409.*lease/)}]});
		expect(await run('lease', ['release', 'web-1'])).toMatchObject({results: [{isOk: false, isSkipped: false}]});
		expect(await run('stop', ['web-1'])).toMatchObject({
			results: [{isSkipped: true, text: expect.stringMatching(/^web-1: lease held by you@localhost/)}],
		});
		expect(await leaseOf(server, id)).toBe(200);
	});

	test('that was broken elsewhere and not taken again is no longer gone by: a short one is taken', async () => {
		const {server, ids, run} = await start();
		await run('lease', ['acquire', 'web-1']);
		await run('lease', ['break', 'web-1'], {owner: 'you@localhost', stateDirectory: temporaryDirectory()});
		expect(wordsOf(await run('stop', ['web-1']))).toEqual(['web-1 ok']);
		expect(server.writes().filter(line => line.includes('/lease'))).toHaveLength(4);
		expect(await leaseOf(server, ids[0])).toBe(404);
	});

	test('lets an edit through', async () => {
		const {server, ids, run} = await start(['web-1']);
		const files = createMemoryFiles();
		files.write('web.json', '{"image": "nginx:2"}');
		await run('lease', ['acquire', 'web-1']);
		expect(await run('edit', ['web-1'], {files, file: 'web.json'})).toMatchObject({results: [{isOk: true}]});
		expect(await leaseOf(server, ids[0])).toBe(200);
	});

	test('is held all the same where nothing can be kept, and then has to be broken', async () => {
		const {run} = await start();
		expect(wordsOf(await run('lease', ['acquire', 'web-1'], {stateDirectory: undefined}))).toEqual(['web-1 ok']);
		expect(await run('lease', ['release', 'web-1'])).toMatchObject({
			results: [{isOk: false, isSkipped: true, text: expect.stringContaining('flydeck lease break takes it away')}],
		});
	});
});

describe('a lease of somebody else', () => {
	test.each([
		{command: 'signal', words: ['web-1'], given: {signal: 'SIGKILL'}},
		{command: 'exec', words: ['web-1'], given: {inner: ['true']}},
		{command: 'metadata', words: ['set', 'web-1', 'role=db'], given: {}},
		{command: 'cordon', words: ['web-1'], given: {}},
	])('keeps $command out, though the API would let some of it through', async ({command, words, given}) => {
		const {server, ids, run} = await start(['web-1']);
		await server.post(ids[0] ?? '', 'lease', {ttl: 300});
		const sent = server.writes().length;
		expect(await run(command, words, given)).toMatchObject({
			results: [{isOk: false, isSkipped: true, text: expect.stringMatching(/^web-1: lease held by you@localhost, free in/)}],
		});
		expect(server.writes()).toHaveLength(sent);
	});

	test('does not keep the metadata from being read', async () => {
		const {server, ids, run} = await start(['web-1']);
		await server.post(ids[0] ?? '', 'lease', {ttl: 300});
		expect(wordsOf(await run('metadata', ['web-1']))).toEqual(['web-1 ok']);
	});

	test.each([
		{answer: 'y', ended: 'no', status: 200},
		{answer: 'you', ended: 'no', status: 200},
		{answer: undefined, ended: 'no', status: 200},
		{answer: ' you@localhost\n', ended: 'web-1 ok', status: 404},
	])('is broken by whoever types its owner, and not by "$answer"', async ({answer, ended, status}) => {
		const {server, ids, run} = await start(['web-1']);
		await server.post(ids[0] ?? '', 'lease', {ttl: 300});
		expect(wordsOf(await run('lease', ['break', 'web-1'], {isYes: false, ask: async () => answer}))).toEqual([ended]);
		expect(await leaseOf(server, ids[0])).toBe(status);
	});

	test('is not broken by --yes alone, nor where another owner is named', async () => {
		const {server, ids, run} = await start(['web-1']);
		await server.post(ids[0] ?? '', 'lease', {ttl: 300});
		expect(await run('lease', ['break', 'web-1'])).toEqual({
			kind: 'unasked',
			why: 'Nothing was done: there is no terminal to ask on. Add --yes and --owner NAME to lease break without a question.',
		});
		expect(await run('lease', ['break', 'web-1'], {owner: 'me'})).toMatchObject({
			results: [{isOk: false, isSkipped: true, text: expect.stringMatching(/held by you@localhost, .*; not by me$/)}],
		});
		expect(await run('lease', ['break', 'web-1'], {isYes: false, owner: 'you@localhost'})).toMatchObject({kind: 'unasked'});
		expect(await leaseOf(server, ids[0])).toBe(200);
		expect(wordsOf(await run('lease', ['break', 'web-1'], {owner: 'you@localhost'}))).toEqual(['web-1 ok']);
		expect(await leaseOf(server, ids[0])).toBe(404);
	});
});
