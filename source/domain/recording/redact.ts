import {isSecretAfter, isSecretAt, mask, maskedText} from '../config/masking.ts';
import {isJsonObject, type Json} from '../json.ts';
import {keptText} from '../kept-text.ts';
import type {RecordedBody} from './recording.ts';
import {createKeyMasker, withoutSplitKeys} from './split-keys.ts';

/** Keys whose value is a secret wherever they stand in an answer. */
const secretKeys: ReadonlySet<string> = new Set([
	'nonce',
	'token',
	'access_token',
	'raw_value',
	'private_key',
	'plaintext',
	'signature',
	'mac',
]);

/** What the API answers about secrets, and what a command printed: of what kind it is only its place tells. */
const secretByPath: readonly {readonly path: RegExp; readonly keys: ReadonlySet<string>}[] = [
	{path: /\/secret(?:s|keys)(?:[/?]|$)/, keys: new Set(['value', 'values'])},
	{path: /\/exec(?:\?|$)/, keys: new Set(['stdout', 'stderr'])},
];

/** Words of commands, which may be a secret by their shape alone; elsewhere such a shape is a tag or an id, and the screen needs it. */
const wordKeys: ReadonlySet<string> = new Set(['cmd', 'exec', 'entrypoint', 'command', 'metadata']);

/** Something of the same type that says nothing. */
const marker = (value: Json | undefined): Json => {
	switch (typeof value) {
		case 'string':
			return value === '' ? '' : mask;
		case 'number':
			return 0;
		case 'boolean':
			return false;
		default:
			break;
	}

	if (Array.isArray(value)) {
		return value.map(marker);
	}

	return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marker(inner)])) : null;
};

const withoutSecretsAt = (value: Json, under: string, isSecretHere: (key: string) => boolean): Json => {
	if (typeof value === 'string') {
		return wordKeys.has(under) ? maskedText(value) : keptText(value);
	}

	if (Array.isArray(value)) {
		return value.map((item, index) => (isSecretAfter(value[index - 1]) ? marker(item) : withoutSecretsAt(item, under, isSecretHere)));
	}

	if (!isJsonObject(value)) {
		return value;
	}

	const isHidden = (key: string): boolean => under === 'env' || secretKeys.has(key) || isSecretHere(key) || isSecretAt(value, key, under);
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, inner]) => {
			if (inner === undefined) {
				return [];
			}

			// The names in an object of metadata are its own.
			const place = under === 'metadata' ? under : key;
			return [[key, isHidden(key) ? marker(inner) : withoutSecretsAt(inner, place, isSecretHere)]];
		}),
	);
};

/**
What the API answered to a request of this path, without what is secret: values of an env, files, secrets, tokens, nonces, output of commands,
metadata with the name of a secret, and what has the shape of one. Keys stay, and values keep their type.
*/
export const withoutSecrets = (body: Json, path: string): Json => {
	const keys = secretByPath.filter(row => row.path.test(path)).map(row => row.keys);
	const place = /\/metadata(?:\?|$)/.test(path) ? 'metadata' : '';
	return withoutSecretsAt(body, place, key => keys.some(names => names.has(key)));
};

/** A private key in a text, up to its end or that of the text. */
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** A body as it was sent, as it may be kept. `masker` knows the keys that began in pages of logs before. */
export const recordedBody = (text: string, path: string, masker = createKeyMasker()): RecordedBody => {
	try {
		return {json: withoutSecrets(withoutSplitKeys(JSON.parse(text), path, masker), path)};
	} catch {
		return {text: text.replace(privateKey, mask).split('\n').map(keptText).join('\n')};
	}
};
