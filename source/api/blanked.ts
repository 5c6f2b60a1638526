import {maskedText, replaced} from '../domain/config/masking.ts';
import {isJsonObject, type Json, type JsonObject} from '../domain/json.ts';

/** A text, number or truth value that is left blank, and the variable of the shell that fills it. */
type Blank = {readonly variable: string; readonly isText: boolean};

/** What stands in the place of a blank, known again by its identity. */
type Blanks = ReadonlyMap<Json, Blank>;

/** The name of a variable for what stands under a key. Its end keeps it apart from the variables that a shell has: `PATH_VALUE`. */
const variableFor = (key: string): string => {
	const name = key
		.toUpperCase()
		.replace(/[^A-Z\d]+/g, '_')
		.replace(/^(?=\d)/, '_');
	return /(?:^|_)VALUE$/.test(name) ? name : [name, 'VALUE'].filter(Boolean).join('_');
};

/** A body with blanks in the place of what nobody may see. */
export const blanked = (body: JsonObject, secrets: readonly string[]): {readonly body: Json; readonly blanks: Blanks} => {
	const blanks = new Map<Json, Blank>();
	/** The first value of each variable: another one takes the next number. */
	const values = new Map<string, Json>();

	const leaveBlank = (value: Json, key: string): Json => {
		const name = variableFor(key);
		let variable = name;
		for (let count = 2; values.has(variable) && values.get(variable) !== value; count++) {
			variable = `${name}_${count}`;
		}

		values.set(variable, value);
		const mark: JsonObject = {};
		blanks.set(mark, {variable, isText: typeof value === 'string'});
		return mark;
	};

	const leaveAllBlank = (value: Json, key: string): Json => {
		if (Array.isArray(value)) {
			return value.map(item => leaveAllBlank(item, key));
		}

		if (isJsonObject(value)) {
			return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inner && leaveAllBlank(inner, name)]));
		}

		return value === null ? value : leaveBlank(value, key);
	};

	const text = (value: string, key: string): Json =>
		secrets.includes(value) || maskedText(value, key) !== value ? leaveBlank(value, key) : value;
	return {body: replaced(body, '', {secret: leaveAllBlank, text}), blanks};
};

/** JSON, its parts written by `part`, its blanks by `blank`. */
export const written = (value: Json, blanks: Blanks, part: (json: string) => string, blank: (variable: string) => string): string => {
	const write = (inner: Json): string => {
		const left = blanks.get(inner);
		if (left !== undefined) {
			return left.isText ? `"${blank(left.variable)}"` : blank(left.variable);
		}

		if (Array.isArray(inner)) {
			return `[${inner.map(write).join(',')}]`;
		}

		return isJsonObject(inner)
			? `{${Object.entries(inner)
					.flatMap(([key, field]) => (field === undefined ? [] : `${part(JSON.stringify(key))}:${write(field)}`))
					.join(',')}}`
			: part(JSON.stringify(inner));
	};
	return write(value);
};
