import {describe, expect, test} from 'vitest';
import {stopRuleOf} from '../../../source/local/fleet/machine-config.ts';
import {createTestWorld, type TestWorld} from '../../helpers/local-world.ts';

const story = (world: TestWorld, id: string): readonly string[] =>
	world
		.machine(id)
		.events.map(({type, status, source}) => `${type}/${status}/${source}`)
		.toReversed();

const exitOf = (world: TestWorld, id: string) => world.machine(id).events.find(event => event.type === 'exit')?.request;

const stop = (world: TestWorld, id: string, request = {}): void => {
	const machine = world.machine(id);
	world.driver.stop(machine, stopRuleOf(machine.config, request), 'user');
};

const launchStory = ['launch/pending/flyd', 'launch/created/user', 'start/started/flyd'];

describe('a machine', () => {
	test('is created, then starting, then started', () => {
		const world = createTestWorld();
		const id = world.create();
		expect(world.machine(id).state).toBe('created');
		world.clock.advance(0);
		expect(world.machine(id).state).toBe('starting');
		world.clock.advance(800);
		expect(world.machine(id).state).toBe('started');
		expect(story(world, id)).toEqual(launchStory);
	});

	test('that is not to be launched stays created, and can be started once its image is there', () => {
		const world = createTestWorld(1, 'typical');
		const id = world.create({}, {willRun: false});
		expect(() => world.driver.start(world.machine(id), 'user')).toThrow("unable to start machine from current state: 'created'");
		world.clock.advance(60_000);
		expect(world.machine(id).state).toBe('created');
		world.driver.start(world.machine(id), 'user');
		world.clock.advance(800);
		expect(world.machine(id).state).toBe('started');
	});

	test('that is stopped takes its time and ends with exit code 0, as requested', () => {
		const world = createTestWorld();
		const id = world.create();
		world.clock.advance(2000);
		stop(world, id);
		expect(world.machine(id).state).toBe('stopping');
		world.clock.advance(1000);
		expect(world.machine(id).state).toBe('stopped');
		expect(story(world, id)).toEqual([...launchStory, 'stop/stopping/user', 'exit/stopped/flyd']);
		expect(exitOf(world, id)).toMatchObject({exit_event: {exit_code: 0, signal: -1, requested_stop: true, restarting: false}});
	});

	test('that ignores the signal is killed when its timeout is over', () => {
		const world = createTestWorld();
		const id = world.create({metadata: {simulate_ignore_signal: 'true'}});
		world.clock.advance(2000);
		stop(world, id, {timeout: '10s'});
		world.clock.advance(9999);
		expect(world.machine(id).state).toBe('stopping');
		world.clock.advance(1);
		expect(world.machine(id).state).toBe('stopped');
		expect(exitOf(world, id)).toMatchObject({exit_event: {exit_code: 137, signal: 9, guest_signal: 9, oom_killed: false}});
	});

	test('that runs out of memory says so', () => {
		const world = createTestWorld();
		const id = world.create({restart: {policy: 'no'}, metadata: {simulate_exit_after_seconds: '5', simulate_oom: 'true'}});
		world.clock.advance(60_000);
		expect(world.machine(id).state).toBe('stopped');
		expect(exitOf(world, id)).toMatchObject({exit_event: {exit_code: 137, oom_killed: true, requested_stop: false}});
	});

	test('that is stopped before it has started never runs', () => {
		const world = createTestWorld();
		const id = world.create();
		world.clock.advance(500);
		stop(world, id);
		world.clock.advance(60_000);
		expect(world.machine(id).state).toBe('stopped');
		expect(story(world, id)).not.toContain('start/started/flyd');
	});

	test('that is stopped with its restart due is not restarted', () => {
		const world = createTestWorld();
		const id = world.create({metadata: {simulate_exit_after_seconds: '5', simulate_exit_code: '1'}});
		world.clock.advance(5900);
		expect(world.machine(id)).toMatchObject({state: 'stopped', willRun: true});
		stop(world, id);
		world.clock.advance(60_000);
		expect(world.machine(id)).toMatchObject({state: 'stopped', willRun: false});
		expect(story(world, id)).toEqual([...launchStory, 'exit/stopped/flyd', 'stop/stopping/user']);
		const {events} = world.machine(id);
		stop(world, id);
		expect(world.machine(id).events).toBe(events);
	});

	test('that keeps failing is restarted max_retries times and then stays stopped', () => {
		const world = createTestWorld();
		const id = world.create({
			restart: {policy: 'on-failure', max_retries: 3},
			metadata: {simulate_exit_after_seconds: '1', simulate_exit_code: '2'},
		});
		world.clock.advance(60_000);
		expect(world.machine(id).state).toBe('stopped');
		const exits = world
			.machine(id)
			.events.filter(event => event.type === 'exit')
			.toReversed();
		expect(exits.map(({request}) => request?.restart_count)).toEqual([0, 1, 2, 3]);
		expect(exits.map(({request}) => JSON.stringify(request).includes('"restarting":true'))).toEqual([true, true, true, false]);
	});

	test('with auto_destroy is destroyed when its process has ended', () => {
		const world = createTestWorld();
		const id = world.create({auto_destroy: true, metadata: {simulate_exit_after_seconds: '1'}});
		world.clock.advance(2000);
		expect(world.machine(id).state).toBe('destroying');
		world.clock.advance(600);
		expect(world.machine(id).state).toBe('destroyed');
		expect(story(world, id).at(-1)).toBe('destroy/destroyed/flyd');
	});

	test.each(['before it has started', 'while it runs'])('with auto_destroy is destroyed by a stop %s, too', when => {
		const world = createTestWorld();
		const id = world.create({auto_destroy: true});
		world.clock.advance(when === 'while it runs' ? 2000 : 500);
		stop(world, id);
		world.clock.advance(2000);
		expect(world.machine(id).state).toBe('destroyed');
	});

	test('that fails its checks shows them critical while it runs, and as warnings when it does not', () => {
		const world = createTestWorld();
		const id = world.create({checks: {up: {type: 'http', port: 80}, db: {}}, metadata: {simulate_failing_checks: 'db'}});
		const results = () => world.machine(id).checks.map(({name, status}) => [name, status]);
		expect(results()).toEqual([
			['up', 'warning'],
			['db', 'warning'],
		]);
		world.clock.advance(2000);
		expect(results()).toEqual([
			['up', 'passing'],
			['db', 'critical'],
		]);
	});
});

