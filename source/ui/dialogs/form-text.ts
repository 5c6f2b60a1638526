import {type FieldId, isFieldId} from '../../domain/config/fields.ts';
import {shownText} from '../../domain/config/form.ts';
import type {Line} from '../../domain/details/line.ts';
import type {Form, FormField, FormPurpose} from '../../store/forms.ts';
import {type Block, countLines, type DialogText, essential, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {textField} from './text-field.ts';

const mostDots = 24;

/** A secret as dots, no letter of it, with how long it is: what was pasted can be told from nothing. */
const concealed = (text: string): string => (text === '' ? '' : `${'•'.repeat(Math.min(text.length, mostDots))} ${text.length} characters`);

/** The fields of a machine that may hold secrets among other things: these are masked once the field is left. */
const mixed: ReadonlySet<FieldId> = new Set(['env', 'metadata', 'files']);

const textOf = ({name, text, isSecret}: FormField, isFocused: boolean, purpose: FormPurpose): string => {
	if (isSecret === true) {
		return concealed(text);
	}

	const isMasked = !isFocused && purpose.kind === 'create-machine' && isFieldId(name) && mixed.has(name);
	return isMasked ? shownText(name, text, purpose.base) : text;
};

const fieldLines = (
	field: FormField,
	isFocused: boolean,
	purpose: FormPurpose,
	{labelWidth, width}: {readonly labelWidth: number; readonly width: number},
): readonly Line[] => {
	const label = {text: `${isFocused ? '> ' : '  '}${field.label.padEnd(labelWidth)}  `, isStrong: isFocused};
	const below = ' '.repeat(label.text.length);
	const indented = (words: string, look: Omit<Line[number], 'text'>): readonly Line[] =>
		paragraph(words, width - below.length, look).map(line => [{text: below}, ...line]);
	return [
		textField(label, textOf(field, isFocused, purpose), width, isFocused),
		...(field.problem === undefined ? [] : indented(field.problem, {tone: 'bad'})),
		...(isFocused && field.problem === undefined ? indented(field.hint, {isFaint: true}) : []),
	];
};

/** The lines of all fields, and where those of the one that is typed in end. */
const allFieldLines = (
	{fields, focus, purpose}: Form,
	width: number,
): {readonly lines: readonly Line[]; readonly from: number; readonly to: number} => {
	const labelWidth = Math.max(...fields.map(({label}) => label.length));
	const groups = fields.map((field, index) => fieldLines(field, index === focus, purpose, {labelWidth, width}));
	const from = groups.slice(0, focus).flat().length;
	return {lines: groups.flat(), from, to: from + (groups[focus]?.length ?? 0)};
};

/** The fields around the one that is typed in, as many as there is room for, with the next one where there is. */
const fieldsIn = (form: Form, width: number, height: number): readonly Line[] => {
	const {lines, from, to} = allFieldLines(form, width);
	const top = Math.max(0, Math.min(from, to + 1 - height, lines.length - height));
	return lines.slice(top, top + height);
};

/** How many lines of a long form are fields, whatever else there is to say. */
const fewestFieldLines = 8;

/** A long form leaves the first and last lines of the screen to be seen, with the keys in them, where it is tall enough. */
const tallHeight = 16;
const aroundIt = 4;

/** Text fields with their labels: the one that is typed in has its hint below, one with a mistake says what it is. */
export const formText = (form: Form, {width, height: most}: Room): DialogText => {
	const height = most < tallHeight ? most : most - aroundIt;
	const about = form.about.map((text, index): Block => spare(3 + index, ...paragraph(text, width)));
	const sends = form.howToSend ?? (form.fields.length === 1 ? 'enter sends' : 'enter goes on, and from the last field sends');
	const around: readonly Block[] = [
		...about,
		...(about.length === 0 ? [] : [gap]),
		gap,
		spare(2, ...paragraph(sends, width, {isFaint: true})),
	];
	const room = Math.max(Math.min(height, fewestFieldLines), height - countLines(around));
	const fields = fieldsIn(form, width, room);
	const isWhole = fields.length === allFieldLines(form, width).lines.length;
	return {
		title: isWhole ? form.title : `${form.title} ${form.focus + 1}/${form.fields.length}`,
		lines: fitted([...around.slice(0, -2), essential(...fields), ...around.slice(-2)], height),
	};
};
