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

/** What is left of some reads for the keys. */
const leftOf = (...reads: readonly string[]): readonly string[] => reads.map(createFocusReader(() => {}));

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

	test.each([
		{title: 'in a paste', reads: [`a${escapeCharacter}[Ib`], left: ['ab']},
		{title: 'that comes in two reads', reads: [`a${escapeCharacter}[`, 'Ib'], left: ['a', 'b']},
		{title: 'whose escape comes alone, which may be a key', reads: [escapeCharacter, '[I'], left: [escapeCharacter, '[I']},
		{title: 'that is none, but an arrow in two reads', reads: [`${escapeCharacter}[`, 'A'], left: ['', `${escapeCharacter}[A`]},
	])('a report $title is no key', ({reads, left}) => {
		expect(leftOf(...reads)).toEqual(left);
	});
});
