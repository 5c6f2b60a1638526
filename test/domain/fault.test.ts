import {expect, test} from 'vitest';
import {inReport, messageWithout} from '../../source/domain/fault.ts';

const hide = (text: string): string => text.replaceAll('known secret', '(hidden)');

test.each([
	['Cannot read properties of undefined (reading "stateRow")', 'Cannot read properties of undefined (reading "stateRow")'],
	['Unexpected token f, "fm2_lJPECAAAAAAAB/a+b==" is not valid JSON', 'Unexpected token f, "(masked)" is not valid JSON'],
	['no lease with 4fd2a89c1b', 'no lease with (masked)'],
	['PASSWORD=hunter is wrong', 'PASSWORD=(masked) is wrong'],
	['a known secret in it', 'a (hidden) in it'],
	['one\n\u001B[31mtwo', 'one [31mtwo'],
])('of the message %j is told: %j', (message, told) => {
	expect(messageWithout(message, hide)).toBe(told);
});

test('a report holds the kind of the error, its causes, and the places in the code, and nothing else of a stack', () => {
	const cause = new TypeError('a known secret');
	const error = new Error('two lines\n    at known secret', {cause});
	const lines = inReport(error, hide);
	expect(lines.filter(line => !line.startsWith('    at '))).toEqual([
		'Error: two lines     at (hidden)',
		'because of TypeError: a (hidden)',
	]);
	expect(lines[1]).toMatch(/^ {4}at .*fault\.test\.ts:\d+:\d+\)?$/);
	expect(lines.join('\n')).not.toContain('known secret');
});

test.each([
	['a word', ['a word']],
	[new Error('outer', {cause: 'an inner word'}), ['Error: outer', 'because of an inner word']],
])('what is thrown may be anything: %s', (thrown, lines) => {
	expect(inReport(thrown, hide).filter(line => !line.startsWith('    at '))).toEqual(lines);
});

test('a cause that is its own cause does not go on for ever', () => {
	const error = new Error('round');
	error.cause = error;
	expect(inReport(error, hide).filter(line => line.includes('round'))).toHaveLength(5);
});
