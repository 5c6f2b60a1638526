import {describe, expect, test, vi} from 'vitest';
import {type RealismLevel, realisms} from '../../../source/local/host/realism.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';
import {startTestApi} from '../../helpers/local-server.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const start = async (realism: RealismLevel, startApp = true) => {
	const clock = createManualClock();
	const {call} = await startTestApi({clock, realism});
	if (startApp) {
		await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
		clock.advance(realisms[realism].unknownAppMs);
	}

	const create = async (config = {}) => {
		const {body} = await call('POST', machinesPath, {config: {image: 'nginx', ...config}});
		const path = `${machinesPath}/${body.id}`;
		const state = async () => (await call('GET', path)).body.state;
		return {path, state};
	};

	return {clock, call, create};
};

/** One that runs, with every race of its creation behind it. */
const startRunning = async (realism: RealismLevel) => {
	const {clock, call, create} = await start(realism);
	const machine = await create();
	clock.advance(100_000);
	expect(await machine.state()).toBe('started');
	return {clock, call, ...machine};
};

const levels = ['typical', 'hostile'] as const;

describe.each(levels)('%s realism', level => {
	const {pullMs, unlaunchedMs, hiddenMs, stillActiveMs, rememberedMs, unknownAppMs, hostTimeoutMs} = realisms[level];

	test('a machine is not found right after its create, and then is', async () => {
		const {clock, call, create} = await start(level);
		const {path} = await create();
		clock.advance(hiddenMs - 1);
		expect(await call('GET', path)).toMatchObject({status: 404, body: {error: 'not_found: machine not found'}});
		clock.advance(1);
		expect((await call('GET', path)).status).toBe(200);
	});

	test('a machine stays created while its image is pulled, and cannot be started before', async () => {
		const {clock, call, create} = await start(level);
		const {path, state} = await create();
		clock.advance(pullMs[0] - 1);
		expect(await state()).toBe('created');
		expect((await call('POST', `${path}/start`)).body.error).toBe(
			"failed_precondition: unable to start machine from current state: 'created'",
		);
		clock.advance(pullMs[1] - pullMs[0] + 801);
		expect(await state()).toBe('started');
	});

	test('a machine that is not to be launched is created, and later stopped, without an event', async () => {
		const {clock, call} = await start(level);
		const {body} = await call('POST', machinesPath, {config: {image: 'nginx', schedule: 'hourly'}, skip_launch: true});
		const get = async () => (await call('GET', `${machinesPath}/${body.id}`)).body;
		clock.advance(pullMs[0] + unlaunchedMs - 1);
		expect((await get()).state).toBe('created');
		clock.advance(pullMs[1] - pullMs[0] + 1);
		expect(await get()).toMatchObject({state: 'stopped', events: [{status: 'created'}, {status: 'pending'}]});
		// What never ran does not run by its schedule either.
		clock.advance(2 * 3_600_000);
		expect((await get()).state).toBe('stopped');
		expect((await call('POST', `${machinesPath}/${body.id}/start`)).status).toBe(200);
	});

	test('a start is refused for a while after the machine has stopped', async () => {
		const {clock, call, path, state} = await startRunning(level);
		await call('POST', `${path}/stop`);
		clock.advance(1000);
		expect(await state()).toBe('stopped');
		clock.advance(stillActiveMs - 1);
		const error = 'failed_precondition: machine still active, refusing to start';
		expect(await call('POST', `${path}/start`)).toMatchObject({status: 412, body: {error}});
		clock.advance(1);
		expect((await call('POST', `${path}/start`)).status).toBe(200);
	});

	test('a destroyed machine is answered for a while, then 404', async () => {
		const {clock, call, path, state} = await startRunning(level);
		await call('DELETE', `${path}?force=true`);
		clock.advance(1600);
		expect(await state()).toBe('destroyed');
		clock.advance(rememberedMs);
		expect((await call('GET', path)).status).toBe(404);
	});

	test('a host that does not answer keeps the caller waiting before the 408', async () => {
		const {clock, call, path} = await startRunning(level);
		const settled = vi.fn();
		const reply = call('POST', `${path}/lease`, {ttl: 5}, {headers: {'flydeck-fault': 'host-unreachable'}});
		reply.then(settled, settled);
		await vi.waitFor(() => expect(clock.pending()).toBe(1));
		clock.advance(hostTimeoutMs - 1);
		expect((await call('GET', path)).status).toBe(200);
		expect(settled).not.toHaveBeenCalled();
		clock.advance(1);
		expect((await reply).status).toBe(408);
	});

	test('a new app is known at once only to those who send its cookie back', async () => {
		const {clock, call} = await start(level, false);
		const {headers} = await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
		const cookie = headers.get('set-cookie') ?? '';
		expect(cookie).toMatch(/^fly_flaps_affinity=[^;]+; Path=\/v1\/apps\/web; HttpOnly/);
		const withCookie = {headers: {cookie: cookie.split(';')[0] ?? ''}};
		expect((await call('GET', '/v1/apps/web', undefined, withCookie)).status).toBe(200);
		expect((await call('GET', machinesPath, undefined, withCookie)).status).toBe(200);
		const statuses = new Set<number>();
		for (let tried = 0; tried < 20; tried++) {
			statuses.add((await call('GET', machinesPath)).status);
		}

		expect([...statuses].toSorted()).toEqual([401, 404]);
		clock.advance(unknownAppMs);
		expect((await call('GET', machinesPath)).status).toBe(200);
	});
});

test('hostile realism: a start straight after an update is accepted and dropped', async () => {
	const {clock, call, path, state} = await startRunning('hostile');
	await call('POST', `${path}/stop`);
	clock.advance(20_000);
	await call('POST', path, {config: {image: 'nginx:2'}});
	clock.advance(1000);
	expect(await call('POST', `${path}/start`)).toMatchObject({status: 200, body: {previous_state: 'stopped'}});
	clock.advance(realisms.hostile.deafMs);
	expect(await state()).toBe('stopped');
	await call('POST', `${path}/start`);
	clock.advance(1000);
	expect(await state()).toBe('started');
});

test('without realism a new app and a new machine are there at once, and what stopped starts', async () => {
	const {call, clock, path, get, post} = await startWithMachine({}, {realism: 'none'});
	expect((await get()).state).toBe('started');
	await post('/stop');
	clock.advance(1000);
	expect((await call('POST', `${path}/start`)).status).toBe(200);
});
