import {describe, expect, test, vi} from 'vitest';
import type {CarriedOut} from '../../source/headless/carry-out.ts';
import {readMetadata} from '../../source/headless/metadata-wish.ts';
import {resultsJson, resultsText} from '../../source/headless/results.ts';
import {startFlowServer} from '../helpers/flow-server.ts';
import {runAct} from '../helpers/run-act.ts';

vi.setConfig({testTimeout: 30_000});

test.each<{readonly words: readonly string[]; readonly wish: object}>([
	{words: ['web-1'], wish: {deed: 'show', machines: ['web-1']}},
	{words: ['web-1', 'web-2'], wish: {deed: 'show', machines: ['web-1', 'web-2']}},
	{words: ['show', 'set'], wish: {deed: 'show', machines: ['set']}},
	{
		words: ['set', 'web-1', 'role=db', 'note=a=b', 'empty='],
		wish: {deed: 'set', machines: ['web-1'], changes: {role: 'db', note: 'a=b', empty: ''}},
	},
	{
		words: ['delete', 'app:web state:started', 'role', 'note'],
		wish: {deed: 'delete', machines: ['app:web state:started'], changes: {role: null, note: null}},
	},
])('metadata $words is $wish', ({words, wish}) => {
	expect(readMetadata(words)).toEqual({kind: 'metadata', ...wish});
});

const oneWord = "The machines are one word here, as in 'app:web state:started' or id:a,b.";

test.each([
	{words: ['set', 'web-1'], problem: `flydeck metadata set wants machines and then KEY=VALUE, or more of these. ${oneWord}`},
	{words: ['delete'], problem: `flydeck metadata delete wants machines and then KEY, or more of these. ${oneWord}`},
	{words: ['set', 'web-1', 'web-2', 'a=b'], problem: `flydeck metadata set wants KEY=VALUE, and web-2 is none. ${oneWord}`},
	{words: ['set', 'web-1', '=b'], problem: 'A key needs a name, with no space around it.'},
	{words: ['set', 'web-1', 'fly_process_group=x'], problem: 'fly_process_group belongs to the platform: flydeck leaves it alone.'},
	{words: ['delete', 'web-1', 'fly_process_group'], problem: 'fly_process_group belongs to the platform: flydeck leaves it alone.'},
])('metadata $words is answered: $problem', ({words, problem}) => {
	expect(readMetadata(words)).toBe(problem);
});

const start = async () => {
	const server = await startFlowServer();
	const ids: string[] = [];
	for (const name of ['web-1', 'web-2']) {
		ids.push(await server.launch({metadata: {role: 'db'}}, {name}));
	}

	const [first = ''] = ids;
	const metadata = async () => (await server.call('GET', `/v1/apps/web/machines/${first}/metadata`)).body;
	return {...server, ids, metadata};
};

const resultsOf = (done: CarriedOut) => (done.kind === 'done' ? done.results : []);

describe('at the local API', () => {
	test('metadata are shown by key, the secret ones masked', async () => {
		const server = await start();
		await server.call('POST', `/v1/apps/web/machines/${server.ids[0]}/metadata/api_token`, {value: 'hunter2'});
		const results = resultsOf(await (await runAct(server, {command: 'metadata', words: ['web-1'], isYes: false})).done);
		expect(resultsText(results)).toMatch(/^api_token=\(masked\)\n(?:.*\n)*role=db\nok +\w+ +web-1: \d pairs of metadata$/);
		expect(JSON.parse(resultsJson('metadata', results)).results[0].metadata).toMatchObject({role: 'db', api_token: '(masked)'});
	});

	test('keys are set in one request to each machine, others stay, and no value is told', async () => {
		const server = await start();
		const {done, told} = await runAct(server, {
			command: 'metadata',
			words: ['set', 'app:web', 'role=primary', 'note=hunter2'],
			parallel: 2,
		});
		const results = resultsOf(await done);
		expect(results.map(({text}) => text)).toEqual(['web-1: role, note set', 'web-2: role, note set']);
		expect(await server.metadata()).toMatchObject({role: 'primary', note: 'hunter2'});
		expect([...told, resultsJson('metadata', results)].join()).not.toMatch(/hunter2|primary/);
	});

	test('keys are deleted, and one that is not there is good as it is', async () => {
		const server = await start();
		const words = ['delete', 'web-1', 'role', 'none'];
		expect(resultsOf(await (await runAct(server, {command: 'metadata', words})).done)).toMatchObject([
			{isOk: true, isSkipped: false, text: 'web-1: role removed'},
		]);
		expect(await server.metadata()).not.toHaveProperty('role');
		expect(resultsOf(await (await runAct(server, {command: 'metadata', words})).done)).toMatchObject([
			{isOk: true, isSkipped: true, text: 'web-1: role, none not there'},
		]);
	});

	test.each([
		{deed: ['set', 'web-1', 'role=x'], question: 'set role in the metadata of it? y/N '},
		{deed: ['delete', 'app:web', 'role'], question: 'delete role in the metadata of these 2? y/N '},
	])('$deed is asked first', async ({deed, question}) => {
		const server = await start();
		const questions: string[] = [];
		const given = {command: 'metadata', words: deed, isYes: false};
		const no = await runAct(server, {
			...given,
			async ask(text) {
				questions.push(text);
				return 'n';
			},
		});
		expect((await no.done).kind).toBe('no');
		expect((await (await runAct(server, given)).done).kind).toBe('unasked');
		expect(questions).toEqual([question]);
		expect(await server.metadata()).toMatchObject({role: 'db'});
	});

	test('a refusal of the server is told, and leaves the others alone', async () => {
		const server = await start();
		const {done} = await runAct(server, {
			command: 'metadata',
			words: ['set', 'app:web', 'role=x'],
			isYes: false,
			async ask() {
				await server.call('DELETE', '/v1/apps/web?force=true');
				return 'y';
			},
		});
		const results = resultsOf(await done);
		expect(results).toMatchObject([
			{isOk: false, isSkipped: false},
			{isOk: false, isSkipped: true},
		]);
		expect(results[0]?.text).toMatch(/^web-1: 4\d\d .*\(request .+\)$/);
	});
});
