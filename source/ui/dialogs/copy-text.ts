import {copyChoices, curlKey} from '../../commands/modes/copy.ts';
import {printable, truncate} from '../../domain/text.ts';
import type {CopyCurlMode, CopyMode} from '../../store/copying.ts';
import type {State} from '../../store/state.ts';
import {type DialogText, essential, fitted, gap, type Room} from './blocks.ts';
import {choiceLines} from './choices.ts';
import {whoBlocks} from './target-blocks.ts';

/** What of a machine can be copied. */
export const copyText = (state: State, {target}: CopyMode, {width, height}: Room): DialogText => {
	const machine = state.fleet.get(target.id);
	const lines = copyChoices.map(({key, title, textOf}) => {
		const text = printable(textOf(target, machine, state), width);
		return [
			{text: `${key} `, isStrong: text !== '', isFaint: text === ''},
			{text: title.padEnd(11), isFaint: text === ''},
			{text: truncate(text || 'none', width - 13), isFaint: true},
		];
	});
	return {
		title: 'copy',
		lines: fitted([essential(...lines, [{text: `${curlKey} `, isStrong: true}, {text: 'an act, as the curl command'}])], height),
	};
};

/** Which act is to be copied as a command. */
export const copyCurlText = ({target, offers, picked}: CopyCurlMode, {width, height}: Room): DialogText => {
	const room = Math.max(1, target === undefined ? height : height - 3);
	const titles = offers.map(({title}) => truncate(title, width - 2));
	const whose = target === undefined ? [] : [...whoBlocks(target, width), gap];
	return {
		title: target === undefined ? 'copy as curl what was done' : 'copy as curl',
		lines: fitted([...whose, essential(...choiceLines(titles, picked, room))], height),
	};
};
