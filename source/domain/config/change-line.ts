import type {Line} from '../details/line.ts';
import type {Tone} from '../lifecycle.ts';
import {printable, truncate, widthOf} from '../text.ts';
import type {Change} from './diff.ts';

const tones: Readonly<Record<Change['kind'], Tone>> = {added: 'good', removed: 'bad', changed: 'busy'};

const arrow = ' -> ';

const valuesIn = (change: Change, width: number): string => {
	switch (change.kind) {
		case 'added':
			return change.afterText;
		case 'removed':
			return change.beforeText;
		case 'changed': {
			const [before, after] = [printable(change.beforeText), printable(change.afterText)];
			const room = width - arrow.length;
			// The shorter value leaves what it does not need to the longer one.
			const beforeWidth = Math.max(Math.floor(room / 2), room - widthOf(after));
			const shown = truncate(before, Math.max(0, beforeWidth));
			return `${shown}${arrow}${truncate(after, Math.max(0, room - widthOf(shown)))}`;
		}
	}
};

/** A change in one line of at most `width` cells: `changed env.PORT: "8080" -> "9090"`. */
export const changeLine = (change: Change, width: number): Line => {
	const word = truncate(`${change.kind} `, width);
	const path = truncate(printable(`${change.path === '' ? 'the config' : change.path}: `), width - widthOf(word));
	const room = width - widthOf(word) - widthOf(path);
	return [{text: word, tone: tones[change.kind]}, {text: path, isStrong: true}, {text: truncate(printable(valuesIn(change, room)), room)}];
};
