import {once} from 'node:events';
import {request} from 'node:http';
import {describe, expect, test, vi} from 'vitest';
import type {Json} from '../../../source/domain/json.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';
import {startTestApi} from '../../helpers/local-server.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const control = '/_flydeck/faults';

const startWithFaults = async (rules: Json) => {
	const machine = await startWithMachine();
	expect((await machine.call('PUT', control, {rules})).status).toBe(200);
	return machine;
};

const asked = (fault: string) => ({headers: {'flydeck-fault': fault}});

describe('a request that a fault strikes', () => {
	test.each([
		['429', 429, {error: 'resource_exhausted: rate limit exceeded'}, null],
		['429-retry-after', 429, {error: 'resource_exhausted: rate limit exceeded'}, '2'],
		['429-retry-after=9', 429, {error: 'resource_exhausted: rate limit exceeded'}, '9'],
		['401', 401, {error: 'Authenticate: token validation error'}, null],
		['500', 500, {error: expect.stringContaining('internal: ')}, null],
		['capacity', 409, {error: expect.stringContaining('insufficient memory available')}, null],
		['host-unreachable', 408, {error: expect.stringContaining('deadline_exceeded: ')}, null],
	])('%s by its own header is answered with %i and nothing is done', async (fault, status, body, retryAfter) => {
		const {call, path, get} = await startWithMachine();
		const reply = await call('POST', `${path}/stop`, undefined, asked(fault));
		expect([reply.status, reply.body]).toEqual([status, body]);
		expect(reply.headers.get('retry-after')).toBe(retryAfter);
		expect(reply.headers.get('fly-request-id')).toMatch(/-local$/);
		expect((await get()).state).toBe('started');
	});

	test('with a gateway error gets a page of HTML', async () => {
		const {call, path} = await startWithMachine();
		const {status, text, headers} = await call('GET', path, undefined, asked('html-502'));
		expect([status, headers.get('content-type')]).toEqual([502, 'text/html']);
		expect(text).toContain('502 Bad Gateway');
	});

	test('with no capacity: a create says so in the status word', async () => {
		const {call} = await startWithMachine();
		const reply = await call('POST', machinesPath, {config: {image: 'nginx'}}, asked('capacity'));
		expect(reply).toMatchObject({status: 503, body: {status: 'insufficient_capacity'}});
	});

	test('with latency is answered later', async () => {
		const {clock, call, path} = await startWithMachine();
		const reply = call('GET', path, undefined, asked('latency=700'));
		await vi.waitFor(() => expect(clock.pending()).toBe(1));
		clock.advance(700);
		expect((await reply).status).toBe(200);
	});

	test('with a reset loses its connection before anything is done', async () => {
		const {call, path, get} = await startWithMachine();
		await expect(call('POST', `${path}/stop`, undefined, asked('reset'))).rejects.toThrow();
		expect((await get()).state).toBe('started');
	});

	test('with a truncated body is done, and its answer ends in the middle', async () => {
		const {call, path, get} = await startWithMachine();
		await expect(call('POST', `${path}/stop`, undefined, asked('truncated'))).rejects.toThrow();
		expect((await get()).state).toBe('stopping');
	});

	test('with a hang is never answered, and does not hold up the end of the server', async () => {
		const {api} = await startTestApi({clock: createManualClock()});
		const sent = request(`${api.url}/v1/apps?org_slug=personal`, {headers: {authorization: 'Bearer secret', 'flydeck-fault': 'hang'}});
		const failed = once(sent, 'response');
		const settled = vi.fn();
		failed.then(settled, settled);
		sent.end();
		await vi.waitFor(async () => expect((await fetch(`${api.url}/`)).status).toBe(404));
		expect(settled).not.toHaveBeenCalled();
		await api.close();
		await expect(failed).rejects.toThrow();
	});

	test('with a fault that does not exist is told so', async () => {
		const {call, path} = await startWithMachine();
		expect(await call('GET', path, undefined, asked('toString'))).toMatchObject({
			status: 400,
			body: {error: expect.stringContaining('no fault "toString", there are 401, 429, 500, latency, hang')},
		});
	});
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
