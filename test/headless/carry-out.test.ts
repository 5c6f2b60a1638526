import {describe, expect, test, vi} from 'vitest';
import type {CarriedOut} from '../../source/headless/carry-out.ts';
import {eventually} from '../helpers/eventually.ts';
import {type FlowServer, startFlowServer} from '../helpers/flow-server.ts';
import {runAct} from '../helpers/run-act.ts';

vi.setConfig({testTimeout: 30_000});

const slowToStop = {metadata: {simulate_ignore_signal: 'true'}, stop_config: {timeout: '30s'}};

const startThree = async (config = {}) => {
	const server = await startFlowServer();
	const ids: string[] = [];
	for (const name of ['web-1', 'web-2', 'web-3']) {
		ids.push(await server.launch(config, {name}));
	}

	return {server, ids};
};

const leasesOf = async ({call}: FlowServer, ids: readonly string[]): Promise<readonly number[]> =>
	Promise.all(ids.map(async id => (await call('GET', `/v1/apps/web/machines/${id}/lease`)).status));

const stateOf = async ({call}: FlowServer, id: string) => (await call('GET', `/v1/apps/web/machines/${id}`)).body.state;

const wordsOf = (done: CarriedOut): readonly string[] =>
	done.kind === 'done'
		? done.results.map(({target, isOk, isSkipped}) => `${target.name} ${isOk ? 'ok' : 'not ok'}${isSkipped ? ', skipped' : ''}`)
		: [done.kind];

const actsIn = ({writes}: FlowServer, act: string): number => writes().filter(line => line.includes(`/${act}`)).length;

describe('an act on several machines', () => {
	test('tells what it will reach before it does, then each step, and leaves no lease', async () => {
		const {server, ids} = await startThree();
		const {done, told} = await runAct(server, {command: 'stop', words: ['state:started', 'region:*'], parallel: 3});
		expect(wordsOf(await done)).toEqual(['web-1 ok', 'web-2 ok', 'web-3 ok']);
		expect(told[0]).toBe('stop: 3 machines');
		expect(told.slice(1, 4).map(line => line.trim().split(/ +/))).toEqual(
			ids.map((id, index) => [id, 'started', 'web', `web-${index + 1}`]),
		);
		expect(told).toEqual(expect.arrayContaining(['1/3 web-1: stopping', '1/3 web-1: done', 'stop: 3 of 3 done']));
		expect(await leasesOf(server, ids)).toEqual([404, 404, 404]);
		expect(server.writes().filter(line => line.includes('/lease'))).toHaveLength(6);
	});

	test('leaves out and names those that it cannot reach; one that is as was asked for counts as good', async () => {
		const {server, ids} = await startThree();
		const [first = '', second = ''] = ids;
		await server.post(first, 'lease', {ttl: 300});
		await server.post(second, 'stop');
		await server.waitFor(second, 'stopped');
		const {done, told} = await runAct(server, {command: 'stop', words: ['app:web']});
		expect(wordsOf(await done)).toEqual(['web-1 not ok, skipped', 'web-2 ok, skipped', 'web-3 ok']);
		expect(told).toContainEqual(expect.stringMatching(/^left out: 2 machines$/));
		expect(told).toContainEqual(expect.stringMatching(new RegExp(`^ {2}${first} {2}web-1: lease held by you@localhost, free in `)));
		expect(await stateOf(server, first)).toBe('started');
	});

	test.each([
		{command: 'cordon', words: ['app:web'], says: 'stopping: not settled'},
		{command: 'delete', words: ['app:web'], isForced: true, says: 'stopping: not settled'},
		{command: 'metadata', words: ['set', 'app:web', 'role=db'], says: 'stopping: not settled'},
	])('leaves out what is on its way from state to state: $command', async ({says, ...act}) => {
		const {server, ids} = await startThree(slowToStop);
		const [first = ''] = ids;
		await server.post(first, 'stop');
		await eventually(async () => expect(await stateOf(server, first)).toBe('stopping'));
		const sent = server.writes().filter(line => line.includes(first)).length;
		const {done} = await runAct(server, act);
		const ended = await done;
		expect(wordsOf(ended)).toEqual(['web-1 not ok, skipped', 'web-2 ok', 'web-3 ok']);
		expect(ended).toMatchObject({results: [{text: `web-1 is ${says}`}, {}, {}]});
		expect(server.writes().filter(line => line.includes(first))).toHaveLength(sent);
	});

	test('ends at the first failure: nobody is there to say how it goes on', async () => {
		const {server, ids} = await startThree();
		const [first = ''] = ids;
		const {done} = await runAct(server, {
			command: 'stop',
			words: ['app:web'],
			isYes: false,
			async ask() {
				await server.post(first, 'lease', {ttl: 300});
				return 'y';
			},
		});
		const ended = await done;
		expect(wordsOf(ended)).toEqual(['web-1 not ok', 'web-2 not ok, skipped', 'web-3 not ok, skipped']);
		expect(ended).toMatchObject({
			results: [
				{text: expect.stringMatching(/^web-1: nothing was done: .*lease currently held by you@localhost/)},
				{text: 'web-2: not begun: the job had ended before'},
				{},
			],
		});
		expect(actsIn(server, 'stop')).toBe(0);
	});

	test('a machine that changed since it was asked is left alone', async () => {
		const {server, ids} = await startThree();
		const [first = ''] = ids;
		const {done} = await runAct(server, {
			command: 'suspend',
			words: ['web-1'],
			isYes: false,
			async ask() {
				await server.post(first, 'stop');
				await server.waitFor(first, 'stopped');
				return 'yes';
			},
		});
		expect(await done).toMatchObject({results: [{isOk: false, isSkipped: true, text: expect.stringContaining('web-1 is stopped now')}]});
		expect(actsIn(server, 'suspend')).toBe(0);
	});

	test('that is interrupted tells what was done and what was not, and leaves no lease', async () => {
		const {server, ids} = await startThree(slowToStop);
		const act = await runAct(server, {command: 'stop', words: ['app:web']});
		await eventually(() => expect(actsIn(server, 'stop')).toBe(1));
		expect(await leasesOf(server, ids)).toEqual([200, 404, 404]);
		await act.stop();
		const ended = await act.done;
		expect(wordsOf(ended)).toEqual(['web-1 not ok', 'web-2 not ok, skipped', 'web-3 not ok, skipped']);
		expect(ended).toMatchObject({results: [{text: 'flydeck ended before it was known how this ended'}, {}, {}]});
		expect(await leasesOf(server, ids)).toEqual([404, 404, 404]);
		expect(actsIn(server, 'stop')).toBe(1);
	});
});

