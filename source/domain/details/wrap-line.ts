import {widthOf} from '../text.ts';
import {wrapText} from '../wrap.ts';
import type {Line} from './line.ts';

/** A line of the details on as many lines as it takes: what does not fit goes on below, beside its label. */
export const wrapLine = (line: Line, width: number): readonly Line[] => {
	const label = line.length > 1 ? line[0] : undefined;
	const last = line.at(-1);
	if (last === undefined || line.length > 2) {
		return [line];
	}

	const indent = label === undefined ? 0 : widthOf(label.text);
	return wrapText(last.text, width - indent).map((text, index) => {
		const beside = label === undefined ? [] : [index === 0 ? label : {text: ' '.repeat(indent)}];
		return [...beside, {...last, text}];
	});
};
