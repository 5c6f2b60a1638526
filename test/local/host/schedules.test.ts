import {expect, test} from 'vitest';
import {createTestWorld} from '../../helpers/local-world.ts';

const hourMs = 3_600_000;

const startsOf = (world: ReturnType<typeof createTestWorld>, id: string): readonly number[] =>
	world
		.machine(id)
		.events.filter(({type, status}) => type === 'start' && status === 'starting')
		.map(({timestampMs}) => timestampMs)
		.toReversed();

const job = {restart: {policy: 'no'}, metadata: {simulate_exit_after_seconds: '60'}};

test.each([
	['hourly', hourMs],
	['daily', 24 * hourMs],
	['weekly', 7 * 24 * hourMs],
	['monthly', 30 * 24 * hourMs],
])('a machine with the schedule %s starts every %i ms, counted from its creation', (schedule, periodMs) => {
	const world = createTestWorld();
	const id = world.create({...job, schedule});
	const createdMs = world.machine(id).createdAtMs;
	world.clock.advance(3.5 * periodMs);
	expect(startsOf(world, id)).toEqual([createdMs + periodMs, createdMs + 2 * periodMs, createdMs + 3 * periodMs]);
});

test('a machine that still runs when it is due, or that was never launched, is left alone', () => {
	const world = createTestWorld();
	const running = world.create({schedule: 'hourly'});
	const created = world.create({...job, schedule: 'hourly'}, {willRun: false});
	world.clock.advance(3 * hourMs);
	expect(world.machine(running).state).toBe('started');
	expect(world.machine(created).state).toBe('created');
	expect([...startsOf(world, running), ...startsOf(world, created)]).toEqual([]);
});

test('an update that takes the schedule away ends it, and so does the end of the machine', () => {
	const world = createTestWorld();
	const updated = world.create({...job, schedule: 'hourly'});
	const destroyed = world.create({...job, schedule: 'hourly'});
	world.clock.advance(hourMs / 2);
	world.driver.update(world.machine(updated), {config: {image: 'nginx', ...job}, skipLaunch: false});
	world.driver.destroy(world.machine(destroyed), {force: true});
	world.clock.advance(10_000);
	expect(world.clock.pending()).toBe(0);
	world.clock.advance(10 * hourMs);
	expect(startsOf(world, updated)).toEqual([]);
	expect(world.machine(destroyed).state).toBe('destroyed');
});
