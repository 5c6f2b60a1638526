import {expect, test} from 'vitest';
import {parseSpan} from '../../source/domain/span.ts';

test.each([
	['90s', 90_000],
	['15m', 900_000],
	['1h', 3_600_000],
	['2d', 172_800_000],
	['', undefined],
	['0s', undefined],
	['1', undefined],
	['h', undefined],
	['-1h', undefined],
	['1.5h', undefined],
	['1h30m', undefined],
	['1w', undefined],
])('"%s" is a span of %s ms', (text, ms) => {
	expect(parseSpan(text)).toBe(ms);
});
