import type {TextProps} from 'ink';
import type {Line, Segment} from '../domain/details/line.ts';
import type {Tone} from '../domain/lifecycle.ts';
import type {NoteTone} from '../store/state.ts';

type Color = Exclude<TextProps['color'], undefined>;

/** A colour of the 16 that every terminal has, in the user's own palette: as Ink names it, and as a terminal is told. */
type Hue = {readonly name: Color; readonly code: string};

/** Tones as terminal colours. */
const hues: Readonly<Record<Tone, Hue | undefined>> = {
	good: {name: 'green', code: '32'},
	busy: {name: 'yellow', code: '33'},
	idle: undefined,
	asleep: {name: 'blue', code: '34'},
	bad: {name: 'red', code: '31'},
	gone: {name: 'gray', code: '90'},
	unknown: {name: 'magenta', code: '35'},
};

const noteColors: Readonly<Record<NoteTone, Color>> = {ok: 'green', info: 'cyan', warning: 'yellow', error: 'red'};

export const noteWords: Readonly<Record<NoteTone, string>> = {ok: 'ok', info: 'info', warning: 'note', error: 'ERROR'};

/** The props of a Text in a tone; no colour at all where the tone has none. */
export const toneProps = (tone: Tone | undefined): TextProps => {
	const color = tone === undefined ? undefined : hues[tone]?.name;
	return color === undefined ? {} : {color, ...(tone === 'bad' ? {bold: true} : {})};
};

export const noteProps = (tone: NoteTone): TextProps => ({color: noteColors[tone], bold: tone === 'error'});

/** The props of a Text that looks as a part of a line does. */
export const segmentProps = ({tone, isStrong, isFaint, isUnderlined, isInverse}: Segment): TextProps => ({
	...toneProps(tone),
	...(isStrong === true ? {bold: true} : {}),
	dimColor: isFaint === true,
	underline: isUnderlined === true,
	inverse: isInverse === true,
});

const segmentSequence = (segment: Segment): string => {
	const {bold = false, dimColor = false, underline = false, inverse = false} = segmentProps(segment);
	const code = segment.tone === undefined ? undefined : hues[segment.tone]?.code;
	const looks = [dimColor ? '2' : '', code ?? '', bold ? '1' : '', underline ? '4' : '', inverse ? '7' : ''].filter(look => look !== '');
	return looks.length === 0 ? segment.text : `\u001B[${looks.join(';')}m${segment.text}\u001B[m`;
};

/** A line as a terminal is sent it, with the looks that a Text would give it. */
export const lineSequence = (line: Line): string => line.map(segmentSequence).join('');
