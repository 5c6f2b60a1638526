import {isJsonObject, type Json, type JsonObject} from '../json.ts';
import {printable, truncate} from '../text.ts';
import {durationMs} from './duration.ts';
import {childPath} from './path.ts';

/**
Something about a config that the API would refuse (an error) or pay no heed to (a warning). The message continues the name of the
value: `must be a multiple of 256`.
*/
export type Problem = {readonly path: string; readonly message: string; readonly severity: 'error' | 'warning'};

/** What is wrong with a value that stands at a path. */
export type Rule = (value: Json, path: string) => readonly Problem[];

/** What is wrong with the fields of an object as they stand together. */
export type ObjectRule = (value: JsonObject, path: string) => readonly Problem[];

/** A key of a config may be any text, and so may a value that a message quotes. */
const problem = (path: string, message: string, severity: Problem['severity']): Problem => ({
	path: printable(path),
	message: printable(message),
	severity,
});

export const refuse = (path: string, message: string): readonly Problem[] => [problem(path, message, 'error')];
export const warn = (path: string, message: string): readonly Problem[] => [problem(path, message, 'warning')];

const kinds: Readonly<Record<string, string>> = {string: 'text', number: 'a number', boolean: 'true or false', object: 'an object'};

const kindOf = (value: Json): string => {
	if (value === null) {
		return 'null';
	}

	return Array.isArray(value) ? 'a list' : (kinds[typeof value] ?? 'unknown');
};

/** A value from outside as a message may quote it. */
export const quoted = (value: string): string => truncate(JSON.stringify(value), 40);

/** Null and the empty text are what Go has for absent: nothing is wrong with them unless a value is required. */
const isAbsent = (value: Json | undefined): boolean => value === undefined || value === null || value === '';

/** Any text; `fault` says what is wrong with one that is not empty. */
export const text =
	(fault: (value: string) => string | undefined = () => undefined): Rule =>
	(value, path) => {
		if (typeof value !== 'string') {
			return refuse(path, `must be text, not ${kindOf(value)}`);
		}

		const found = value === '' ? undefined : fault(value);
		return found === undefined ? [] : refuse(path, found);
	};

/** One of some words. */
export const word = (words: readonly string[]): Rule =>
	text(value => (words.includes(value) ? undefined : `must be one of ${words.join(', ')}, not ${quoted(value)}`));

/** The largest number that a Go int32, a database and a date all hold. */
const largest = 2 ** 31 - 1;

export const whole =
	(least = 0, most = largest): Rule =>
	(value, path) => {
		const range = most === largest ? `of at least ${least}` : `from ${least} to ${most}`;
		if (typeof value !== 'number') {
			return refuse(path, `must be a whole number ${range}, not ${kindOf(value)}`);
		}

		return Number.isInteger(value) && value >= least && value <= most ? [] : refuse(path, `must be a whole number ${range}, not ${value}`);
	};

export const number: Rule = (value, path) => (typeof value === 'number' ? [] : refuse(path, `must be a number, not ${kindOf(value)}`));

export const flag: Rule = (value, path) =>
	typeof value === 'boolean' ? [] : refuse(path, `must be true or false, not ${typeof value === 'string' ? quoted(value) : kindOf(value)}`);

export const anything: Rule = () => [];

/** A Go duration such as `15s`, or nanoseconds; `mostSeconds` is the longest that the API keeps to. */
export const duration =
	(mostSeconds?: number): Rule =>
	(value, path) => {
		if (value === '') {
			return [];
		}

		const spanMs = durationMs(value);
		if (spanMs === undefined) {
			return refuse(path, `must be a duration such as "15s" or "1m30s", not ${typeof value === 'string' ? quoted(value) : kindOf(value)}`);
		}

		return mostSeconds !== undefined && spanMs > mostSeconds * 1000 ? refuse(path, `must be at most ${mostSeconds} s`) : [];
	};

export const listOf =
	(rule: Rule, most = Number.POSITIVE_INFINITY): Rule =>
	(value, path) => {
		if (!Array.isArray(value)) {
			return refuse(path, `must be a list, not ${kindOf(value)}`);
		}

		const tooMany = value.length > most ? refuse(path, `must have at most ${most} item, not ${value.length}`) : [];
		return [...tooMany, ...value.flatMap((item, index) => rule(item, childPath(path, index)))];
	};

/** An object of any keys; `keyRule` judges each of them. */
export const mapOf =
	(rule: Rule, keyRule: (key: string, path: string) => readonly Problem[] = () => []): Rule =>
	(value, path) =>
		isJsonObject(value)
			? Object.entries(value).flatMap(([key, item]) => {
					const at = childPath(path, key);
					return [...keyRule(key, at), ...(item === undefined || item === null ? [] : rule(item, at))];
				})
			: refuse(path, `must be an object, not ${kindOf(value)}`);

/** An object of known keys. Keys that are not known are passed over by the API, which is worth a warning. */
export const shape =
	(fields: Readonly<Record<string, Rule>>, ...more: readonly ObjectRule[]): Rule =>
	(value, path) => {
		if (!isJsonObject(value)) {
			return refuse(path, `must be an object, not ${kindOf(value)}`);
		}

		const perField = Object.entries(value).flatMap(([key, item]) => {
			const at = childPath(path, key);
			const rule = Object.hasOwn(fields, key) ? fields[key] : undefined;
			if (rule === undefined) {
				return warn(at, 'is not a key that the API is known to have: it may be ignored');
			}

			return item === undefined || item === null ? [] : rule(item, at);
		});
		return [...perField, ...more.flatMap(rule => rule(value, path))];
	};

/** Fields that must be there. */
export const required =
	(...keys: readonly string[]): ObjectRule =>
	(value, path) =>
		keys.filter(key => isAbsent(value[key])).flatMap(key => refuse(childPath(path, key), 'is missing'));

/** Names of fields of which one, and only one, must be there. */
export const oneOf =
	(...keys: readonly string[]): ObjectRule =>
	(value, path) => {
		const given = keys.filter(key => value[key] !== undefined && value[key] !== null);
		if (given.length === 1) {
			return [];
		}

		return given.length === 0
			? refuse(path, `must have one of ${keys.join(', ')}`)
			: refuse(path, `must have only one of ${given.join(', ')}`);
	};
