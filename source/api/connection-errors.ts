import type {AskedOf} from './answer-errors.ts';
import {showable} from './answer-errors.ts';
import {ApiError} from './errors.ts';

/** What the code of an error means, or its message where it has no code. */
type CodeRow = {readonly codes: RegExp; readonly words: string};

/** Failures that came before anything was sent, so that a write cannot have taken effect. */
const neverSent: readonly CodeRow[] = [
	{codes: /^ECONNREFUSED$/, words: 'nothing listens there (connection refused)'},
	{codes: /^ENOTFOUND$/, words: 'there is no host of that name'},
	{codes: /^EAI_/, words: 'the name of the host could not be looked up'},
	{codes: /^(?:EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, words: 'no network way leads there'},
	{codes: /^UND_ERR_CONNECT_TIMEOUT$/, words: 'the connection could not be made in time'},
	{codes: /^(?:CERT_|UNABLE_TO_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_)/, words: 'its certificate is not to be trusted'},
	{codes: /^(?:EPROTO|ERR_SSL_)/, words: 'it does not speak https'},
	{codes: /^bad port$/, words: 'connections to that port are refused (it is not one for HTTP)'},
];

const lost = 'the connection was lost before the answer was complete';

/** Every error in the chain of causes, outermost first; several tries at once (IPv6 and IPv4) count as causes too. */
const chainOf = (thrown: unknown): readonly Error[] => {
	const chain: Error[] = [];
	let next = thrown;
	while (next instanceof Error && !chain.includes(next)) {
		chain.push(next);
		next = next.cause ?? (next instanceof AggregateError ? next.errors[0] : undefined);
	}

	return chain;
};

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

const codeOrMessage = (error: Error): string => codeOf(error) || error.message;

/**
What was thrown below, as text only. The errors of HTTP libraries carry the request with its headers, and the token must not travel with
an error.
*/
const plainCause = (chain: readonly Error[], asked: AskedOf): Error => {
	const told = chain.at(-1);
	const code = chain.map(codeOf).find(found => found !== '');
	const message = told?.message ?? 'unknown';
	const shown = showable(code === undefined || message.includes(code) ? message : `${code}: ${message}`, asked.redact);
	return new Error(shown);
};

/** The error for a call whose connection failed, while connecting or while the answer was read. */
export const connectionError = (thrown: unknown, asked: AskedOf): ApiError => {
	const chain = chainOf(thrown);
	const row = neverSent.find(({codes}) => chain.some(error => codes.test(codeOrMessage(error))));
	const cause = plainCause(chain, asked);
	const words = row?.words ?? `${lost} (${cause.message})`;
	return new ApiError(`Could not ${asked.deed}: the ${asked.apiName} at ${asked.host} cannot be reached, ${words}.`, {
		kind: 'unreachable',
		detail: words,
		outcomeUnknown: asked.isWrite && row === undefined,
		cause,
	});
};

/** The error for a call that got no whole answer within its time. */
export const timeoutError = (timeoutMs: number, asked: AskedOf): ApiError => {
	const detail = `no answer within ${timeoutMs / 1000} s`;
	return new ApiError(`Could not ${asked.deed}: the ${asked.apiName} at ${asked.host} gave ${detail}.`, {
		kind: 'timeout',
		detail,
		outcomeUnknown: asked.isWrite,
	});
};

/** The error for a call that its caller gave up; `sent` tells whether the request may have left before that. */
export const cancelledError = (sent: boolean, asked: AskedOf): ApiError =>
	new ApiError(`Gave up waiting for the ${asked.apiName} at ${asked.host} to ${asked.deed}.`, {
		kind: 'cancelled',
		detail: 'given up',
		outcomeUnknown: sent && asked.isWrite,
	});
