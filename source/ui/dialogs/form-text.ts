import type {Line} from '../../domain/details/line.ts';
import type {Form, FormField} from '../../store/forms.ts';
import {type Block, type DialogText, essential, fitted, gap, paragraph, type Room, spare} from './blocks.ts';
import {textField} from './text-field.ts';

const mostDots = 24;

/** A secret as dots, no letter of it, with how long it is: what was pasted can be told from nothing. */
const concealed = (text: string): string => (text === '' ? '' : `${'•'.repeat(Math.min(text.length, mostDots))} ${text.length} characters`);

const fieldLines = (field: FormField, isFocused: boolean, labelWidth: number, width: number): readonly Line[] => {
	const label = {text: `${isFocused ? '> ' : '  '}${field.label.padEnd(labelWidth)}  `, isStrong: isFocused};
	const text = field.isSecret === true ? concealed(field.text) : field.text;
	const below = ' '.repeat(label.text.length);
	const indented = (words: string, look: Omit<Line[number], 'text'>): readonly Line[] =>
		paragraph(words, width - below.length, look).map(line => [{text: below}, ...line]);
	return [
		textField(label, text, width, isFocused),
		...(field.problem === undefined ? [] : indented(field.problem, {tone: 'bad'})),
		...(isFocused && field.problem === undefined ? indented(field.hint, {isFaint: true}) : []),
	];
};

/** The fields around the one that is typed in, as many as there is room for. */
const fieldsIn = ({fields, focus}: Form, width: number, height: number): readonly Line[] => {
	const labelWidth = Math.max(...fields.map(({label}) => label.length));
	const groups = fields.map((field, index) => fieldLines(field, index === focus, labelWidth, width));
	const before = groups.slice(0, focus).flat().length;
	const through = before + (groups[focus]?.length ?? 0);
	const from = Math.max(0, Math.min(before, through - height));
	return groups.flat().slice(from, from + height);
};

/** Text fields with their labels: the one that is typed in has its hint below, one with a mistake says what it is. */
export const formText = (form: Form, {width, height}: Room): DialogText => {
	const about = form.about.map((text, index): Block => spare(3 + index, ...paragraph(text, width)));
	const send: Block = spare(2, [
		{text: form.fields.length === 1 ? 'enter sends' : 'enter goes on, and from the last field sends', isFaint: true},
	]);
	const fields = fieldsIn(form, width, height);
	return {title: form.title, lines: fitted([...about, ...(about.length === 0 ? [] : [gap]), essential(...fields), gap, send], height)};
};
