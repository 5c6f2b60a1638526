import type {Line} from '../../domain/details/line.ts';
import type {Ask} from '../../store/state.ts';
import {paragraph} from './blocks.ts';
import {textField} from './text-field.ts';

/** What is asked before an act on so many things, and what was typed so far. */
export const questionLines = (title: string, ask: Ask, typed: string, many: number, width: number): readonly Line[] => {
	if (ask.kind === 'yes') {
		const question = `${title} ${many === 1 ? 'it' : `these ${many}`}? `;
		return [[{text: question, isStrong: true}, {text: 'y', tone: 'bad'}, {text: ' / N'}]];
	}

	const wanted: readonly Line[] =
		many === 1
			? [...paragraph(`Type ${ask.hint}:`, width), ...paragraph(ask.expected, width, {isStrong: true})]
			: [[{text: 'Type '}, {text: ask.expected, isStrong: true}, {text: ':'}]];
	return [...wanted, textField({text: '> '}, typed, width)];
};

/** What is asked first where the filter hides some of them. */
export const hiddenQuestion: Line = [
	{text: 'tab', isStrong: true},
	{text: ': the hidden ones too; '},
	{text: 'esc', isStrong: true},
	{text: ': no'},
];
