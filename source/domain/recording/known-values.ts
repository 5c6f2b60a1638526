import {chunk, escapeRegExp} from 'es-toolkit';
import {mask} from '../config/masking.ts';
import {isJsonObject, type Json} from '../json.ts';

/** The values of every env that was seen, and texts without them: a machine may write into its log what only its env should hold. */
export type KnownValues = {
	/** Takes note of the values in an answer. */
	readonly learn: (body: Json) => void;
	readonly hide: (text: string) => string;
	/** How many there are: what was written before there were so many may have held one. */
	readonly count: () => number;
};

/** A shorter one is a word like others, such as `true` or a port. */
const shortest = 6;

/** A longer value is looked for in pieces, and more than so many pieces one lot after the other: no expression may be larger. */
const pieces = /[\s\S]{1,1000}/g;
const mostAtOnce = 4000;

const within = (value: Json | undefined): readonly string[] => {
	if (typeof value === 'object' && value !== null) {
		return Object.values(value).flatMap(within);
	}

	return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
};

/** As a program may print a value: whole, within JSON, and line by line. */
const printed = (value: string): readonly string[] =>
	[value, JSON.stringify(value).slice(1, -1), ...value.split(/[\r\n]+/)]
		.flatMap(text => text.trim().match(pieces) ?? [])
		.filter(text => text.length >= shortest);

const expressionsOf = (known: ReadonlySet<string>): readonly RegExp[] => {
	// The longest first: one may be the beginning of another.
	const sorted = [...known].toSorted((left, right) => right.length - left.length);
	return chunk(sorted, mostAtOnce).map(texts => new RegExp(texts.map(escapeRegExp).join('|'), 'g'));
};

export const createKnownValues = (): KnownValues => {
	const known = new Set<string>();
	let expressions: readonly RegExp[] | undefined;

	const learn = (body: Json | undefined): void => {
		if (typeof body !== 'object' || body === null) {
			return;
		}

		for (const [key, value] of Object.entries(body)) {
			if (key === 'env' && isJsonObject(body)) {
				for (const text of within(value).flatMap(printed)) {
					known.add(text);
				}
			} else {
				learn(value);
			}
		}
	};

	return {
		learn(body) {
			const before = known.size;
			learn(body);
			expressions = known.size === before ? expressions : undefined;
		},
		hide(text) {
			if (text.length < shortest) {
				return text;
			}

			expressions ??= expressionsOf(known);
			return expressions.reduce((shown, expression) => shown.replace(expression, mask), text);
		},
		count: () => known.size,
	};
};
