import {isEqual} from 'es-toolkit';
import {isJsonObject, type Json, type JsonObject} from '../json.ts';
import {printable} from '../text.ts';

/** What a text of the form stands for. No value: the field is not in the config. */
export type Parsed = {readonly ok: true; readonly value: Json | undefined} | {readonly ok: false; readonly problem: string};

/** How a value is written in one line, and read again. Reading keeps what the short notation does not show of the value `before`. */
export type Notation = {
	readonly format: (value: Json | undefined) => string;
	readonly parse: (text: string, before?: Json) => Parsed;
};

/** The two halves of a notation for values that are there: `write` may give up, `read` gets a trimmed text that is not empty. */
export type Writing = {
	readonly write: (value: Json) => string | undefined;
	readonly read: (text: string, before: Json | undefined) => Parsed;
};

/** Stands for a value that the short notation cannot say; left alone, it stays as it is. */
export const asItIs = '(as it is)';

export const parsed = (value: Json | undefined): Parsed => ({ok: true, value});
export const problem = (text: string): Parsed => ({ok: false, problem: text});

/** Objects of a value that should be a list of them. */
export const objectsIn = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

export const objectIn = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** The fields of an object with some replaced; those that are undefined are taken out. */
export const withFields = (value: JsonObject, fields: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries({...value, ...fields}).filter(([, field]) => field !== undefined));

/**
A notation that cannot lose anything: what is written is read back, and when that is another value, or more than one printable line,
the field says so instead. A text that was left as it was gives the very value of before.
*/
export const notation = ({write, read}: Writing): Notation => {
	const format = (value: Json | undefined): string => {
		if (value === undefined || value === null) {
			return '';
		}

		const text = write(value);
		if (text === '') {
			return '';
		}

		const again = text === undefined || text !== printable(text, text.length).trim() ? undefined : read(text, value);
		return text !== undefined && again?.ok && isEqual(again.value, value) ? text : asItIs;
	};

	return {
		format,
		parse: (text, before) => {
			const trimmed = text.trim();
			const shown = format(before);
			if (trimmed === shown) {
				return parsed(before);
			}

			if (trimmed === '') {
				return parsed(undefined);
			}

			return trimmed === asItIs ? problem('has nothing to be kept as it is') : read(trimmed, shown === asItIs ? undefined : before);
		},
	};
};

/** One text that has to look like something. */
export const words = (pattern: RegExp, wish: string): Notation =>
	notation({
		write: value => (typeof value === 'string' ? value : undefined),
		// A list such as `fra, ams` is sent without its spaces.
		read: text => (pattern.test(text) ? parsed(text.replace(/\s/g, '')) : problem(`must be ${wish}`)),
	});

const units: Readonly<Record<string, number>> = {'': 1, mb: 1, m: 1, g: 1024, gb: 1024};

/** A whole number; `wish` says of what. */
export const count = (wish: string): Notation =>
	notation({
		write: value => (typeof value === 'number' ? `${value}` : undefined),
		read: text => (/^\d{1,9}$/.test(text) ? parsed(Number(text)) : problem(`must be ${wish}`)),
	});

/** Megabytes, also as `512mb` or `2gb`. */
export const megabytes: Notation = notation({
	write: value => (typeof value === 'number' ? `${value}` : undefined),
	read: text => {
		const [, amount, unit = ''] = /^(\d{1,9})\s*(mb?|gb?)?$/i.exec(text) ?? [];
		return amount === undefined
			? problem('must be megabytes such as 512, or 2gb')
			: parsed(Number(amount) * (units[unit.toLowerCase()] ?? 1));
	},
});

const answers: ReadonlyMap<string, boolean> = new Map([
	['yes', true],
	['true', true],
	['no', false],
	['false', false],
]);

export const yesOrNo: Notation = notation({
	write: value => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined),
	read: text => {
		const answer = answers.get(text.toLowerCase());
		return answer === undefined ? problem('must be yes or no') : parsed(answer);
	},
});
