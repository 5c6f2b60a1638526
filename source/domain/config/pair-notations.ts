import {isJsonObject, type Json, type JsonObject} from '../json.ts';
import {mask, masked} from './masking.ts';
import {type Notation, notation, objectsIn, parsed, problem, withFields} from './notation.ts';
import {type NamedValue, readPairs, writePair} from './pairs.ts';

/** Names with texts, such as an env or metadata. Secrets are shown masked, and stay what they are as long as the mask does. */
export const namedTexts = (example: string, key: 'env' | 'metadata'): Notation => {
	const shownIn = (value: JsonObject): JsonObject => {
		const shown = masked(value, key);
		return isJsonObject(shown) ? shown : {};
	};

	return notation({
		write: value => {
			const entries = Object.entries(isJsonObject(value) ? shownIn(value) : {});
			return entries.map(([name, text]) => (text === mask ? `${name}=${mask}` : writePair(name, `${text}`))).join(', ');
		},
		read: (text, before) => {
			const pairs = readPairs(text, example);
			if (typeof pairs === 'string') {
				return problem(pairs);
			}

			const known = isJsonObject(before) ? before : {};
			const shown = shownIn(known);
			const isKept = (pair: NamedValue) => Object.hasOwn(shown, pair.name) && shown[pair.name] === pair.value;
			const lost = pairs.find(pair => pair.value.includes(mask) && !isKept(pair));
			return lost === undefined
				? parsed(Object.fromEntries(pairs.map(pair => [pair.name, isKept(pair) ? known[pair.name] : pair.value])))
				: problem(`has a masked value in ${lost.name} that is not known: write it out`);
		},
	});
};

const secretPrefix = 'secret:';

const isMask = ({value, isQuoted}: NamedValue): boolean => value === mask && !isQuoted;

const base64 = (text: string): string => btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''));

const writtenFile = (file: JsonObject): string | undefined => {
	const {guest_path: path, raw_value: content, secret_name: secret} = file;
	if (typeof path !== 'string') {
		return undefined;
	}

	return typeof secret === 'string' ? `${path}=${secretPrefix}${secret}` : typeof content === 'string' ? `${path}=${mask}` : undefined;
};

const readFile = (pair: NamedValue, old: JsonObject): Json => {
	const isSecret = pair.value.startsWith(secretPrefix) && !pair.isQuoted;
	return withFields(old, {
		guest_path: pair.name,
		image_config: undefined,
		raw_value: isSecret ? undefined : base64(pair.value),
		secret_name: isSecret ? pair.value.slice(secretPrefix.length) : undefined,
	});
};

/** Files with their text, or the secret that holds it: `/etc/motd=hello, /etc/key=secret:KEY`. Contents are never shown. */
export const fileTexts: Notation = notation({
	write: value => {
		const items = objectsIn(value).map(writtenFile);
		return items.every(item => item !== undefined) ? items.join(', ') : undefined;
	},
	read: (text, before) => {
		const pairs = readPairs(text, '/path=text');
		if (typeof pairs === 'string') {
			return problem(pairs);
		}

		const oldFile = (name: string): JsonObject | undefined => objectsIn(before).find(file => file.guest_path === name);
		const lost = pairs.find(pair => isMask(pair) && oldFile(pair.name)?.raw_value === undefined);
		return lost === undefined
			? parsed(pairs.map(pair => (isMask(pair) ? (oldFile(pair.name) ?? null) : readFile(pair, oldFile(pair.name) ?? {}))))
			: problem(`has a masked text in ${lost.name} that is not known: write it out`);
	},
});
