import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {startWithMachine, storyOf, type TestMachine} from '../../helpers/local-machine.ts';

const control = '/_flydeck/causes';

/** Brings a cause about in a machine, lets it take its time, and tells the events that came of it, oldest first. */
const bringAbout = async ({call, clock, get, id}: TestMachine, cause: string): Promise<readonly string[]> => {
	const before = storyOf(await get());
	expect(await call('POST', control, {cause, machine: id})).toMatchObject({status: 200, body: {ok: true}});
	clock.advance(5000);
	return storyOf(await get()).slice(before.length);
};

describe('the proxy', () => {
	test('stops a machine, and wakes it', async () => {
		const machine = await startWithMachine();
		expect(await bringAbout(machine, 'proxy-stop')).toEqual(['stop/stopping/proxy', 'exit/stopped/flyd']);
		expect(await bringAbout(machine, 'proxy-start')).toEqual(['start/starting/proxy', 'start/started/flyd']);
	});

	test('suspends a machine, and wakes it', async () => {
		const machine = await startWithMachine();
		expect(await bringAbout(machine, 'proxy-suspend')).toEqual(['suspend/suspending/proxy', 'suspend/suspended/flyd']);
		expect(await bringAbout(machine, 'proxy-start')).toEqual(['start/starting/proxy', 'start/started/flyd']);
	});

	test('cannot do what the state of the machine forbids', async () => {
		const {call, id} = await startWithMachine();
		expect(await call('POST', control, {cause: 'proxy-start', machine: id})).toMatchObject({
			status: 412,
			body: {error: 'failed_precondition: machine still active, refusing to start'},
		});
	});
});

describe('a migration', () => {
	const placeOf = ({id, instance_id: version, private_ip: address}: JsonObject) => ({id, version, address});

	test('brings a running machine up on another host, as the same version under another address', async () => {
		const machine = await startWithMachine();
		const before = placeOf(await machine.get());
		expect(await bringAbout(machine, 'migrate')).toEqual(['exit/stopped/flyd', 'launch/created/flyd', 'start/started/flyd']);
		const after = placeOf(await machine.get());
		expect(after).toEqual({...before, address: expect.stringMatching(/^fdaa:/)});
		expect(after.address).not.toBe(before.address);
		expect((await machine.get()).state).toBe('started');
	});

	test.each([
		{what: 'stopped', verb: 'stop', lost: []},
		{what: 'suspended', verb: 'suspend', lost: ['exit/stopped/flyd']},
	])('leaves a $what machine down', async ({verb, lost}) => {
		const machine = await startWithMachine();
		await machine.post(`/${verb}`);
		machine.clock.advance(3000);
		expect(await bringAbout(machine, 'migrate')).toEqual([...lost, 'launch/created/flyd']);
		expect((await machine.get()).state).toBe('stopped');
	});

	test('waits for the end of what is under way', async () => {
		const {call, id, post} = await startWithMachine();
		await post('/stop');
		expect(await call('POST', control, {cause: 'migrate', machine: id})).toMatchObject({
			status: 409,
			body: {error: "aborted: unable to migrate machine from current state: 'stopping'"},
		});
	});
});

describe('a stall', () => {
	const ignoring = {config: {image: 'nginx', metadata: {simulate_ignore_signal: 'true'}}};

	test('leaves a machine where it is on its way: its timeout kills it no more, until something else is asked', async () => {
		const {call, clock, get, id, path, post} = await startWithMachine(ignoring);
		await post('/stop');
		expect(await call('POST', control, {cause: 'stall', machine: id})).toMatchObject({status: 200});
		clock.advance(3_600_000);
		expect(await get()).toMatchObject({state: 'stopping', events: [{type: 'stop', status: 'stopping'}, {}, {}, {}]});
		expect((await call('DELETE', `${path}?force=true`)).status).toBe(200);
		clock.advance(6000);
		expect((await get()).state).toBe('destroyed');
	});

	test('is refused where nothing is on its way', async () => {
		const {call, id} = await startWithMachine();
		expect(await call('POST', control, {cause: 'stall', machine: id})).toMatchObject({
			status: 412,
			body: {error: "failed_precondition: unable to stall machine in state: 'started'"},
		});
	});
});

test.each([
	{
		what: 'a cause that there is not',
		sent: {cause: 'toString'},
		status: 400,
		error: 'invalid_argument: "cause" must be one of proxy-start, ',
	},
	{what: 'a machine that there is not', sent: {cause: 'migrate', machine: '0'}, status: 404, error: 'not_found: machine not found'},
	{what: 'a body of another type', sent: {cause: 1}, status: 400, error: 'json: cannot unmarshal'},
])('$what is refused', async ({sent, status, error}) => {
	const {call, id} = await startWithMachine();
	const reply = await call('POST', control, {machine: id, ...sent});
	expect(reply).toMatchObject({status, body: {error: expect.stringContaining(error)}});
});

test('the control path is for the holder of the token of the server only, and no fault strikes it', async () => {
	const {call, id} = await startWithMachine();
	const ask = (headers: Readonly<Record<string, string>>) => call('POST', control, {cause: 'proxy-stop', machine: id}, {headers});
	expect((await ask({authorization: ''})).status).toBe(401);
	const {token} = (await call('POST', '/v1/apps/web/deploy_token', {expiry: '1h'})).body;
	expect((await ask({authorization: String(token)})).status).toBe(403);
	expect((await ask({'flydeck-fault': '500'})).status).toBe(200);
});
