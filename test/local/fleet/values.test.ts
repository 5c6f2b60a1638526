import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {durationMs} from '../../../source/domain/config/duration.ts';
import {guestOf} from '../../../source/local/fleet/guest.ts';
import {createIds} from '../../../source/local/fleet/ids.ts';
import {imageRefOf} from '../../../source/local/fleet/image-ref.ts';
import {decideRestart, retryWindowMs} from '../../../source/local/fleet/restart-policy.ts';
import {createRandom} from '../../../source/local/random.ts';

describe('Go durations', () => {
	test.each([
		['10s', 10_000],
		['1m30s', 90_000],
		['1.5h', 5_400_000],
		['500ms', 500],
		['0', 0],
		[5_000_000_000, 5000],
		['10', undefined],
		['', undefined],
		['s', undefined],
		[-1, undefined],
		[null, undefined],
	])('%j is %j ms', (value, expected) => {
		expect(durationMs(value)).toBe(expected);
	});
});

describe('image references', () => {
	test.each([
		['nginx', 'docker-hub-mirror.fly.io', 'library/nginx', 'latest'],
		['flyio/fastify-functions:1', 'docker-hub-mirror.fly.io', 'flyio/fastify-functions', '1'],
		['registry.fly.io/shop:deployment-01', 'registry.fly.io', 'shop', 'deployment-01'],
		['localhost:5000/a/b', 'localhost:5000', 'a/b', 'latest'],
	])('%s is taken apart', (image, registry, repository, tag) => {
		expect(imageRefOf(image)).toMatchObject({registry, repository, tag});
	});

	test('a given digest is kept', () => {
		expect(imageRefOf('nginx:1@sha256:abc')).toMatchObject({tag: '1', digest: 'sha256:abc'});
	});
});

describe('the guest of a config', () => {
	test('has defaults', () => {
		expect(guestOf({})).toEqual({cpu_kind: 'shared', cpus: 1, memory_mb: 256});
	});

	test('is made from a named size', () => {
		expect(guestOf({size: 'performance-2x'})).toEqual({cpu_kind: 'performance', cpus: 2, memory_mb: 4096});
	});

	test.each([
		[{guest: {cpus: 3}}, 'config.guest.cpus'],
		[{guest: {cpus: 2, memory_mb: 256}}, 'config.guest.memory_mb'],
		[{guest: {memory_mb: 300}}, 'multiple of 256'],
		[{guest: {memory_mb: 4096}}, 'config.guest.memory_mb'],
		[{guest: {cpu_kind: 'quantum'}}, 'cpu_kind'],
		[{size: 'huge'}, 'config.size'],
		[{size: 'shared-cpu-1x', guest: {cpus: 1}}, 'mutually exclusive'],
	])('%j is refused', (config, message) => {
		expect(() => guestOf(config)).toThrow(message);
	});
});

describe('identifiers', () => {
	test('event ids sort by time and, inside one millisecond, by order of making', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({max: 3}), {minLength: 1, maxLength: 50}), fc.integer(), (steps, seed) => {
				const ids = createIds(createRandom(seed));
				let timeMs = 1_800_000_000_000;
				const made = steps.map(step => {
					timeMs += step;
					return ids.ulid(timeMs);
				});
				expect(made.toSorted()).toEqual(made);
				expect(made.every(id => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
			}),
		);
	});

	test('machine ids are 14 hex digits, and the same seed gives the same ones', () => {
		expect(createIds(createRandom(7)).machineId()).toMatch(/^[0-9a-f]{14}$/);
		expect(createIds(createRandom(7)).machineId()).toBe(createIds(createRandom(7)).machineId());
		expect(createIds(createRandom(7)).machineId()).not.toBe(createIds(createRandom(8)).machineId());
	});
});

describe('the restart policy', () => {
	const nowMs = 1_800_000_000_000;
	test.each([
		['no', 1, false],
		['no', 0, false],
		['on-failure', 1, true],
		['on-failure', 0, false],
		['always', 0, true],
		['always', 1, true],
	])('%s after exit code %i restarts: %s', (policy, exitCode, restarting) => {
		expect(decideRestart({policy, maxRetries: 3}, exitCode, [], nowMs).restarting).toBe(restarting);
	});

	test('on-failure gives up after max_retries, and tries again once the window has passed', () => {
		const rule = {policy: 'on-failure', maxRetries: 2};
		const recent = [nowMs - 2000, nowMs - 1000];
		expect(decideRestart(rule, 1, recent, nowMs)).toMatchObject({restarting: false, restartCount: 2});
		expect(decideRestart(rule, 1, recent, nowMs + retryWindowMs)).toMatchObject({restarting: true, restartCount: 0});
	});
});
