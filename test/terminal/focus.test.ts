import {describe, expect, test} from 'vitest';
import {createFocusReader} from '../../source/terminal/focus.ts';

const escapeCharacter = '\u001B';

const toldOf = (...reads: readonly string[]): readonly boolean[] => {
	const told: boolean[] = [];
	const look = createFocusReader(isFocused => told.push(isFocused));
	for (const text of reads) {
		look(text);
	}

	return told;
};

describe('the focus of a terminal', () => {
	test.each([
		{title: 'is lost and comes back', reads: [`${escapeCharacter}[O`, `${escapeCharacter}[I`], told: [false, true]},
		{title: 'is told among keys', reads: [`jj${escapeCharacter}[Ok`], told: [false]},
		{
			title: 'is as the last report of a read has it',
			reads: [`${escapeCharacter}[O${escapeCharacter}[I${escapeCharacter}[O`],
			told: [false],
		},
		{title: 'is told in two reads', reads: [escapeCharacter, '[O', `${escapeCharacter}[`, 'I'], told: [false, true]},
		{title: 'is told once', reads: [`${escapeCharacter}[O`, 'O', 'I', 'I'], told: [false]},
		{title: 'is not told by keys that look like it', reads: ['[I', `${escapeCharacter}OA`, `${escapeCharacter}[A`, '[O'], told: []},
	])('$title', ({reads, told}) => {
		expect(toldOf(...reads)).toEqual(told);
	});
});
