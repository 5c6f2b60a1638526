import {once} from 'node:events';
import {request} from 'node:http';
import {describe, expect, test, vi} from 'vitest';
import type {Json, JsonObject} from '../../../source/domain/json.ts';
import {type FaultName, faultNames, isFaultName} from '../../../source/local/faults/fault-kinds.ts';
import {machinesPath, startWithMachine, type TestMachine} from '../../helpers/local-machine.ts';
import {type Reply, startTestApi} from '../../helpers/local-server.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const control = '/_flydeck/faults';

const startWithFaults = async (rules: Json) => {
	const machine = await startWithMachine();
	expect((await machine.call('PUT', control, {rules})).status).toBe(200);
	return machine;
};

const asked = (fault: string) => ({headers: {'flydeck-fault': fault}});

type Struck = TestMachine & {
	/** Sends the stop that the fault is to strike. */
	readonly stop: (signal?: AbortSignal) => Promise<Reply>;
};

const json = 'application/json; charset=utf-8';

/** A stop is answered so, and nothing is done. */
const answered =
	(status: number, body: string | RegExp, {retryAfter = null, type = json}: {retryAfter?: string | null; type?: string} = {}) =>
	async ({stop, get}: Struck): Promise<void> => {
		const {status: answeredStatus, text, headers} = await stop();
		expect([answeredStatus, headers.get('content-type'), headers.get('retry-after')]).toEqual([status, type, retryAfter]);
		expect(text).toMatch(body);
		expect(headers.get('fly-request-id')).toMatch(/^[0-9A-Z]{26}-fra$/);
		expect((await get()).state).toBe('started');
	};

const tooMany = '{"error":"resource_exhausted: rate limit exceeded"}';

