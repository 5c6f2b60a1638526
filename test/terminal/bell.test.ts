import {expect, test} from 'vitest';
import {ringBell} from '../../source/terminal/bell.ts';

test.each([
	[true, ['\u0007']],
	[false, []],
])('where the output is a terminal: %j, the bell writes %j', (isTTY, written) => {
	const chunks: string[] = [];
	const write = (chunk: string | Uint8Array): boolean => chunks.push(String(chunk)) > 0;
	ringBell({isTTY, write});
	expect(chunks).toEqual(written);
});
