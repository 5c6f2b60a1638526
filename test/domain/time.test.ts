import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatAge, formatCountdown, formatDuration, formatEventTime, formatMoment, formatSpan, isMoment} from '../../source/domain/time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
	[-1, '0s'],
	[-day, '0s'],
	[-day - 1, '?'],
	[0, '0s'],
	[999, '0s'],
	[second, '1s'],
	[minute - 1, '59s'],
	[minute, '1m'],
	[hour - 1, '59m'],
	[hour, '1h'],
	[day, '24h'],
	[2 * day - 1, '47h'],
	[2 * day, '2d'],
	[100 * day - 1, '99d'],
	[100 * day, '14w'],
	[700 * day - 1, '99w'],
	[700 * day, '1y'],
	[730 * day, '2y'],
	[50 * 365 * day, '50y'],
	[50 * 365 * day + 1, '?'],
	[Number.NaN, '?'],
	[Number.POSITIVE_INFINITY, '?'],
])('an age of %i ms reads %s', (spanMs, text) => {
	expect(formatAge(spanMs)).toBe(text);
});

test.each([
	[-1, '0:00'],
	[0, '0:00'],
	[1, '0:01'],
	[9 * second, '0:09'],
	[59 * second + 1, '1:00'],
	[minute, '1:00'],
	[12 * minute + 4 * second, '12:04'],
	[hour - 1, '1:00:00'],
	[hour + minute + second, '1:01:01'],
	[day, '24:00:00'],
	[Number.NaN, '?'],
	[1e20, '?'],
])('with %i ms to go, the countdown reads %s', (spanMs, text) => {
	expect(formatCountdown(spanMs)).toBe(text);
});

test.each([
	[-1, '0.0s'],
	[0, '0.0s'],
	[449, '0.4s'],
	[9900, '9.9s'],
	[10 * second, '10s'],
	[59 * second + 499, '59s'],
	[59 * second + 500, '1m 0s'],
	[200 * second, '3m 20s'],
	[2 * hour, '120m 0s'],
])('what took %i ms took %s', (spanMs, text) => {
	expect(formatDuration(spanMs)).toBe(text);
});

const nowMs = Date.parse('2026-11-24T04:46:18Z');

test.each([
	['2026-11-24T04:46:17Z', '04:46:17'],
	['2026-11-24T00:00:00Z', '00:00:00'],
	['2026-11-24T05:00:00Z', '05:00:00'],
	['2026-11-23T23:59:59Z', '23:59:59'],
	['2026-11-23T10:46:19Z', '10:46:19'],
	['2026-11-23T10:46:18Z', '23 Nov'],
	['2026-01-01T00:00:00Z', '01 Jan'],
	['2025-12-31T23:59:59Z', '2025-12'],
])('an event of %s reads "%s" and fits eight cells', (moment, text) => {
	const shown = formatEventTime(Date.parse(moment), nowMs);
	expect(shown).toBe(text);
	expect(shown.length).toBeLessThanOrEqual(8);
});

test('a moment is told with date and time', () => {
	expect(formatMoment(nowMs)).toBe('2026-11-24 04:46:18');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0, nowMs / 1000, nowMs * 1000, 1e20])(
	'%d is no moment: it is told as unknown',
	timestampMs => {
		expect(isMoment(timestampMs)).toBe(false);
		expect(formatEventTime(timestampMs, nowMs)).toBe('?');
		expect(formatMoment(timestampMs)).toBe('?');
	},
);

test('any age takes three cells at most, so that it fits its column', () => {
	fc.assert(
		fc.property(fc.oneof(fc.double(), fc.integer({min: -2 * day, max: 60 * 365 * day})), spanMs => {
			expect(formatAge(spanMs)).toMatch(/^(\?|\d{1,2}[smhdwy])$/);
		}),
		{numRuns: 2000},
	);
});

test.each([
	[0, '0s'],
	[900_000, '15m'],
	[5_400_000, '1h30m'],
	[3_601_000, '1h1s'],
	[172_800_000, '48h'],
])('a span of %i ms is written %s', (spanMs, text) => {
	expect(formatSpan(spanMs)).toBe(text);
});
