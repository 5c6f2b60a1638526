import {expect, test} from 'vitest';
import {readCommandLine} from '../source/command-line.ts';
import {worded} from '../source/flags.ts';
import {helpOf, helpText} from '../source/help-text.ts';

test.each([['flydeck', helpText] as const, ...worded.map(act => [act, helpOf(act)] as const)])(
	'the help of %s fits into 80 columns',
	(_command, text) => {
		expect(text.split('\n').filter(line => line.length > 80 || line !== line.trimEnd())).toEqual([]);
	},
);

test.each([...new Set(helpText.match(/--[a-z]+(?:-[a-z]+)*/g))])('there is the flag %s that the help tells of', flag => {
	const line = readCommandLine([flag]);
	expect(line.kind === 'wrong' ? line.problems.join() : '').not.toContain('does not know');
});

test.each(worded)('the help tells of %s, and its own help names each flag that it takes and an example that is right', act => {
	expect(helpText).toMatch(new RegExp(`\\b${act}\\b`));
	const text = helpOf(act);
	for (const flag of new Set(text.replace('flydeck --help', '').match(/--[a-z]+(?:-[a-z]+)*/g))) {
		const line = readCommandLine([act, 'web-1', flag]);
		expect(line.kind === 'wrong' ? line.problems.join() : '').not.toMatch(/does not know|belongs to|is not for/);
	}

	const [, example = ''] = /Example\n {2}flydeck (.*)$/.exec(text) ?? [];
	const words = example.match(/'[^']*'|\S+/g)?.map(word => word.replaceAll("'", '')) ?? [];
	expect(readCommandLine(words)).toMatchObject({kind: 'run', command: act});
});
