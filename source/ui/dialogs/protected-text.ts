import {truncate} from '../../domain/text.ts';
import {type ProtectedMode, selectProtection} from '../../store/protection.ts';
import type {State} from '../../store/state.ts';
import {type Block, type DialogText, essential, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {textField} from './text-field.ts';

/** What says that something is protected, and by which pattern; nothing where it is not. */
export const protectedBlocks = (pattern: string | undefined, width: number): readonly Block[] =>
	pattern === undefined ? [] : [essential(...paragraph(`PROTECTED by ${pattern}`, width, {tone: 'bad', isStrong: true}))];

/** The question before a key changes something protected. */
export const protectedText = (state: State, {subjects, names, ask, typed}: ProtectedMode, {width, height}: Room): DialogText => {
	const shown = names.slice(0, Math.max(1, height - 7));
	const more = names.length - shown.length;
	const blocks: readonly Block[] = [
		essential(...shown.map(name => [{text: truncate(name, width), isStrong: true}])),
		...(more === 0 ? [] : [essential([{text: `… and ${more} more`, isStrong: true}])]),
		...protectedBlocks(selectProtection(state, subjects), width),
		spare(1, ...paragraph('Nothing was sent yet. esc leads back to where you were.', width, {isFaint: true})),
		gap,
		essential([{text: 'Type '}, {text: ask.expected, isStrong: true}, {text: ':'}], textField({text: '> '}, typed, width)),
	];
	return {title: 'protected', lines: fitted(blocks, height)};
};
