import {isJsonObject, type Json, type JsonObject} from '../json.ts';
import {printable} from '../text.ts';
import {jsonFault} from './json-fault.ts';
import {configProblems, problemText} from './problems.ts';

export type Edited =
	| {readonly ok: true; readonly config: JsonObject; readonly warnings: readonly string[]}
	| {readonly ok: false; readonly problems: readonly string[]};

/** Sentences as comments above a config, a line each. */
export const commentsOf = (head: readonly string[]): string =>
	head
		.flatMap(text => text.split('\n'))
		.map(line => `${`// ${printable(line)}`.trimEnd()}\n`)
		.join('');

/** A config as it is given to an editor: indented, its keys in their order, under a head of comments. */
export const editorText = (config: JsonObject, head: readonly string[] = []): string =>
	`${commentsOf(head)}${JSON.stringify(config, null, 2)}\n`;

/** Comments and empty lines, above all else. */
const headOf = (text: string): string => /^\ufeff?(?:[ \t\r]*(?:(?:#|\/\/)[^\n]*)?(?:\n|$))*/.exec(text)?.[0] ?? '';

const parse = (text: string): Json | undefined => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const placeOf = (text: string, offset: number): string => {
	const lines = text.slice(0, offset).split('\n');
	return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
};

/**
What comes back from an editor, without the comments on top. What is wrong is told in sentences: where it stops being JSON, by line and
column of the whole text, or else what the API would refuse. For `accepted`, the config before the edit, see `configProblems`.
*/
export const readEdited = (text: string, accepted?: Json): Edited => {
	const head = headOf(text);
	const body = text.slice(head.length);
	if (body === '') {
		return {ok: false, problems: ['there is no config in this text']};
	}

	const config = parse(body);
	if (config === undefined) {
		const {offset, message} = jsonFault(body) ?? {offset: 0, message: 'this is not JSON'};
		return {ok: false, problems: [`${placeOf(text, head.length + offset)}: ${message}`]};
	}

	const problems = configProblems(config, accepted);
	const errors = problems.filter(({severity}) => severity === 'error').map(problemText);
	return isJsonObject(config) && errors.length === 0
		? {ok: true, config, warnings: problems.map(problemText)}
		: {ok: false, problems: errors};
};
