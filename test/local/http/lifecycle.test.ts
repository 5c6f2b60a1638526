import {describe, expect, test} from 'vitest';
import {startWithMachine, storyOf} from '../../helpers/local-machine.ts';

const launch = ['launch/pending/flyd', 'launch/created/user', 'start/started/flyd'];

describe('a restart', () => {
	test('ends the process and starts the machine again, with an event for each step', async () => {
		const {clock, get, post} = await startWithMachine();
		expect(await post('/restart')).toEqual({ok: true});
		expect((await get()).state).toBe('restarting');
		clock.advance(1000);
		expect((await get()).events).toMatchObject([
			{type: 'exit', request: {exit_event: {requested_stop: true, restarting: true, exit_code: 0}}},
			{},
			{},
			{},
			{},
		]);
		clock.advance(1000);
		expect((await get()).state).toBe('starting');
		clock.advance(800);
		const machine = await get();
		expect(machine.state).toBe('started');
		expect(storyOf(machine)).toEqual([
			...launch,
			'restart/stopping/user',
			'exit/stopped/flyd',
			'restart/starting/flyd',
			'start/started/flyd',
		]);
	});

	test.each([
		['?timeout=2s', 2000],
		['?timeout=3', 3000],
		['?force_stop=true', 1],
		['?signal=SIGKILL', 1],
		['', 5000],
	])('with "%s" of a machine that ignores signals takes %i ms to end it', async (query, endsAfterMs) => {
		const config = {image: 'nginx', metadata: {simulate_ignore_signal: 'true'}};
		const {clock, get, post} = await startWithMachine({config});
		await post(`/restart${query}`);
		clock.advance(endsAfterMs - 1);
		expect(storyOf(await get()).at(-1)).toBe(endsAfterMs === 1 ? 'exit/stopped/flyd' : 'restart/stopping/user');
		clock.advance(1);
		expect((await get()).events).toMatchObject([{type: 'exit', request: {exit_event: {exit_code: 137}}}, {}, {}, {}, {}]);
	});

	test.each(['timeout=soon', 'signal=SIGWINCH'])('with %s is a 400', async query => {
		const {call, path} = await startWithMachine();
		expect((await call('POST', `${path}/restart?${query}`)).status).toBe(400);
	});

	test('of a machine that does not run is refused', async () => {
		const {call, path} = await startWithMachine({skip_launch: true});
		const error = "failed_precondition: unable to restart machine from current state: 'created'";
		expect(await call('POST', `${path}/restart`)).toMatchObject({status: 412, body: {error}});
	});
});

describe('a suspend', () => {
	test('keeps the process asleep until a start resumes it', async () => {
		const config = {image: 'nginx', restart: {policy: 'no'}, metadata: {simulate_exit_after_seconds: '10'}};
		const {clock, get, post} = await startWithMachine({config});
		expect(await post('/suspend')).toEqual({ok: true});
		expect((await get()).state).toBe('suspending');
		clock.advance(900);
		expect((await get()).state).toBe('suspended');
		clock.advance(60_000);
		expect(storyOf(await get())).toEqual([...launch, 'suspend/suspending/user', 'suspend/suspended/flyd']);
		expect(await post('/start')).toMatchObject({previous_state: 'suspended'});
		clock.advance(800);
		expect((await get()).state).toBe('started');
		clock.advance(9800);
		expect((await get()).events).toMatchObject([
			{type: 'exit', request: {exit_event: {requested_stop: false}}},
			{},
			{},
			{},
			{},
			{},
			{},
			{},
		]);
	});

	test.each([
		['stop', (path: string) => ['POST', `${path}/stop`, undefined] as const, 'stopped'],
		['update', (path: string) => ['POST', path, {config: {image: 'nginx:2'}}] as const, 'stopped'],
		['delete', (path: string) => ['DELETE', path, undefined] as const, 'destroyed'],
	])('and then a %s drops the snapshot', async (_, request, state) => {
		const {clock, call, path, get, post} = await startWithMachine();
		await post('/suspend');
		clock.advance(900);
		const [method, to, body] = request(path);
		expect((await call(method, to, body)).status).toBe(200);
		clock.advance(2000);
		expect((await get()).state).toBe(state);
	});

	test.each([
		['swap', {init: {swap_size_mb: 256}}, 'swap'],
		['a schedule', {schedule: 'daily'}, 'schedule'],
		['too much memory', {guest: {cpus: 2, memory_mb: 2304}}, '2048MB'],
		['a GPU', {guest: {cpu_kind: 'performance', gpu_kind: 'a10', memory_mb: 2048}}, 'GPU'],
	])('of a machine with %s is refused', async (_, config, word) => {
		const {call, path} = await startWithMachine({config: {image: 'nginx', ...config}});
		const error = expect.stringMatching(`^failed_precondition: unable to suspend machine with .*${word}`);
		expect(await call('POST', `${path}/suspend`)).toMatchObject({status: 412, body: {error}});
	});

	test('of a stopped machine is refused', async () => {
		const {call, path} = await startWithMachine({skip_launch: true});
		const error = "failed_precondition: unable to suspend machine from current state: 'created'";
		expect(await call('POST', `${path}/suspend`)).toMatchObject({status: 412, body: {error}});
	});
});

describe('a signal', () => {
	test.each([['SIGHUP'], [9], ['15'], ['SIGTRAP']])('%j reaches the process', async signal => {
		const {clock, get, post} = await startWithMachine({config: {image: 'nginx', restart: {policy: 'no'}}});
		expect(await post('/signal', {signal})).toEqual({ok: true});
		clock.advance(1000);
		expect(storyOf(await get()).at(-1)).toBe('exit/stopped/flyd');
	});

	test.each([['SIGWINCH'], [0], [99], [''], [null], ['toString'], [{}]])('%j is a 400', async signal => {
		const {call, path} = await startWithMachine();
		expect(await call('POST', `${path}/signal`, {signal})).toMatchObject({
			status: 400,
			body: {error: expect.stringContaining('invalid_argument: invalid signal')},
		});
	});

	test('to a machine that does not run is refused', async () => {
		const {call, path} = await startWithMachine({skip_launch: true});
		expect(await call('POST', `${path}/signal`, {signal: 'SIGHUP'})).toMatchObject({
			status: 412,
			body: {error: 'failed_precondition: machine not running'},
		});
	});
});

describe('a cordon', () => {
	test('keeps a machine out of the routing until it is uncordoned', async () => {
		const {get, post} = await startWithMachine();
		expect(await post('/cordon')).toEqual({ok: true});
		expect((await get()).cordoned).toBe(true);
		expect(await post('/uncordon')).toEqual({ok: true});
		expect(await get()).not.toHaveProperty('cordoned');
	});

	test('comes with a start that skips the registration of services', async () => {
		const {get, post} = await startWithMachine({skip_service_registration: true});
		expect((await get()).cordoned).toBe(true);
		await post('/uncordon');
		expect(await post('', {config: {image: 'nginx'}, skip_service_registration: true})).toMatchObject({cordoned: true});
	});
});

test.each([['restart'], ['suspend'], ['cordon'], ['uncordon']])('%s needs the nonce of a machine that somebody holds', async verb => {
	const {call, path} = await startWithMachine();
	const {status, body} = await call('POST', `${path}/lease`, {ttl: 60});
	expect(status).toBe(201);
	expect((await call('POST', `${path}/${verb}`)).status).toBe(409);
	const {nonce} = JSON.parse(JSON.stringify(body)).data;
	expect((await call('POST', `${path}/${verb}`, undefined, {headers: {'fly-machine-lease-nonce': nonce}})).status).toBe(200);
});
