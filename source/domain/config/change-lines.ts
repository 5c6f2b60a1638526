import {type Line, lineFits} from '../details/line.ts';
import type {Tone} from '../lifecycle.ts';
import {printable} from '../text.ts';
import {wrapText} from '../wrap.ts';
import type {Change} from './diff.ts';

const tones: Readonly<Record<Change['kind'], Tone>> = {added: 'good', removed: 'bad', changed: 'busy'};

const indent = '  ';

/** The room that a word needs beside the indent, in cells, however narrow the screen is. */
const narrowest = 8;

/** All of a text: values are as long as they are. */
const whole = (text: string): string => printable(text, text.length);

const valuesOf = (change: Change): readonly string[] => {
	switch (change.kind) {
		case 'added':
			return [whole(change.afterText)];
		case 'removed':
			return [whole(change.beforeText)];
		case 'changed':
			return [whole(change.beforeText), `-> ${whole(change.afterText)}`];
	}
};

/**
A change with its values whole: in one line where `width` cells are enough, `changed env.PORT: "8080" -> "9090"`, else on as many as it takes.
Secrets are masked in it.
*/
export const changeLines = (change: Change, width: number): readonly Line[] => {
	const name = `${change.path === '' ? 'the config' : whole(change.path)}:`;
	const values = valuesOf(change);
	const kind = {text: change.kind, tone: tones[change.kind]};
	const line: Line = [kind, {text: ` ${name}`, isStrong: true}, {text: ` ${values.join(' ')}`}];
	if (lineFits(line, width)) {
		return [line];
	}

	const wrapped = (text: string): readonly string[] =>
		wrapText(text, Math.max(narrowest, width) - indent.length).map(part => indent + part);
	return [[kind], ...wrapped(name).map((text): Line => [{text, isStrong: true}]), ...values.flatMap(wrapped).map((text): Line => [{text}])];
};
