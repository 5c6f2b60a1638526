import type {ActionEntry} from './action-entry.ts';
import {isJsonObject} from './json.ts';
import {numberAt, textAt} from './json-reader.ts';
import {keptText} from './kept-text.ts';
import {printable} from './text.ts';

/** The longest command that is kept, in UTF-16 units: half of one does something else, and many long ones would leave no room for the rest. */
const longestCurl = 16_000;

const keptCurl = (curl: string | undefined): string | undefined => (curl !== undefined && curl.length > longestCurl ? undefined : curl);

/**
An entry of the action log as one line of JSON, with no secret in it. What is not known is left out, and a command that is too long: in the others
variables of the shell stand for what is secret, and a mask over those would be no command.
*/
export const actionLine = ({atMs, ...entry}: ActionEntry): string =>
	JSON.stringify({
		at: new Date(atMs).toISOString(),
		...entry,
		what: keptText(entry.what),
		name: entry.name === undefined ? undefined : keptText(entry.name),
		result: keptText(entry.result),
		curl: keptCurl(entry.curl),
	});

const parsed = (line: string): unknown => {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
};

/** The entry in a line of the action log; undefined where the line is cut, or something else. */
export const actionIn = (line: string): ActionEntry | undefined => {
	const value = parsed(line);
	if (!isJsonObject(value)) {
		return undefined;
	}

	const text = (key: string, limit?: number): string | undefined => {
		const found = textAt(value, key);
		return found === undefined ? undefined : printable(found, limit);
	};
	const atMs = Date.parse(text('at') ?? '');
	const what = text('what');
	const kind = value.kind === 'act' || value.kind === 'request' ? value.kind : undefined;
	return Number.isNaN(atMs) || what === undefined || kind === undefined
		? undefined
		: {
				kind,
				atMs,
				what,
				app: text('app'),
				machineId: text('machineId'),
				name: text('name'),
				status: numberAt(value, 'status'),
				requestId: text('requestId'),
				result: text('result') ?? '',
				tookMs: numberAt(value, 'tookMs'),
				curl: text('curl', longestCurl),
			};
};
