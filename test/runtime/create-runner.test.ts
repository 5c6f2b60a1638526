import {describe, expect, onTestFinished, test} from 'vitest';
import type {CreateInput} from '../../source/domain/config/form.ts';
import {createCreateRunner} from '../../source/runtime/create-runner.ts';
import {createMachineReader} from '../../source/runtime/machine-reader.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, hangUp, id, inOrder, listPath, machinePath, onWire} from './harness.ts';

const create = `POST ${listPath}`;
const list = `GET ${listPath}`;
const get = `GET ${machinePath}`;
const wait = `GET ${machinePath}/wait`;
const nameless = {region: 'fra', config: {image: 'nginx'}, skipLaunch: false};
const input = {name: 'web-1', ...nameless};
const as = (state: string): StubAnswer => jsonAnswer(onWire({state, instance_id: '01A', checks: []}));
const notYet = jsonAnswer({error: 'not_found: machine not found'}, 404);

const start = async (answers: Readonly<Record<string, StubAnswer>>) => {
	const harness = await createHarness({[list]: jsonAnswer([]), ...answers});
	const recorded: string[] = [];
	const runner = createCreateRunner({
		...harness,
		reader: createMachineReader(harness),
		record: ({result}) => recorded.push(result),
	});
	onTestFinished(runner.stop);
	const made: (readonly [string, string | undefined])[] = [];
	/** Makes the machine, and moves the clock until that is over. */
	const run = async (wish: CreateInput = input) => {
		let isOver = false;
		const creation = runner
			.create('web', wish, (machine, nonce) => made.push([machine.id, nonce]))
			.finally(() => {
				isOver = true;
			});
		await harness.until(() => {
			harness.clock.advance(200);
			return isOver;
		});
		return creation;
	};
	return {...harness, runner, run, recorded, made};
};

test('a machine that is not found at once is waited for, and made once', async () => {
	const {run, requests, recorded} = await start({
		[create]: as('created'),
		[get]: inOrder(notYet, notYet, as('started')),
		[wait]: jsonAnswer({ok: true}),
	});
	const {tone, text} = await run();
	expect([tone, text]).toEqual(['ok', expect.stringMatching(new RegExp(`^web-1 \\(${id}\\) was made and is started, after `))]);
	expect(requests(create).map(({body}) => JSON.parse(body))).toEqual([{name: 'web-1', region: 'fra', config: {image: 'nginx'}}]);
	expect(recorded).toEqual([text]);
});

test('one that is not to be launched, or stands by for another, is not waited for', async () => {
	const {run, requests} = await start({[create]: as('created')});
	expect((await run({...input, skipLaunch: true})).text).toBe(`web-1 (${id}) was made, and not launched.`);
	expect((await run({...input, config: {standbys: ['m2']}})).text).toBe(`web-1 (${id}) was made, and not launched.`);
	expect(requests(create).map(({body}) => JSON.parse(body).skip_launch)).toEqual([true, undefined]);
	expect(requests(wait)).toEqual([]);
});

test.each([
	{
		what: 'refused',
		answer: jsonAnswer({error: 'invalid_argument: no such image'}, 400, {'fly-request-id': '01REQ'}),
		says: /^web-1 was not made: 400 .*no such image.*01REQ/,
	},
	{what: 'never answered', answer: hangUp, says: /^web-1: it is unknown whether it was made: look for it before you try again\. /},
])('one that is $what is told so, and not asked for again', async ({answer, says}) => {
	const {run, requests} = await start({[create]: answer});
	const {tone, text, target} = await run();
	expect({tone, text, target}).toEqual({tone: 'error', text: expect.stringMatching(says), target: {app: 'web', id: '', name: 'web-1'}});
	expect(requests(create)).toHaveLength(1);
});

test('a name that another machine of the app has is not sent', async () => {
	const {run, requests} = await start({[list]: jsonAnswer([onWire({})])});
	expect(await run()).toMatchObject({
		tone: 'warning',
		text: `web-1 is the name of ${id}, of the same app: nothing was sent. Choose another.`,
	});
	expect(requests(create)).toEqual([]);
});

test('nothing is sent where it could not be told from what was there before', async () => {
	const {run, requests} = await start({[list]: jsonAnswer({error: 'no'}, 403)});
	expect((await run()).text).toMatch(/^Nothing was sent: the machines of web could not be read before: 403 /);
	expect(requests(create)).toEqual([]);
});

describe('one whose answer never came', () => {
	const other = onWire({id: '148e21ea046700', name: 'web-0'});

	test.each([
		['of its name', input, onWire({})],
		['that is the only new one of its image', nameless, onWire({name: 'calm-fog-1'})],
	])('is the one %s, and followed', async (_what, wish, found) => {
		const lists = inOrder(jsonAnswer([other]), jsonAnswer([other]), jsonAnswer([other, found]));
		const {run, requests, made} = await start({[create]: hangUp, [list]: lists, [get]: as('started'), [wait]: jsonAnswer({ok: true})});
		expect(await run(wish)).toMatchObject({tone: 'ok', target: {id}});
		expect(made).toEqual([[id, undefined]]);
		expect(requests(create)).toHaveLength(1);
	});

	test('is unknown where several could be it', async () => {
		const both = [onWire({name: 'a'}), onWire({id: '148e21ea046701', name: 'b'})];
		const {run} = await start({[create]: hangUp, [list]: inOrder(jsonAnswer([other]), jsonAnswer([other, ...both]))});
		expect((await run(nameless)).text).toMatch(/unknown whether it was made/);
	});
});

test('one that is made with a lease tells its nonce to who asked, and to nobody else', async () => {
	const {run, requests, made, recorded} = await start({[create]: jsonAnswer(onWire({state: 'created', nonce: 'n0nce'}))});
	await run({...input, leaseTtlSeconds: 60, skipLaunch: true});
	expect(requests(create).map(({body}) => JSON.parse(body).lease_ttl)).toEqual([60]);
	expect(made).toEqual([[id, 'n0nce']]);
	expect(JSON.stringify(recorded)).not.toContain('n0nce');
});

test('the end does not wait for it to start, and what was made is told', async () => {
	const {runner, run, until, requests} = await start({[create]: as('created'), [get]: as('starting'), [wait]: notYet});
	const running = run();
	await until(() => requests(get).length > 0);
	await runner.stop();
	expect((await running).text).toBe(`web-1 (${id}) was made: flydeck ended before it was known how it starts`);
});
