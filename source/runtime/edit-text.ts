import {commentsOf, editorText, readEdited} from '../domain/config/edited.ts';
import type {JsonObject} from '../domain/json.ts';
import type {Target} from '../store/state.ts';

/** A text as it was given to the editor: comments of ours, and what they are about. */
export type Given = {readonly head: string; readonly text: string};

/** What is to be done with a text that came back. */
export type Verdict =
	| {readonly kind: 'unchanged'}
	| {readonly kind: 'config'; readonly config: JsonObject; readonly warnings: readonly string[]}
	/** Another round, with what is wrong above the text. */
	| {readonly kind: 'again'; readonly given: Given; readonly problems: readonly string[]}
	/** There is no sense in another round. */
	| {readonly kind: 'hopeless'; readonly why: string};

/** The first text that is given to the editor for a machine that is not there yet. */
export const newText = (title: string, config: JsonObject): Given => {
	const head = [
		`The whole config of a ${title}, as far as the form has it.`,
		'Save and close it to go on with the form: nothing is sent before you say yes.',
		'Close it as it is, and the form stays as it is. These comments are not sent.',
	];
	return {head: commentsOf(head), text: editorText(config, head)};
};

/** The first text that is given to the editor. */
export const firstText = ({id, name, app}: Target, config: JsonObject): Given => {
	const head = [
		`The whole config of machine ${id}${name === '' ? '' : `, ${name}`}, of app ${app}.`,
		'Save and close it to see what would change: nothing is sent before you say yes.',
		'Close it as it is, and nothing happens. These comments are not sent.',
	];
	return {head: commentsOf(head), text: editorText(config, head)};
};

const withoutHead = (text: string, {head}: Given): string => (text.startsWith(head) ? text.slice(head.length) : text);

const headOf = (problems: readonly string[]): string =>
	commentsOf([...problems.map(problem => `WRONG: ${problem}`), 'Close it as it is to give up; the text is kept.']);

/** The text with what is wrong with it above it. Lines are counted with those that tell of it. */
const withProblems = (text: string, given: Given, problems: readonly string[], accepted: JsonObject | undefined): Given => {
	const body = withoutHead(text, given);
	const again = readEdited(headOf(problems) + body, accepted);
	const head = headOf(again.ok ? problems : again.problems);
	return {head, text: head + body};
};

/**
What a text that came back is: nothing new, a config, or a text with mistakes. `first` is the text of the first round, `given` that of this one,
`returned` what came back in the one before. A text with mistakes that did not change is not given back again, so that no editor can go on for ever.
*/
export const judge = (
	text: string,
	{first, given, returned}: {readonly first: Given; readonly given: Given; readonly returned: string | undefined},
	accepted: JsonObject | undefined,
): Verdict => {
	if (text === first.text) {
		return {kind: 'unchanged'};
	}

	if (text.trim() === '') {
		return {kind: 'hopeless', why: 'the editor left an empty file'};
	}

	const edited = readEdited(text, accepted);
	if (edited.ok) {
		return {kind: 'config', config: edited.config, warnings: edited.warnings};
	}

	return text === given.text || text === returned
		? {kind: 'hopeless', why: `it is still wrong: ${edited.problems[0]}`}
		: {kind: 'again', given: withProblems(text, given, edited.problems, accepted), problems: edited.problems};
};
