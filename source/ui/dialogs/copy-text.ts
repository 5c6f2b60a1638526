import {copyChoices, curlKey} from '../../commands/modes/copy.ts';
import {curlOffers} from '../../commands/modes/copy-curl.ts';
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
export const copyCurlText = (mode: CopyCurlMode, {width, height}: Room): DialogText => {
	const room = Math.max(1, height - 3);
	const titles = curlOffers(mode).map(({title}) => truncate(title, width - 2));
	return {
		title: 'copy as curl',
		lines: fitted([...whoBlocks(mode.target, width), gap, essential(...choiceLines(titles, mode.picked, room))], height),
	};
};
