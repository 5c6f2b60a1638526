import type {TextProps} from 'ink';
import type {Tone} from '../domain/lifecycle.ts';
import type {NoteTone} from '../store/state.ts';

type Color = Exclude<TextProps['color'], undefined>;

/** Tones as terminal colours: the 16 that every terminal has, in the user's own palette. */
const colors: Readonly<Record<Tone, Color | undefined>> = {
	good: 'green',
	busy: 'yellow',
	idle: undefined,
	asleep: 'blue',
	bad: 'red',
	gone: 'gray',
	unknown: 'magenta',
};

const noteColors: Readonly<Record<NoteTone, Color>> = {ok: 'green', info: 'cyan', warning: 'yellow', error: 'red'};

export const noteWords: Readonly<Record<NoteTone, string>> = {ok: 'ok', info: 'info', warning: 'note', error: 'ERROR'};

/** The props of a Text in a tone; no colour at all where the tone has none. */
export const toneProps = (tone: Tone | undefined): TextProps => {
	const color = tone === undefined ? undefined : colors[tone];
	return color === undefined ? {} : {color, ...(tone === 'bad' ? {bold: true} : {})};
};

export const noteProps = (tone: NoteTone): TextProps => ({color: noteColors[tone], bold: tone === 'error'});
