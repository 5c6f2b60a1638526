import {isJsonObject, type Json, type JsonObject} from '../json.ts';

/** What stands in place of a secret. */
export const mask = '(masked)';

const secretName =
	/pass|pwd|secret|token|key|credential|auth|cookie|salt|pepper|hmac|jwt|bearer|webhook|dsn|database_url|conn(?:ection)?_?str(?:ing)?/i;

/** The same for what no platform or program calls otherwise: the last word of a field or of an option. */
const plainSecretName =
	/(?:passwords?|passwd|pwd|passphrase|secret|token|credentials?|(?:api|access|private|secret)[_-]?key|authorization|cookie)$/i;

/**
Up to the last @ of a word, since passwords hold such and slashes too; a port and a path are none. No longer than that: each of many beginnings
would be looked after to the end of the text.
*/
const passwordInUrl = /(\/\/[^\s/:@]{0,100}:)(?!\d{1,5}(?:[/?#]|$))(?:[^\s"]{1,200}|[^\s/@]+)@/g;

/** A token in place of a name: `https://x@host`. Names are shorter. */
const tokenInUrl = /(\/\/)[^\s/:@]{16,200}@/g;

/** Addresses that whoever knows them may write to, and what signs an address. */
const secretInUrl =
	/(\b(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks)\/|[?&](?:sig|[\w-]{0,30}signature)=)[^\s"'&]+/gi;

/** A header that gives a secret, up to its end: `Authorization: Bearer x`. */
const secretHeader = /((?:authorization|cookie)["'\\]{0,2}\s{0,3}[:=]\s{0,3}["'\\]{0,2})[^\s"'\\][^"'\r\n]*/gi;

/** What is given after a name that means a secret: `PASSWORD=x`, `&token=x`, `api_key: x`, `{"secret":"x"}`. An image `token-api:v1` is none. */
const secretByName =
	/((?:password|passwd|pwd|passphrase|secret|token|credential|(?:api|access|account|private)[_-]?key)[\w-]{0,30}(?:["'\\]{1,3}\s{0,3}[:=]\s{0,3}|\s{0,3}:?=>?\s{0,3}|:\s{1,3}|:(?=["'\\])))(?!\(masked\))(?:\\?"(?:\\[^"\r\n]|[^"\\\r\n])*(?:\\?")?|'[^'\r\n]*'?|[^\s"'&;,]+)/gi;

/** The same for the variables of an environment, whose names tell more: `AUTH_KEY=x`, `SALT=x`, `dsn=https://x@host`. */
const secretVariable =
	/\b((?:(?=[A-Z\d_]*(?:PASS|PWD|SECRET|TOKEN|KEY|CREDENTIAL|AUTH|COOKIE|SALT|PEPPER|HMAC|JWT|BEARER|WEBHOOK|DSN|DATABASE_URL|CONN(?:ECTION)?_?STR))[A-Z][A-Z\d_]{0,60}|dsn)=)(?!\(masked\))(?:"[^"\r\n]*"?|'[^'\r\n]*'?|[^\s"'&;,]+)/g;

/** The name and password of `curl -u name:x`, and the password of `mysql -px`. */
const secretOfClient = /((?:^|\s)-u\s{0,3}[^\s:]{1,60}:|\bmysql\w{0,20}\s(?:[^\r\n]{0,200}\s)?-p)(?!\(masked\))[^\s"']+/g;

/** What stands after a word for a kind of credential. "Basic" is a word like others, unless something coded follows. */
const credential = /\b((?:bearer|flyv1)\s+|basic\s+(?=\S*[\d=]))[\w+/=.,~-]{8,}/gi;

/** How tokens begin, by who makes them; where others may begin so, with what else tells them. */
const makers = [
	'f(?:m\\d[a-z]?|o\\d)_', // Fly
	'gh[oprsu]_|github_pat_|gl(?:pat|ptt|rt|dt|soat|cbt|ft|oas)-', // GitHub, GitLab
	'A(?:KI|SI)A(?=[\\dA-Z]{12})|AIza(?=[\\w-]{30})|ya29\\.|GOCSPX-|dop_v1_', // Amazon, Google, DigitalOcean
	'xox[a-z]-|xapp-|\\d{8,10}:AA(?=[\\w-]{30})', // Slack, Telegram
	'[prs]k_(?:live|test)_|whsec_|shp(?:at|ca|pa|ss)_', // Stripe, Shopify
	'sk-(?=[\\w-]{20})|hf_(?=\\w{20})', // OpenAI and Anthropic, Hugging Face
	'npm_(?=\\w{30})|pypi-(?=\\w{16})|dckr_pat_', // registries
	'SG\\.(?=[\\w-]{16,}\\.)|SK(?=[\\da-f]{32})|key-(?=[\\da-f]{32})', // SendGrid, Twilio, Mailgun
	'hv[bs]\\.(?=\\w{20})|tskey-|AGE-SECRET-KEY-|sntry[su]_|lin_api_|ATATT3|dapi(?=[\\da-f]{32})', // Vault, Tailscale, age and others
].join('|');

/** Tokens by their own prefix, and web tokens, anywhere in a text. */
const tokenAnywhere = new RegExp(`\\b(?:${makers}|eyJ[\\w-]{4,}\\.(?=[\\w-]))[\\w+/=.,-]+`, 'g');

/** Words of a command that give a secret after the option that names it: `--password x`. */
const secretAfterOption = /((?:^|\s)--?[\w-]*(?:password|passwd|secret|token|api[_-]?key)\s+)[^\s-]\S*/gi;

/** Texts that are secrets whatever their name: private keys, web tokens, tokens with a maker's prefix. */
const secretShapes: readonly RegExp[] = [
	/-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|^PuTTY-User-Key-File-\d/,
	/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
	/^(?:bearer|basic|flyv1) +\S+$/i,
	new RegExp(`^(?:${makers})`),
];

/** Long random characters, which are a secret unless their name says that they are an id or a digest. */
const randomShapes: readonly RegExp[] = [
	/^(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d)[\w+/=-]{24,}$/,
	/^[\da-f]{32,}$/i,
	/^(?=\D*\d)(?:[a-z\d]{32,}|[A-Z\d]{32,})$/,
];

const publicName = /(?:^|[_-])(?:id|sha\d*|commit|revision|digest|hash|checksum|version)$/i;

/** The places whose keys are names that people give. */
const namedPlaces: ReadonlySet<string> = new Set(['env', 'metadata']);

/**
Whether what an object holds under a key is a secret by its name: in an env or in metadata, in a header with the name of a secret, in a file,
and in any field that flydeck does not know. `place` is the key of the object itself.
*/
export const isSecretAt = (owner: JsonObject, key: string, place: string): boolean =>
	(namedPlaces.has(place) && secretName.test(key)) ||
	(plainSecretName.test(key) && typeof owner[key] === 'string') ||
	key === 'raw_value' ||
	(key === 'values' && typeof owner.name === 'string' && secretName.test(owner.name));

/** A text as it may be shown that stands under `key`, or anywhere. */
export const maskedText = (text: string, key = ''): string => {
	const shapes = publicName.test(key) ? secretShapes : [...secretShapes, ...randomShapes];
	return shapes.some(shape => shape.test(text))
		? mask
		: text
				.replace(passwordInUrl, `$1${mask}@`)
				.replace(tokenInUrl, `$1${mask}@`)
				.replace(secretInUrl, `$1${mask}`)
				.replace(secretHeader, `$1${mask}`)
				.replace(secretByName, `$1${mask}`)
				.replace(secretVariable, `$1${mask}`)
				.replace(secretOfClient, `$1${mask}`)
				.replace(secretAfterOption, `$1${mask}`)
				.replace(credential, `$1${mask}`)
				.replace(tokenAnywhere, mask);
};

/** Whether an item of a list is a secret, since the one before it is an option that names it: `--token`. */
export const isSecretAfter = (before: Json | undefined): boolean =>
	typeof before === 'string' && /^--?[\w-]+$/.test(before) && plainSecretName.test(before);

/** What becomes of what may not be shown: of a value that is a secret by its place, and of a text whatever its place. */
export type Replacing = {
	readonly secret: (value: Json, key: string) => Json;
	readonly text: (text: string, key: string) => Json;
};

/** A config, or the part of it that stands under `key`, with something else in the place of what may not be shown. */
export const replaced = (value: Json, key: string, replacing: Replacing): Json => {
	if (typeof value === 'string') {
		return replacing.text(value, key);
	}

	if (Array.isArray(value)) {
		return value.map((item, index) => (isSecretAfter(value[index - 1]) ? replacing.secret(item, key) : replaced(item, '', replacing)));
	}

	if (!isJsonObject(value)) {
		return value;
	}

	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			inner === undefined || !isSecretAt(value, name, key) ? inner && replaced(inner, name, replacing) : replacing.secret(inner, name),
		]),
	);
};

const masking: Replacing = {secret: () => mask, text: maskedText};

/**
A config, or the part of it that stands under `key`, as it may be shown. Masked are: what has the name of a secret in an env, in
metadata, in headers and in unknown fields, files, passwords in URLs and in words of a command, and what has the shape of a secret.
*/
export const masked = (value: Json, key = ''): Json => replaced(value, key, masking);
