import {tokensIn} from './authorization.ts';

// A shorter word is no secret worth the name, and blanking it out would garble every sentence.
const shortestSecret = 6;

export type Redact = (text: string) => string;

/** A function that blanks out the given tokens and nonces, and each part of them, wherever a text repeats them. */
export const createRedact = (given: readonly (string | undefined)[]): Redact => {
	const secrets = given
		.filter(secret => secret !== undefined)
		.flatMap(secret => [secret.trim(), ...tokensIn(secret)])
		.filter(secret => secret.length >= shortestSecret)
		// The whole before its parts, so that no part of a longer one is left over.
		.sort((a, b) => b.length - a.length);
	return text => secrets.reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text);
};
