import {describe, expect, test, vi} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {startTestApi} from '../../helpers/local-server.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const startWithMachine = async (body: JsonObject = {}) => {
	const clock = createManualClock();
	const log: string[] = [];
	const {api, call} = await startTestApi({clock, log: line => log.push(line)});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const {body: machine} = await call('POST', '/v1/apps/web/machines', {config: {image: 'nginx'}, skip_launch: true, ...body});
	const path = `/v1/apps/web/machines/${machine.id}`;
	clock.advance(2000);
	expect(clock.pending()).toBe(0);

	/** Asks for a wait that blocks: it is under way when the only timer of the server is that of its timeout. */
	const block = async (query: string, signal?: AbortSignal) => {
		const reply = call('GET', `${path}/wait?${query}`, undefined, signal === undefined ? {} : {signal});
		await vi.waitFor(() => expect(clock.pending()).toBe(1));
		return {reply};
	};

	return {api, clock, call, path, log, block, machine};
};

describe('a wait', () => {
	test('for the state that is there already is answered at once', async () => {
		const {call, path, machine} = await startWithMachine();
		const reply = await call('GET', `${path}/wait?state=stopped&state=created`);
		expect(reply.status).toBe(200);
		expect(reply.body).toEqual({ok: true, state: 'created', event_id: expect.any(String), version: machine.instance_id});
		expect((await call('GET', `${path}/wait?state=settled`)).body).toMatchObject({ok: true, state: 'created'});
	});

	test('blocks until the machine gets there; started is what it waits for by default', async () => {
		const {call, clock, path, block} = await startWithMachine();
		const {reply} = await block('timeout=30');
		await call('POST', `${path}/start`);
		clock.advance(800);
		expect(await reply).toMatchObject({status: 200, body: {ok: true, state: 'started'}});
	});

	test('that lasts too long is a 408 that says where the machine is', async () => {
		const {clock, block} = await startWithMachine();
		const {reply} = await block('state=started&timeout=5');
		clock.advance(5000);
		const error = 'deadline_exceeded: machine failed to reach desired state, started, currently created';
		expect(await reply).toMatchObject({status: 408, body: {error}});
	});

	test.each(['0', '61', '-1'])('of %s seconds is a 400', async timeout => {
		const {call, path} = await startWithMachine();
		const error = 'invalid_argument: invalid WaitMachineRequest.Timeout: value must be inside range [1s, 1m0s]';
		expect(await call('GET', `${path}/wait?timeout=${timeout}`)).toMatchObject({status: 400, body: {error}});
	});

	test.each(['timeout=soon', 'timeout=1.5', 'state=dancing'])('with %s is a 400', async query => {
		const {call, path} = await startWithMachine();
		expect((await call('GET', `${path}/wait?${query}`)).status).toBe(400);
	});

	test('for a version that was replaced ends as such', async () => {
		const {call, path, machine} = await startWithMachine();
		await call('POST', path, {config: {image: 'nginx:2'}});
		for (const word of ['version', 'instance_id']) {
			const {status, body} = await call('GET', `${path}/wait?state=stopped&${word}=${machine.instance_id}`);
			expect(status).toBe(408);
			expect(body.error).toMatch(/, stopped, currently replaced$/);
		}
	});

	test('from an event on counts only what happened after it', async () => {
		const {call, clock, path, block} = await startWithMachine();
		const {body} = await call('GET', `${path}/wait?state=created`);
		const {reply} = await block(`state=created,started&from_event_id=${body.event_id}`);
		await call('POST', `${path}/start`);
		clock.advance(800);
		expect(await reply).toMatchObject({status: 200, body: {state: 'started'}});
	});

	test('from a stop on sees the end of it, of which there is no event where nothing ran', async () => {
		const {call, clock, path} = await startWithMachine();
		await call('POST', `${path}/stop`);
		const {body} = await call('GET', path);
		expect(body.state).toBe('stopping');
		clock.advance(300);
		const [newest] = Array.isArray(body.events) ? body.events : [];
		expect(await call('GET', `${path}/wait?state=stopped&from_event_id=${Object(newest).id}`)).toMatchObject({
			status: 200,
			body: {state: 'stopped'},
		});
	});

	test('for the stop of a machine that destroys itself then is a 404', async () => {
		const {call, clock, path} = await startWithMachine({config: {image: 'nginx', auto_destroy: true}, skip_launch: false});
		const stopped = call('GET', `${path}/wait?state=stopped`);
		await vi.waitFor(() => expect(clock.pending()).toBe(1));
		await call('POST', `${path}/stop`);
		clock.advance(1600);
		expect(await stopped).toMatchObject({status: 404, body: {error: 'not_found: machine not found'}});
	});

	test('for a machine that goes away is a 404, unless that is what was waited for', async () => {
		const {call, clock, path, block} = await startWithMachine();
		const {reply: started} = await block('state=started');
		const destroyed = call('GET', `${path}/wait?state=destroyed`);
		await call('DELETE', path);
		clock.advance(600);
		expect(await started).toMatchObject({status: 404, body: {error: 'not_found: machine not found'}});
		expect(await destroyed).toMatchObject({status: 200, body: {ok: true, state: 'destroyed'}});
		clock.advance(60_000);
		expect((await call('GET', `${path}/wait?state=started`)).status).toBe(404);
		expect((await call('GET', `${path}/wait?state=destroyed`)).status).toBe(200);
	});

	test('ends when its client has gone', async () => {
		const {log, block} = await startWithMachine();
		const controller = new AbortController();
		const {reply} = await block('state=started&timeout=60', controller.signal);
		const failed = expect(reply).rejects.toThrow('abort');
		controller.abort();
		await failed;
		await vi.waitFor(() => expect(log.some(line => line.includes('/wait?'))).toBe(true));
	});

	test('does not hold up the end of the server', async () => {
		const {api, block} = await startWithMachine();
		const {reply} = await block('state=started&timeout=60');
		const failed = expect(reply).rejects.toThrow();
		await api.close();
		await failed;
	});
});
