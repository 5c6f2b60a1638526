import type {JsonObject} from '../domain/json.ts';
import {type Address, urlOf} from './addresses.ts';
import {type Call, leaseNonceHeader} from './client.ts';

type Shown = Pick<Call<NonNullable<unknown>>, 'method' | 'path' | 'query' | 'body' | 'nonce' | 'secrets'>;

/** What a terminal does not show, or shows as something else. */
const hidden = /\p{C}|\p{Zl}|\p{Zp}|\p{Variation_Selector}/gu;

const escapeSequence = (character: string): string =>
	character
		.split('')
		.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');

/** A text as one word of a shell, to the letter. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** JSON in characters that a terminal shows, without the texts that nobody may see. */
export const shownJson = (body: JsonObject, secrets: readonly string[] = []): string =>
	JSON.stringify(body, (_key, value: unknown) => (typeof value === 'string' && secrets.includes(value) ? '[secret]' : value)).replace(
		hidden,
		escapeSequence,
	);

/** The curl command of a call. It holds no token and no nonce: the shell puts in what it has in `FLY_API_TOKEN` and `NONCE`. */
export const curlOf = (call: Shown, address: Address): string =>
	[
		`curl -X ${call.method} ${shellQuoted(urlOf(address, call))}`,
		'-H "Authorization: Bearer $FLY_API_TOKEN"',
		...(call.nonce === undefined ? [] : [`-H "${leaseNonceHeader}: $NONCE"`]),
		...(call.body === undefined
			? []
			: ["-H 'Content-Type: application/json'", `--data-raw ${shellQuoted(shownJson(call.body, call.secrets))}`]),
	].join(' ');