/** What each fault does to a stop. */
const effects: Readonly<Record<FaultName, (struck: Struck) => Promise<void>>> = {
	429: answered(429, tooMany),
	'429-retry-after': answered(429, tooMany, {retryAfter: '2'}),
	401: answered(401, '{"error":"Authenticate: token validation error"}'),
	500: answered(500, /^\{"error":"internal: /),
	capacity: answered(409, '{"error":"aborted: could not reserve resource for machine: insufficient memory available to fulfill request"}'),
	'host-unreachable': answered(408, '{"error":"deadline_exceeded: context deadline exceeded"}'),
	'html-502': answered(502, /^<html>[\s\S]*502 Bad Gateway/, {type: 'text/html'}),
	async latency({stop, clock, get}) {
		const settled = vi.fn();
		const reply = stop();
		reply.then(settled, settled);
		await vi.waitFor(() => expect(clock.pending()).toBe(1));
		clock.advance(999);
		expect((await get()).state).toBe('started');
		expect(settled).not.toHaveBeenCalled();
		clock.advance(1);
		expect((await reply).status).toBe(200);
		expect((await get()).state).toBe('stopping');
	},
	async hang({stop, get}) {
		const settled = vi.fn();
		const aborting = new AbortController();
		const reply = stop(aborting.signal);
		reply.then(settled, settled);
		expect((await get()).state).toBe('started');
		expect(settled).not.toHaveBeenCalled();
		aborting.abort();
		await expect(reply).rejects.toThrow();
		expect((await get()).state).toBe('started');
	},
	async reset({stop, get}) {
		await expect(stop()).rejects.toThrow();
		expect((await get()).state).toBe('started');
	},
	async truncated({stop, get}) {
		await expect(stop()).rejects.toThrow();
		expect((await get()).state).toBe('stopping');
	},
};

/** The ways in which somebody asks for a fault. */
const ways: Readonly<Record<string, (fault: FaultName) => Promise<Struck>>> = {
	async 'its own header'(fault) {
		const machine = await startWithMachine();
		const {call, path} = machine;
		return {...machine, stop: signal => call('POST', `${path}/stop`, undefined, {...asked(fault), ...(signal && {signal})})};
	},
	async 'the control path'(fault) {
		const machine = await startWithMachine();
		expect((await machine.call('PUT', control, planFor(fault, machine.id))).status).toBe(200);
		return stopping(machine);
	},
	async 'the plan that the server begins with'(fault) {
		const {id} = await startWithMachine();
		const machine = await startWithMachine({}, {faults: planFor(fault, id)});
		expect(machine.id).toBe(id);
		return stopping(machine);
	},
};

const planFor = (fault: FaultName, machine: string): JsonObject => ({
	rules: [fault === 'host-unreachable' ? {fault, machine} : {fault, route: 'Machines_stop'}],
});

const stopping = (machine: TestMachine): Struck => ({
	...machine,
	stop: signal => machine.call('POST', `${machine.path}/stop`, undefined, signal && {signal}),
});

test('every fault is in the table', () => {
	expect(Object.keys(effects).toSorted()).toEqual(faultNames.toSorted());
});

describe.each(Object.entries(ways))('a stop that is struck by %s', (_, start) => {
	test.each(Object.entries(effects))('with %s', async (fault, expectEffect) => {
		await expectEffect(await start(isFaultName(fault) ? fault : '500'));
	});
});

describe('a request that a fault strikes', () => {
	test('is told after how many seconds to come again, where its header says so', async () => {
		const {call, path} = await startWithMachine();
		expect((await call('GET', path, undefined, asked('429-retry-after=9'))).headers.get('retry-after')).toBe('9');
	});

	test('with no capacity: a create says so in the status word', async () => {
		const {call} = await startWithMachine();
		const reply = await call('POST', machinesPath, {config: {image: 'nginx'}}, asked('capacity'));
		expect(reply).toMatchObject({status: 503, body: {status: 'insufficient_capacity'}});
	});

	test('with no capacity: the create of a volume says so in a status word of its own', async () => {
		const {call} = await startWithMachine();
		const reply = await call('POST', '/v1/apps/web/volumes', {name: 'data'}, asked('capacity'));
		expect(reply).toMatchObject({
			status: 412,
			body: {error: expect.stringMatching(/^failed_precondition: /), status: 'volume_placement_capacity'},
		});
		expect((await call('GET', '/v1/apps/web/volumes')).list).toEqual([]);
	});

	test('with a hang does not hold up the end of the server', async () => {
		const {api} = await startTestApi({clock: createManualClock()});
		const sent = request(`${api.url}/v1/apps?org_slug=personal`, {headers: {authorization: 'Bearer secret', 'flydeck-fault': 'hang'}});
		const failed = once(sent, 'response');
		sent.end();
		await vi.waitFor(async () => expect((await fetch(`${api.url}/`)).status).toBe(404));
		await api.close();
		await expect(failed).rejects.toThrow();
	});

	test.each(['toString', '', 'latency=-1', 'latency=x', 'latency=Infinity', 'latency=99999999', '429-retry-after='])(
		'with "%s", which is none, is told so',
		async fault => {
			const {call, path} = await startWithMachine();
			expect(await call('GET', path, undefined, asked(fault))).toMatchObject({
				status: 400,
				body: {error: expect.stringContaining(`no fault "${fault}", there are 401, 429, 500, latency, hang`)},
			});
		},
	);
});

describe('the control path', () => {
	test('sets, shows and drops the rules', async () => {
		const rules = [{fault: '500', route: 'Machines_show', count: 1}];
		const {call, path} = await startWithFaults(rules);
		expect((await call('GET', control)).body).toEqual({rules});
		expect([(await call('GET', path)).status, (await call('GET', path)).status]).toEqual([500, 200]);
		await call('PUT', control, {rules: [{fault: '401'}]});
		expect((await call('GET', path)).status).toBe(401);
		expect((await call('DELETE', control)).status).toBe(204);
		expect((await call('GET', path)).status).toBe(200);
		expect((await call('GET', control)).body).toEqual({rules: []});
	});

	test('is for the holder of the token only, and no fault strikes it', async () => {
		const {call} = await startWithFaults([{fault: '500'}]);
		for (const method of ['GET', 'PUT', 'DELETE']) {
			expect((await call(method, control, undefined, {headers: {authorization: ''}})).status).toBe(401);
		}

		expect((await call('GET', control, undefined, asked('hang'))).status).toBe(200);
	});

	test('refuses a plan that is wrong, and keeps the one that it has', async () => {
		const rules = [{fault: '500', count: 1}];
		const {call} = await startWithFaults(rules);
		expect(await call('PUT', control, {rules: [{fault: 'slow'}]})).toMatchObject({
			status: 400,
			body: {error: expect.stringContaining('Rule 1: "fault" must be one of')},
		});
		expect((await call('GET', control)).body).toEqual({rules});
	});

	test('strikes one machine where a rule names one', async () => {
		const {call, clock, id, path} = await startWithMachine();
		const {body} = await call('POST', machinesPath, {config: {image: 'nginx'}});
		clock.advance(2000);
		await call('PUT', control, {rules: [{fault: 'capacity', machine: id, route: 'POST /v1/apps/*/machines/*/stop'}]});
		expect((await call('POST', `${path}/stop`)).status).toBe(409);
		expect((await call('POST', `${machinesPath}/${body.id}/stop`)).status).toBe(200);
	});
});

test('a server may begin with faults, and does not begin with a plan that is wrong', async () => {
	const {call} = await startTestApi({faults: {rules: [{fault: '500', route: 'GET /v1/apps'}]}});
	expect((await call('GET', '/v1/apps?org_slug=personal')).status).toBe(500);
	await expect(startTestApi({faults: {rules: [{fault: 'slow'}]}})).rejects.toThrow('Rule 1: "fault" must be one of');
});

test('an answer without a body breaks off too, after its head', async () => {
	const {api, call} = await startWithMachine();
	const headers = {authorization: 'Bearer secret', 'flydeck-fault': 'truncated'};
	const response = await fetch(`${api.url}/v1/apps/web?force=true`, {method: 'DELETE', headers});
	expect(response.status).toBe(202);
	await expect(response.text()).rejects.toThrow();
	expect((await call('GET', '/v1/apps/web')).status).toBe(404);
});
