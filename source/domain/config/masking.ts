import {isJsonObject, type Json, type JsonObject} from '../json.ts';

/** What stands in place of a secret. */
export const mask = '(masked)';

const secretName = /pass|pwd|secret|token|key|credential|auth|cookie|salt|dsn|database_url/i;

const passwordInUrl = /(\/\/[^\s/:@]*:)[^\s/@]+@/g;

/** Words of a command or a query that give a secret by its name: `--password=x`, `&token=x`. */
const secretInWords = /((?:^|[\s&?;,-])[\w-]*(?:password|passwd|secret|token|api[_-]?key)[\w-]*=)[^\s&;,]+/gi;

/** Texts that are secrets whatever their name: private keys, web tokens, tokens with a maker's prefix. */
const secretShapes: readonly RegExp[] = [
	/-----BEGIN [A-Z ]*PRIVATE KEY-----/,
	/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
	/^(?:bearer|basic|flyv1) +\S+$/i,
	/^(?:fm[12][ar]?_|fo1_|gh[opsu]_|github_pat_|glpat-|xox[a-z]-|[prs]k_(?:live|test)_|AKIA[\dA-Z]{12})/,
];

/** Long random characters, which are a secret unless their name says that they are an id or a digest. */
const randomShapes: readonly RegExp[] = [/^(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d)[\w+/=-]{24,}$/, /^[\da-f]{32,}$/i];

const publicName = /(?:^|[_-])(?:id|sha\d*|commit|revision|digest|hash|checksum|version)$/i;

/** Whether what an object holds under a key is a secret by its name: in an env, in a header with the name of a secret, in a file. */
export const isSecretAt = (owner: JsonObject, key: string, isEnv: boolean): boolean =>
	(isEnv && secretName.test(key)) ||
	key === 'raw_value' ||
	(key === 'values' && typeof owner.name === 'string' && secretName.test(owner.name));

/** A text as it may be shown that stands under `key`, or anywhere. */
export const maskedText = (text: string, key = ''): string => {
	const shapes = publicName.test(key) ? secretShapes : [...secretShapes, ...randomShapes];
	return shapes.some(shape => shape.test(text)) ? mask : text.replace(passwordInUrl, `$1${mask}@`).replace(secretInWords, `$1${mask}`);
};

/**
A config, or the part of it that stands under `key`, as it may be shown. Masked are: env values and headers with the name of a secret,
files, passwords in URLs and in words of a command, and what has the shape of a secret.
*/
export const masked = (value: Json, key = ''): Json => {
	if (typeof value === 'string') {
		return maskedText(value, key);
	}

	if (Array.isArray(value)) {
		return value.map(item => masked(item));
	}

	if (!isJsonObject(value)) {
		return value;
	}

	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			inner === undefined || !isSecretAt(value, name, key === 'env') ? inner && masked(inner, name) : mask,
		]),
	);
};
