import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {rememberedTimeline} from '../../../source/domain/history/remembered-timeline.ts';
import {timeAxis, windowFor, zooms} from '../../../source/domain/history/timeline-window.ts';
import {buildEvent, buildExitEvent, buildMachine, presentMs} from '../../helpers/build-machine.ts';

const minuteMs = 60_000;
const anyZoom = fc.constantFrom(...zooms.map(({spanMs}) => spanMs));
const anyEnd = fc.integer({min: presentMs - 90 * 86_400_000, max: presentMs});
const anyColumns = fc.integer({min: 1, max: 200});

test('a window holds its end, is as long as was asked for, and its columns stay where they are while it moves', () => {
	fc.assert(
		fc.property(anyEnd, anyZoom, anyColumns, fc.integer({min: 0, max: 10 * minuteMs}), (endMs, spanMs, columns, laterMs) => {
			const {fromMs, toMs} = windowFor(endMs, spanMs, columns);
			const columnMs = (toMs - fromMs) / columns;
			expect(toMs).toBeGreaterThan(endMs);
			expect(toMs - endMs).toBeLessThanOrEqual(columnMs);
			expect(toMs - fromMs).toBeGreaterThanOrEqual(spanMs);
			expect(columnMs).toBeLessThan(spanMs / columns + 1);
			expect((windowFor(endMs + laterMs, spanMs, columns).fromMs - fromMs) % columnMs).toBe(0);
		}),
	);
});

describe('the times below a window that ends at 8:00', () => {
	const axisOf = (spanMs: number, columns: number): string => timeAxis(windowFor(presentMs - 1, spanMs, columns), columns);

	test.each([
		[5 * minuteMs, 50, '|07:55    |07:56    |07:57    |07:58    |07:59    '],
		[15 * minuteMs, 45, '|07:45         |07:50         |07:55         '],
		[60 * minuteMs, 60, '|07:00         |07:15         |07:30         |07:45         '],
		[360 * minuteMs, 36, '|02:00      |04:00      |06:00      '],
		[1440 * minuteMs, 48, '        |12:00      |18:00      |15 Jan         '],
		[7 * 1440 * minuteMs, 84, '        |09 Jan     |10 Jan     |11 Jan     |12 Jan     |13 Jan     |14 Jan         '],
	])('for %d ms in %d cells', (spanMs, columns, expected) => {
		expect(axisOf(spanMs, columns)).toBe(expected);
	});

	test('always take exactly as many cells as the bar, and each begins in the cell of its moment', () => {
		fc.assert(
			fc.property(anyEnd, anyZoom, anyColumns, (endMs, spanMs, columns) => {
				const window = windowFor(endMs, spanMs, columns);
				const axis = timeAxis(window, columns);
				expect(axis).toHaveLength(columns);
				const columnMs = (window.toMs - window.fromMs) / columns;
				for (const {index, 1: hours, 2: minutes} of axis.matchAll(/\|(\d\d):(\d\d)/g)) {
					const moment = new Date(window.fromMs + index * columnMs);
					moment.setUTCHours(Number(hours), Number(minutes), 0, 0);
					const offMs = moment.getTime() - (window.fromMs + index * columnMs);
					expect([0, 1].map(days => offMs + days * 86_400_000).some(each => each >= 0 && each < columnMs)).toBe(true);
				}
			}),
		);
	});
});

test('without a journal a timeline is made of what the API remembers, and of what was done here', () => {
	const machine = buildMachine({
		state: 'stopped',
		events: [buildExitEvent({exitCode: 1}, 2 * minuteMs), buildEvent({timestampMs: presentMs - 10 * minuteMs})],
	});
	const act = {kind: 'act', atMs: presentMs - minuteMs, what: 'start', machineId: machine.id} as const;
	const action = {...act, app: 'web', name: 'web-1', status: 200, requestId: undefined, result: 'ok', tookMs: 1, curl: undefined};
	const window = {fromMs: presentMs - 15 * minuteMs, toMs: presentMs};
	const {spans, ticks} = rememberedTimeline(machine, [action, {...action, machineId: 'another'}], window);
	expect(spans).toEqual([
		{state: 'started', fromMs: presentMs - 10 * minuteMs, toMs: presentMs - 2 * minuteMs},
		{state: 'stopped', fromMs: presentMs - 2 * minuteMs, toMs: presentMs},
	]);
	expect(ticks.map(({kind}) => kind)).toEqual(['failure', 'action']);
});
