import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeMachineList} from '../../../source/api/decode/machine-list.ts';
import {diagnose} from '../../../source/domain/diagnosis/diagnosis.ts';
import type {Json} from '../../../source/domain/json.ts';
import {movedByMs, movedTimes} from '../../../source/domain/recording/moved-times.ts';
import {exitOnWire, onWire} from '../../runtime/harness.ts';

const nowMs = Date.UTC(2026, 0, 10, 12);
const dayMs = 86_400_000;
const at = (ms: number): string => new Date(ms).toISOString();

describe('the moments of an answer that is played later', () => {
	test.each<readonly [string, Json, Json]>([
		['text', {updated_at: '2026-01-10T12:00:00Z'}, {updated_at: '2026-01-11T12:00:00.000Z'}],
		['text with ns', {exited_at: '2026-01-10T12:00:00.123456789Z'}, {exited_at: '2026-01-11T12:00:00.123456789Z'}],
		['text of another zone', {created_at: '2026-01-10T13:00:00+01:00'}, {created_at: '2026-01-11T12:00:00.000Z'}],
		['ms', {timestamp: nowMs}, {timestamp: nowMs + dayMs}],
		['seconds', {data: {expires_at: nowMs / 1000}}, {data: {expires_at: nowMs / 1000 + 86_400}}],
	])('are moved as %s', (_, recorded, played) => {
		expect(movedTimes(recorded, dayMs)).toEqual(played);
	});

	test.each<readonly [string, Json]>([
		['an id with a time in it', {id: '01JABCDEFGHJKMNPQRSTVWXYZ0', instance_id: '01JABCDEFGHJKMNPQRSTVWXYZ0', nonce: '8a2b3c4d'}],
		['a number that is none', {memory_mb: 1_700_000_000, exit_code: 137, timestamp: 5}],
		['a place in a log', {meta: {next_token: '1768046400000000000'}, id: '1768046400000000000'}],
		['a moment within words', {output: 'failed at 2026-01-10T12:00:00Z'}],
		['the zero time', {created_at: '0001-01-01T00:00:00Z'}],
	])('are not taken for %s', (_, recorded) => {
		expect(movedTimes(recorded, dayMs)).toEqual(recorded);
	});

	test('stay as far from each other as they were', () => {
		const moment = fc.integer({min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2030, 0) / 1000});
		fc.assert(
			fc.property(moment, moment, moment, fc.integer({min: -100_000_000, max: 100_000_000}), (text, stamp, seconds, by) => {
				const body = {created_at: at(text * 1000), events: [{timestamp: stamp * 1000}], lease: {expires_at: seconds}};
				const moved = movedTimes(body, by * 1000);
				expect(moved).toEqual({
					created_at: at((text + by) * 1000),
					events: [{timestamp: (stamp + by) * 1000}],
					lease: {expires_at: seconds + by},
				});
				expect(movedTimes(moved, -by * 1000)).toEqual(body);
			}),
		);
	});

	test('have the same troubles as then, whatever a machine went through', () => {
		const back = fc.integer({min: 0, max: 3 * 3600}).map(seconds => nowMs - seconds * 1000);
		const machine = fc
			.record({
				state: fc.constantFrom('started', 'stopped', 'stopping', 'starting', 'failed', 'replacing'),
				exits: fc.array(back, {maxLength: 6}),
				changed: back,
				status: fc.constantFrom('passing', 'critical'),
				expires: fc.integer({min: -100, max: 10_000}),
			})
			.map(({state, exits, changed, status, expires}) =>
				onWire({
					state,
					created_at: at(nowMs - 9 * dayMs),
					updated_at: at(changed),
					config: {image: 'nginx', restart: {policy: 'on-failure', max_retries: 10}},
					checks: [{name: 'http', status, output: 'refused', updated_at: at(changed)}],
					lease: {owner: 'me@example.com', expires_at: nowMs / 1000 + expires},
					events: exits.flatMap((exitedMs, index) => [
						{id: `01S${index}`, type: 'start', status: 'started', source: 'flyd', timestamp: exitedMs + 1},
						exitOnWire({exit_code: 1, oom_killed: index === 0, exited_at: at(exitedMs)}, `01X${index}`, exitedMs),
					]),
				}),
			);
		const troublesAt = (body: Json, atMs: number) =>
			[...diagnose(decodeMachineList(body, 'web')?.machines ?? [], atMs).values()]
				.flat()
				.map(({kind, sinceMs}) => ({kind, ageMs: sinceMs === undefined ? undefined : atMs - sinceMs}));
		fc.assert(
			fc.property(machine, fc.integer({min: 1, max: 1000}), (onWireThen, days) => {
				expect(troublesAt(movedTimes([onWireThen], days * dayMs), nowMs + days * dayMs)).toEqual(troublesAt([onWireThen], nowMs));
			}),
		);
	});
});

describe('by how much moments are moved', () => {
	const playing = {recordedAtMs: nowMs, playedAtMs: nowMs + dayMs, lengthMs: 60_000, speed: 1};

	test('is the same all the time at the pace of the recording, and in whole seconds', () => {
		for (const passedMs of [0, 1, 30_000, 60_000, dayMs]) {
			expect(movedByMs({...playing, playedAtMs: nowMs + dayMs + 999}, nowMs + dayMs + passedMs)).toBe(dayMs);
		}
	});

	test('makes what was recorded now be now at any speed, and lets time go on after the end', () => {
		const faster = {...playing, speed: 10};
		expect(movedByMs(faster, nowMs + dayMs + 3000)).toBe(dayMs + 3000 - 30_000);
		expect(movedByMs(faster, nowMs + dayMs + 6000)).toBe(dayMs + 6000 - 60_000);
		expect(movedByMs(faster, nowMs + 2 * dayMs)).toBe(dayMs - 54_000);
	});
});
