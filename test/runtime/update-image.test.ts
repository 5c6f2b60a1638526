import {expect, onTestFinished, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {createActionRunner, type How} from '../../source/runtime/action-runner.ts';
import {createMachineReader} from '../../source/runtime/machine-reader.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, createHold, hangUp, id, inOrder, machinePath, onWire, receive, targetIn} from './harness.ts';

const get = `GET ${machinePath}`;
const update = `POST ${machinePath}`;
const ok = jsonAnswer({ok: true});
const as = (state: string, instanceId = '01A', fields: JsonObject = {}): StubAnswer =>
	jsonAnswer(onWire({state, instance_id: instanceId, ...fields}));
const refuse = (status: number, error: string): StubAnswer => jsonAnswer({error}, status, {'fly-request-id': '01REQ-fra'});

/** A config with what flydeck neither shows nor knows. */
const config: JsonObject = {
	image: 'nginx',
	env: {BELL: '\u0007', EMPTY: ''},
	init: null,
	unknown_to_flydeck: [1, {a: null}],
	image_pull: 'x',
};

/** The machine before, its config, and the machine with the new version. */
const reads = inOrder(as('started'), as('started', '01A', {config}), as('started', '01B'));
const good: Readonly<Record<string, StubAnswer>> = {
	[get]: reads,
	[update]: as('replacing', '01B'),
	[`GET ${machinePath}/wait`]: ok,
};

const start = async (answers: Readonly<Record<string, StubAnswer>> = {}, given: How = {nonce: 'the-nonce'}) => {
	const fresh = inOrder(as('started'), as('started', '01A', {config}), as('started', '01B'));
	const harness = await createHarness({...good, [get]: fresh, ...answers});
	receive(harness, [buildMachine()]);
	const recorded: string[] = [];
	const runner = createActionRunner({
		...harness,
		reader: createMachineReader(harness),
		nonceOf: () => undefined,
		refresh() {},
		record: ({result}) => recorded.push(result),
	});
	onTestFinished(runner.stop);
	let isOver = false;
	const running = runner.run({verb: 'update', image: 'nginx:2'}, targetIn('started'), given).finally(() => {
		isOver = true;
	});
	/** Moves the clock by steps until it is over. */
	const end = async () => {
		await harness.until(() => {
			harness.clock.advance(200);
			return isOver;
		});
		return running;
	};
	return {...harness, recorded, end};
};

test('the config is sent once and to the letter but for the image, under the lease, in the place of the version that was read', async () => {
	const {end, writes, requests, recorded} = await start();
	expect(await end()).toMatchObject({tone: 'ok', text: expect.stringMatching(/^web-1 has nginx:2 and is started, after \d/)});
	expect(writes()).toEqual([update]);
	const [{body, headers} = expect.fail()] = requests(update);
	expect(JSON.parse(body)).toEqual({config: {...config, image: 'nginx:2'}, current_version: '01A'});
	expect(headers['fly-machine-lease-nonce']).toBe('the-nonce');
	expect(recorded).toEqual([expect.stringMatching(/^web-1 has nginx:2/)]);
});

test('the machine is shown as replacing until the API tells of it, and then as the API has it', async () => {
	const hold = createHold();
	const {end, until, store} = await start({[update]: hold.answer});
	await until(() => hold.count() === 1);
	expect(store.getState().pending.get(id)).toMatchObject({verb: 'update', acceptedAtMs: undefined});
	hold.letGo(as('replacing', '01B'));
	await end();
	expect(store.getState().pending.size).toBe(0);
});

test.each([
	[{[get]: as('started', '01A', {config: {...config, image: 'nginx:2'}})}, {}, 'web-1 has nginx:2 already: nothing was done.'],
	[
		{[get]: as('started', '01A', {config: {containers: [{name: 'a', image: 'nginx'}]}})},
		{},
		'web-1 names no image of its own: e edits its config: nothing was done.',
	],
	[{[get]: as('replacing')}, {}, 'web-1 is replacing now, not started: nothing was done.'],
	[{[get]: as('stopping')}, {isOneOfMany: true}, 'web-1 is stopping now, not started: nothing was done.'],
	[{[get]: refuse(404, 'machine not found')}, {}, 'web-1 is gone now, not started: nothing was done.'],
])('a machine that %j is skipped with the reason', async (answers, given, text) => {
	const {end, writes} = await start(answers, {nonce: 'the-nonce', ...given});
	expect(await end()).toEqual({tone: 'warning', text, isSkipped: true});
	expect(writes()).toEqual([]);
});

test('nothing is sent where the host tells only a part of the config', async () => {
	const incomplete = as('started', '01A', {host_status: 'unreachable', config: null, incomplete_config: {image: 'nginx'}});
	const {end, writes} = await start({[get]: inOrder(as('started'), incomplete)});
	expect(await end()).toMatchObject({
		tone: 'error',
		text: expect.stringMatching(/host cannot be asked for its whole config.* Nothing was sent\.$/),
	});
	expect(writes()).toEqual([]);
});

test('nothing is sent without a lease', async () => {
	const {end, writes} = await start({}, {});
	expect(await end()).toMatchObject({tone: 'error', text: 'web-1: its host could not be asked for a lease. Nothing was sent.'});
	expect(writes()).toEqual([]);
});

test.each([
	[refuse(412, 'failed_precondition: current_version does not match'), /^web-1 was not changed: 412 .*current_version.*01REQ-fra/],
	[refuse(409, 'aborted: machine update failed due to concurrent update'), /^web-1 was not changed: 409 .*concurrent update/],
])('a refusal of the API is told with the request id, and nothing is sent again', async (answer, text) => {
	const {end, writes} = await start({[update]: answer});
	expect(await end()).toMatchObject({tone: 'error', text: expect.stringMatching(text)});
	expect(writes()).toEqual([update]);
});

test('an update that was refused as one too many is sent again', async () => {
	const {end, requests} = await start({[update]: inOrder(refuse(429, 'rate limit'), as('replacing', '01B'))});
	expect(await end()).toMatchObject({tone: 'ok'});
	expect(requests(update)).toHaveLength(2);
});

test('where no answer comes, the machine is read: with a new version it is followed', async () => {
	const {end, writes} = await start({[update]: hangUp});
	expect(await end()).toMatchObject({tone: 'ok', text: expect.stringContaining('web-1 has nginx:2 and is started')});
	expect(writes()).toEqual([update]);
});

test('where no answer comes and the version is the same, it is said that nobody knows, and nothing is sent again', async () => {
	const {end, writes} = await start({[update]: hangUp, [get]: as('started', '01A', {config})});
	expect(await end()).toMatchObject({
		tone: 'error',
		text: expect.stringMatching(/^web-1: it is unknown whether it was changed: look at it/),
	});
	expect(writes()).toEqual([update]);
});
