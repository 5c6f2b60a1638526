import {expect, test} from 'vitest';
import {readCommandLine} from '../source/command-line.ts';
import {helpText} from '../source/help-text.ts';

test('the help fits into 80 columns', () => {
	expect(helpText.split('\n').filter(line => line.length > 80 || line !== line.trimEnd())).toEqual([]);
});

test.each([...new Set(helpText.match(/--[a-z]+(?:-[a-z]+)*/g))])('there is the flag %s that the help tells of', flag => {
	const line = readCommandLine([flag]);
	expect(line.kind === 'wrong' ? line.problems.join() : '').not.toContain('does not know');
});
