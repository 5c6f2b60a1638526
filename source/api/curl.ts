import {blank, nonceVariable} from '../domain/curl-blanks.ts';
import type {JsonObject} from '../domain/json.ts';
import {type Address, urlOf} from './addresses.ts';
import {blanked, written} from './blanked.ts';
import {type Call, leaseNonceHeader} from './client.ts';

type Shown = Pick<Call<NonNullable<unknown>>, 'method' | 'path' | 'query' | 'body' | 'nonce' | 'secrets'>;

/** What a terminal does not show, or shows as something else. */
const hidden = /\p{C}|\p{Zl}|\p{Zp}|\p{Variation_Selector}/gu;

const escapeSequence = (character: string): string =>
	character
		.split('')
		.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');

/** A text as it stands in a single-quoted word of a shell. */
const escaped = (text: string): string => text.replaceAll("'", "'\\''");

/** A text as one word of a shell, to the letter. */
const shellQuoted = (text: string): string => `'${escaped(text)}'`;

/** A text in characters that a terminal shows, where it is JSON. */
const shown = (json: string): string => json.replace(hidden, escapeSequence);

/**
A body as one word of a shell: JSON in characters that a terminal shows. In the place of each text that nobody may see, since the call says so or
since it looks like a secret, the shell puts in what it has in a variable.
*/
export const bodyWord = (body: JsonObject, secrets: readonly string[] = []): string => {
	const {body: rest, blanks} = blanked(body, secrets);
	return `'${written(rest, blanks, json => escaped(shown(json)), blank)}'`;
};

/** The curl command of a call. It holds no token, no nonce and no secret: the shell puts in what it has in `FLY_API_TOKEN`, `NONCE` and others. */
export const curlOf = (call: Shown, address: Address): string =>
	[
		`curl -X ${call.method} ${shellQuoted(urlOf(address, call))}`,
		'-H "Authorization: Bearer $FLY_API_TOKEN"',
		...(call.nonce === undefined ? [] : [`-H "${leaseNonceHeader}: $${nonceVariable}"`]),
		...(call.body === undefined ? [] : ["-H 'Content-Type: application/json'", `--data-raw ${bodyWord(call.body, call.secrets)}`]),
	].join(' ');