describe('an update', () => {
	test('restarts a started machine under a new instance id', () => {
		const world = createTestWorld();
		const id = world.create();
		world.clock.advance(2000);
		const before = world.machine(id).instanceId;
		const changed = world.driver.update(world.machine(id), {config: {image: 'nginx:2'}, skipLaunch: false});
		expect(changed).toMatchObject({state: 'replacing', config: {image: 'nginx:2'}});
		expect(changed.instanceId).not.toBe(before);
		world.clock.advance(10_000);
		expect(world.machine(id).state).toBe('started');
		const after = ['update/replacing/user', 'exit/stopped/flyd', 'launch/created/user', 'start/started/flyd'];
		expect(story(world, id)).toEqual([...launchStory, ...after]);
	});

	test('leaves a stopped machine stopped, and one with skip_launch too', () => {
		const world = createTestWorld();
		const stopped = world.create();
		const skipping = world.create();
		world.clock.advance(2000);
		stop(world, stopped);
		world.clock.advance(2000);
		world.driver.update(world.machine(stopped), {config: {image: 'nginx:2'}, skipLaunch: false});
		world.driver.update(world.machine(skipping), {config: {image: 'nginx:2'}, skipLaunch: true});
		world.clock.advance(60_000);
		expect(world.machine(stopped).state).toBe('stopped');
		expect(world.machine(skipping).state).toBe('stopped');
	});

	test('of a machine whose image is on the way, or that is down before a restart, leaves it stopped', () => {
		const world = createTestWorld(1, 'typical');
		const created = world.create();
		const resting = world.create({metadata: {simulate_exit_after_seconds: '1', simulate_exit_code: '1'}});
		expect(world.machine(created).state).toBe('created');
		world.driver.update(world.machine(created), {config: {image: 'nginx:2'}, skipLaunch: false});
		for (let tries = 0; world.machine(resting).state !== 'stopped'; tries++) {
			expect(tries).toBeLessThan(200);
			world.clock.advance(100);
		}

		expect(world.machine(resting).willRun).toBe(true);
		world.driver.update(world.machine(resting), {config: {image: 'nginx:2'}, skipLaunch: false});
		world.clock.advance(60_000);
		expect([created, resting].map(id => world.machine(id).state)).toEqual(['stopped', 'stopped']);
	});

	test('of a machine that is being updated is refused', () => {
		const world = createTestWorld();
		const id = world.create();
		world.driver.update(world.machine(id), {config: {image: 'nginx:2'}, skipLaunch: false});
		expect(() => world.driver.update(world.machine(id), {config: {image: 'nginx:3'}, skipLaunch: false})).toThrow('concurrent update');
	});

	test('of a stopping machine waits for its process and leaves it stopped', () => {
		const world = createTestWorld();
		const id = world.create();
		world.clock.advance(2000);
		stop(world, id);
		world.driver.update(world.machine(id), {config: {image: 'nginx:2'}, skipLaunch: false});
		world.clock.advance(60_000);
		expect(world.machine(id).state).toBe('stopped');
	});
});

describe('a delete', () => {
	test('by force while the machine is being suspended kills its process, which is an event', () => {
		const world = createTestWorld();
		const id = world.create();
		world.clock.advance(2000);
		world.driver.suspend(world.machine(id), 'user');
		world.driver.destroy(world.machine(id), {force: true});
		world.clock.advance(1000);
		expect(story(world, id).slice(-2)).toEqual(['exit/stopped/flyd', 'destroy/destroyed/flyd']);
	});

	test.each([
		{what: 'lets its process end', metadata: {}, tookMs: 1600, exit: {exit_code: 0, guest_signal: -1, signal: -1, requested_stop: true}},
		{
			what: 'kills it when it does not within its timeout',
			metadata: {simulate_ignore_signal: 'true'},
			tookMs: 5600,
			exit: {exit_code: 137, requested_stop: true},
		},
	])('of a running machine needs force, which $what', ({metadata, tookMs, exit}) => {
		const world = createTestWorld();
		const id = world.create({metadata});
		world.clock.advance(2000);
		expect(() => world.driver.destroy(world.machine(id), {force: false})).toThrow('unable to destroy machine');
		world.driver.destroy(world.machine(id), {force: true});
		world.clock.advance(tookMs - 1);
		expect(world.machine(id).state).toBe('destroying');
		world.clock.advance(1);
		expect(world.machine(id).state).toBe('destroyed');
		expect(exitOf(world, id)).toMatchObject({exit_event: exit});
	});

	test('of a suspended machine ends what was in its snapshot', () => {
		const world = createTestWorld();
		const id = world.create();
		world.clock.advance(2000);
		world.driver.suspend(world.machine(id), 'user');
		world.clock.advance(2000);
		world.driver.destroy(world.machine(id), {force: false});
		world.clock.advance(1000);
		const ending = world
			.machine(id)
			.events.slice(0, 2)
			.map(({type, status, source}) => `${type}/${status}/${source}`);
		expect(ending).toEqual(['destroy/destroyed/flyd', 'exit/stopped/flyd']);
	});
});
