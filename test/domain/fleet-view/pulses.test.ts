import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isFailure} from '../../../source/domain/exit.ts';
import {type Life, pulsesFrom} from '../../../source/domain/fleet-view/pulses.ts';
import {spansOf} from '../../../source/domain/history/spans.ts';
import {restartsIn} from '../../../source/domain/history/uptime.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import {machinesArbitrary} from '../../helpers/arbitrary-machine.ts';
import {buildEvent, buildExitEvent, presentMs} from '../../helpers/build-machine.ts';

const minuteMs = 60_000;
const ago = (minutes: number): number => presentMs - minutes * minuteMs;
/** Ten minutes up to the present, in ten columns. */
const window = {fromMs: ago(10), toMs: presentMs};
const columns = 10;

/** Somebody always watched. */
const always = [{fromMs: 0, toMs: presentMs}];

const life = (given: Partial<Life>): Life => ({
	changes: [],
	events: [],
	known: always,
	createdAtMs: undefined,
	untilMs: undefined,
	...given,
});
const became = (state: string, minutes: number) => ({aspect: 'state', atMs: ago(minutes), value: state, detail: ''}) as const;
const lifeOf = ({events, createdAtMs}: Machine): Life => life({events, createdAtMs});
const sum = (counts: readonly (number | undefined)[]): number => counts.reduce<number>((total, count) => total + (count ?? 0), 0);

describe('started', () => {
	test('is the fewest at once in each column', () => {
		const steady = life({changes: [became('started', 60)]});
		const restarted = life({changes: [became('started', 60), became('stopped', 4.5), became('started', 4.2)]});
		const stopped = life({changes: [became('started', 60), became('stopped', 2)]});
		expect(pulsesFrom([steady, restarted, stopped], window, columns).started).toEqual([3, 3, 3, 3, 3, 2, 3, 3, 2, 2]);
	});

	test('is not known before it is known of every machine', () => {
		const known = life({changes: [became('started', 60)]});
		const later = life({changes: [became('started', 5.5)]});
		expect(pulsesFrom([known, later], window, columns).started).toEqual([undefined, undefined, undefined, undefined, 2, 2, 2, 2, 2, 2]);
	});

	test('is known of a machine that was made meanwhile, since it was not there', () => {
		const known = life({changes: [became('started', 60)]});
		const made = life({createdAtMs: ago(5.6), changes: [became('started', 5.5)]});
		expect(pulsesFrom([known, made], window, columns).started).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
	});

	test('ends with what was last seen of a machine that is gone', () => {
		const gone = life({changes: [became('started', 60)], untilMs: ago(5)});
		expect(pulsesFrom([gone], window, columns).started).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
	});

	test('is not known while nobody watched, and from one list to the next for a minute after', () => {
		const known = [
			{fromMs: ago(60), toMs: ago(8)},
			{fromMs: ago(3), toMs: presentMs},
		];
		const steady = life({changes: [became('started', 60)], known});
		expect(pulsesFrom([steady], window, columns).started).toEqual([1, 1, 1, undefined, undefined, undefined, undefined, 1, 1, 1]);
		const watched = life({changes: [became('started', 60)]});
		expect(pulsesFrom([watched, steady], window, columns).started).toEqual([2, 2, 2, undefined, undefined, undefined, undefined, 2, 2, 2]);
	});

	test('is known of a part of a column as well', () => {
		const known = [
			{fromMs: ago(60), toMs: ago(7.8)},
			{fromMs: ago(4.2), toMs: presentMs},
		];
		const steady = life({changes: [became('started', 60), became('stopped', 1.5)], known});
		expect(pulsesFrom([steady], window, columns).started).toEqual([1, 1, 1, 1, undefined, 1, 1, 1, 0, 0]);
	});

	test('needs nobody to watch a machine that is gone', () => {
		const gone = life({changes: [became('started', 60), became('destroyed', 5)], known: [{fromMs: ago(60), toMs: ago(5)}]});
		const unseen = life({changes: [became('started', 60)], known: [{fromMs: ago(60), toMs: ago(5)}], untilMs: ago(5)});
		const steady = life({changes: [became('started', 60)]});
		expect(pulsesFrom([gone, unseen, steady], window, columns).started).toEqual([3, 3, 3, 3, 3, 1, 1, 1, 1, 1]);
	});

	test('of no machines is none', () => {
		expect(pulsesFrom([], window, 3).started).toEqual([0, 0, 0]);
	});

	test('is in no column more than there are machines, nor less than those that are started all the time', () => {
		fc.assert(
			fc.property(machinesArbitrary('web'), fc.integer({min: 1, max: 60}), (machines, count) => {
				const {started} = pulsesFrom(machines.map(lifeOf), window, count);
				const spans = machines.map(machine => spansOf([], machine.events, window));
				const startedAlways = spans.filter(
					([first, ...others]) => first?.state === 'started' && first.fromMs === window.fromMs && others.length === 0,
				);
				expect(started).toHaveLength(count);
				expect(started.every(value => value === undefined || (value >= startedAlways.length && value <= machines.length))).toBe(true);
				const last = started.at(-1);
				expect(last === undefined || last <= spans.filter(of => of.at(-1)?.state === 'started').length).toBe(true);
			}),
		);
	});
});

describe('restarts and failures', () => {
	test('are counted in the column in which they happened', () => {
		const crashing = life({
			events: [
				buildEvent({timestampMs: ago(0.5)}),
				buildExitEvent({exitCode: 1}, 0.6 * minuteMs),
				buildExitEvent({exitCode: 0, requestedStop: true}, 3.5 * minuteMs),
				buildExitEvent({exitCode: 1}, 4.5 * minuteMs),
				buildEvent({timestampMs: ago(60)}),
			],
		});
		const {restarts, failures} = pulsesFrom([crashing], window, columns);
		expect(restarts).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
		expect(failures).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
	});

	test('are as many as there were in the window, whatever the columns', () => {
		fc.assert(
			fc.property(machinesArbitrary('web'), fc.integer({min: 1, max: 60}), (machines, count) => {
				const {restarts, failures} = pulsesFrom(machines.map(lifeOf), window, count);
				const within = machines.flatMap(({events}) => events).filter(({timestampMs: atMs}) => atMs >= window.fromMs && atMs < window.toMs);
				expect(sum(failures)).toBe(within.filter(({exit}) => exit !== undefined && isFailure(exit)).length);
				expect(sum(restarts)).toBe(machines.flatMap(({events}) => restartsIn(spansOf([], events, window))).length);
			}),
		);
	});

	test('are blank where nobody watched, unless they are told', () => {
		const known = [
			{fromMs: ago(60), toMs: ago(9)},
			{fromMs: ago(2), toMs: presentMs},
		];
		const events = [buildExitEvent({exitCode: 1}, 4.5 * minuteMs), buildEvent({timestampMs: ago(60)})];
		const {failures, restarts} = pulsesFrom([life({events, known})], window, columns);
		expect(failures).toEqual([0, 0, undefined, undefined, undefined, 1, undefined, undefined, 0, 0]);
		expect(restarts).toEqual([0, 0, undefined, undefined, undefined, undefined, undefined, undefined, 0, 0]);
	});

	test('are told also where it is not known how many were started', () => {
		const {started, failures} = pulsesFrom(
			[life({events: [buildExitEvent({exitCode: 1}, 4.5 * minuteMs)]}), life({changes: [became('started', 1)]})],
			window,
			columns,
		);
		expect(started[5]).toBeUndefined();
		expect(failures).toEqual([undefined, undefined, undefined, undefined, undefined, 1, undefined, undefined, undefined, 0]);
	});
});
