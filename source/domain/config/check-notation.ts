import type {JsonObject} from '../json.ts';
import {durationMs} from './duration.ts';
import {type Notation, notation, objectIn, parsed, problem, withFields} from './notation.ts';
import {namedItem, splitItems} from './shell-words.ts';

const shortNotation = 'http 8080 /health 15s';

type Item = {readonly name: string; readonly check: JsonObject};

/** `http 8080 /health 15s 10s`: type, port, path, interval and timeout, each but the type where there is one. */
const readItem = (text: string): Item | undefined => {
	const {name, rest} = namedItem(text);
	const [, type, port, path, interval, timeout] =
		/^([a-z]+)(?:\s+(\d{1,5}))?(?:\s+(\/\S*))?(?:\s+(\d\S*))?(?:\s+(\d\S*))?$/.exec(rest) ?? [];
	if (type === undefined || [interval, timeout].some(span => span !== undefined && durationMs(span) === undefined)) {
		return undefined;
	}

	return {
		name: name ?? (port === undefined ? type : `${type}-${port}`),
		check: {type, port: port === undefined ? undefined : Number(port), path, interval, timeout},
	};
};

const written = ([name, check]: readonly [string, JsonObject]): string => {
	const {type, port, path, interval, timeout} = check;
	return `${name}: ${[type, port, path, interval, timeout].filter(part => part !== undefined).join(' ')}`;
};

/** Named checks: `web: http 8080 /health 15s; tcp 5432 15s 2s`. What else a check has stays what it is. */
export const checks: Notation = notation({
	write: value =>
		Object.entries(objectIn(value))
			.map(([name, check]) => written([name, objectIn(check)]))
			.join('; '),
	read: (text, before) => {
		const items = splitItems(text).map(readItem);
		if (!items.every(item => item !== undefined)) {
			return problem(`must be written as ${shortNotation}, with ; between`);
		}

		const names = items.map(({name}) => name);
		const twice = names.find((name, index) => names.indexOf(name) !== index);
		return twice === undefined
			? parsed(Object.fromEntries(items.map(({name, check}) => [name, withFields(objectIn(objectIn(before)[name]), check)])))
			: problem(`has two checks of the name ${twice}: put a name in front, such as web: ${shortNotation}`);
	},
});
