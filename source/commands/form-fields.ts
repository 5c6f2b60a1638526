import type {Form, FormField} from '../store/forms.ts';
import {type Chord, editText} from './chord.ts';

/** What a field holds, without the spaces around it; a secret is taken to the letter. */
export const textOf = (form: Form, name: string): string => {
	const field = form.fields.find(row => row.name === name);
	return field?.isSecret === true ? field.text : (field?.text.trim() ?? '');
};

/** The form with the text of the field that is typed in changed, and nothing said against it any more. */
export const withText = (form: Form, text: string): Form => ({
	...form,
	fields: form.fields.map((field, index) => (index === form.focus ? {...field, text, problem: undefined} : field)),
});

export const focusedField = ({fields, focus}: Form): FormField | undefined => fields[focus];

/** The form with another field typed in, around its ends. */
export const withFocus = (form: Form, by: number): Form => ({...form, focus: (form.focus + by + form.fields.length) % form.fields.length});

/** The form after a key that edits the text of a field; undefined when the key does not. */
export const formAfter = (form: Form, chord: Chord): Form | undefined => {
	const field = focusedField(form);
	const text = field === undefined ? undefined : editText(field.text, chord);
	return text === undefined ? undefined : withText(form, text);
};

/** What is wrong with a form, by the names of its fields. */
export type Problems = Readonly<Record<string, string | undefined>>;

/**
The form with what is wrong told at the field that is left, and told anew at all that are filled in, since one may contradict another. Nothing is
told of a field that nobody came to.
*/
export const withLeft = (form: Form, problems: Problems): Form => ({
	...form,
	fields: form.fields.map((field, index) =>
		index === form.focus || field.text.trim() !== '' || field.problem !== undefined ? {...field, problem: problems[field.name]} : field,
	),
});

/** The form with what is wrong told at each field, and the first of these typed in; undefined when nothing is. */
export const withProblems = (form: Form, problems: Problems): Form | undefined => {
	const first = form.fields.findIndex(({name}) => problems[name] !== undefined);
	return first === -1 ? undefined : {...form, focus: first, fields: form.fields.map(field => ({...field, problem: problems[field.name]}))};
};
