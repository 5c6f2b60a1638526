import {isSecretAfter, isSecretAt, mask, maskedText} from '../config/masking.ts';
import {isJsonObject, type Json} from '../json.ts';
import {keptText} from '../kept-text.ts';
import {createKnownValues, type KnownValues} from './known-values.ts';
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

/**
What the API or a person named, and the screen knows things by: it stays, also where a value of an env is the same word. All else is text, in
which a machine may tell such a value.
*/
const nameKeys: ReadonlySet<string> = new Set([
	...['name', 'state', 'region', 'instance', 'version', 'app', 'app_name', 'organization', 'slug', 'owner', 'nonce', 'volume'],
	...['type', 'status', 'source', 'host_status', 'level', 'kind', 'cpu_kind', 'gpu_kind', 'policy', 'protocol', 'autostop', 'handlers'],
	...['image', 'registry', 'repository', 'tag', 'digest', 'private_ip', 'timestamp', 'metadata', 'labels'],
]);

const nameKey = /(?:^id|_id|_at)$/;

type Hide = (text: string) => string;

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

const withoutSecretsAt = (value: Json, under: string, isSecretHere: (key: string) => boolean, hide: Hide): Json => {
	if (typeof value === 'string') {
		const text = nameKeys.has(under) || nameKey.test(under) ? value : hide(value);
		return wordKeys.has(under) ? maskedText(text) : keptText(text);
	}

	if (Array.isArray(value)) {
		return value.map((item, index) => (isSecretAfter(value[index - 1]) ? marker(item) : withoutSecretsAt(item, under, isSecretHere, hide)));
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
			return [[key, isHidden(key) ? marker(inner) : withoutSecretsAt(inner, place, isSecretHere, hide)]];
		}),
	);
};

/**
What the API answered to a request of this path, without what is secret: values of an env, files, secrets, tokens, nonces, output of commands,
metadata with the name of a secret, and what has the shape of one, and what `hide` takes out of texts. Keys stay, and values keep their type.
*/
export const withoutSecrets = (body: Json, path: string, hide: Hide = text => text): Json => {
	const keys = secretByPath.filter(row => row.path.test(path)).map(row => row.keys);
	const place = /\/metadata(?:\?|$)/.test(path) ? 'metadata' : '';
	return withoutSecretsAt(body, place, key => keys.some(names => names.has(key)), hide);
};

/** A private key in a text, up to its end or that of the text. */
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

const parsed = (text: string): Json | undefined => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

/** A body as it was sent, as it may be kept. `masker` knows the keys that began in pages of logs before, `values` what was in an env so far. */
export const recordedBody = (text: string, path: string, masker = createKeyMasker(), values = createKnownValues()): RecordedBody => {
	const body = parsed(text);
	if (body === undefined) {
		return {text: values.hide(text.replace(privateKey, mask)).split('\n').map(keptText).join('\n')};
	}

	values.learn(body);
	return {json: withoutSecrets(withoutSplitKeys(body, path, masker), path, values.hide)};
};

/** A body that is kept already without what came to be known of the values of an env since. */
export const withoutValues = (body: RecordedBody, path: string, {hide}: KnownValues): RecordedBody =>
	'json' in body ? {json: withoutSecrets(body.json, path, hide)} : {text: hide(body.text)};