describe('where an app cannot be read', () => {
	test.each([
		{command: 'cordon', words: ['web-1'], apps: ['web', 'none'], why: /web-1 may be the name of several machines/},
		{command: 'cordon', words: ['nope'], apps: ['web', 'none'], why: /no machine of what could be fits: nope/},
		{command: 'create', words: [], apps: ['none'], why: /^Nothing was done: not everything could be read\.$/},
	])('$command $words sends nothing', async ({why, ...written}) => {
		const {server} = await startThree();
		const {done, told} = await runAct(server, {...written, file: 'web.json'});
		expect(await done).toEqual({kind: 'none', why: expect.stringMatching(why)});
		expect(told).toEqual([]);
		expect(server.writes()).toEqual([]);
	});
});

describe('what has to be confirmed', () => {
	test.each([
		{answer: 'n', kind: 'no'},
		{answer: '', kind: 'no'},
		{answer: 'yeah', kind: 'no'},
		{answer: undefined, kind: 'no'},
		{answer: 'y', kind: 'done'},
		{answer: 'Yes', kind: 'done'},
	])('a stop, answered with "$answer": $kind', async ({answer, kind}) => {
		const {server} = await startThree();
		const questions: string[] = [];
		const act = await runAct(server, {
			command: 'stop',
			words: ['web-2'],
			isYes: false,
			async ask(question) {
				questions.push(question);
				return answer;
			},
		});
		expect((await act.done).kind).toBe(kind);
		expect(questions).toEqual(['stop it? y/N ']);
		expect(actsIn(server, 'stop')).toBe(kind === 'done' ? 1 : 0);
	});

	test('is not done where nobody can be asked', async () => {
		const {server} = await startThree();
		const {done, told} = await runAct(server, {command: 'delete', words: ['name:web-*'], isForced: true, isYes: false});
		expect(await done).toEqual({
			kind: 'unasked',
			why: 'Nothing was done: there is no terminal to ask on. Add --yes to force delete without a question.',
		});
		expect(told[0]).toBe('force delete: 3 machines');
		expect(server.writes()).toEqual([]);
	});

	test('by force takes the name, of several the act and how many', async () => {
		const {server} = await startThree();
		const asked = async (words: readonly string[], answer: string): Promise<string> => {
			let question = '';
			const {done} = await runAct(server, {
				command: 'delete',
				words,
				isForced: true,
				isYes: false,
				async ask(text) {
					question = text;
					return answer;
				},
			});
			return `${question}${(await done).kind}`;
		};
		expect(await asked(['web-1'], 'web-2')).toBe('Type its full name, web-1: no');
		expect(await asked(['web-2', 'web-3'], 'y')).toBe('Type the act and how many, force delete 2: no');
		expect(await asked(['web-2', 'web-3'], ' force delete 2\n')).toBe('Type the act and how many, force delete 2: done');
	});

	test.each([
		{command: 'start', words: ['web-3']},
		{command: 'uncordon', words: ['web-3']},
		{command: 'lease', words: ['acquire', 'web-3']},
	])('even $command of one machine, which the screen does at once', async ({command, words}) => {
		const {server, ids} = await startThree();
		const [, , third = ''] = ids;
		await server.post(third, 'cordon');
		await server.post(third, 'stop');
		await server.waitFor(third, 'stopped');
		const sent = server.writes().length;
		expect((await (await runAct(server, {command, words, isYes: false})).done).kind).toBe('unasked');
		expect((await (await runAct(server, {command, words, isYes: false, ask: async () => ''})).done).kind).toBe('no');
		expect(server.writes()).toHaveLength(sent);
		const {done} = await runAct(server, {command, words, isYes: false, ask: async () => 'y'});
		expect(wordsOf(await done)).toEqual(['web-3 ok']);
	});
});

describe('a command in machines', () => {
	test('gives what it wrote and how it ended, and the first that fails ends it', async () => {
		const server = await startFlowServer();
		for (const name of ['web-1', 'web-2', 'web-3']) {
			await server.launch({init: {exec: ['sh', '-c', `echo ${name} > name; sleep 60`]}}, {name});
		}

		const inner = ['sh', '-c', 'cat name; echo odd >&2; grep -q web-1 name'];
		const {done, told} = await runAct(server, {command: 'exec', words: ['app:web'], inner});
		expect(await done).toMatchObject({
			results: [
				{isOk: true, output: {exitCode: 0, stdout: 'web-1\n', stderr: 'odd\n'}},
				{isOk: false, text: expect.stringMatching(/^web-2: exit 1/), output: {exitCode: 1, stdout: 'web-2\n'}},
				{isOk: false, isSkipped: true, text: 'web-3: not begun: the job had ended before'},
			],
		});
		expect(told.join('\n')).not.toContain('grep');
	});
});
