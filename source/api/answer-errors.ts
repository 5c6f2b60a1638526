import {isJsonObject, type Json} from '../domain/json.ts';
import {printable} from '../domain/text.ts';
import {timeMs} from './decode/values.ts';
import {ApiError, type ApiErrorKind, type LeaseHeldBy} from './errors.ts';
import type {Redact} from './secrets.ts';

type StatusRow = {
	readonly from: number;
	readonly to: number;
	readonly kind: ApiErrorKind;
	readonly words: string;
	/** True when the call may have taken effect all the same: somebody on the way gave up waiting for it. */
	readonly outcomeUnknown?: true;
};

/** The first row that holds a status decides. */
const statusRows: readonly StatusRow[] = [
	{from: 401, to: 401, kind: 'unauthorized', words: 'refused the token'},
	{from: 403, to: 403, kind: 'forbidden', words: 'does not allow this token to do that'},
	{from: 404, to: 404, kind: 'not-found', words: 'did not find it'},
	{from: 408, to: 408, kind: 'deadline', words: 'gave up waiting', outcomeUnknown: true},
	{from: 409, to: 409, kind: 'conflict', words: 'refused because something else is in the way'},
	{from: 412, to: 412, kind: 'precondition', words: 'refused in the present state'},
	{from: 429, to: 429, kind: 'rate-limited', words: 'asked for fewer calls'},
	{from: 502, to: 502, kind: 'server', words: 'failed', outcomeUnknown: true},
	{from: 504, to: 504, kind: 'server', words: 'failed', outcomeUnknown: true},
	{from: 500, to: 599, kind: 'server', words: 'failed'},
	{from: 400, to: 499, kind: 'invalid', words: 'did not accept the request'},
	{from: 300, to: 399, kind: 'malformed', words: 'sent flydeck to another address, where it does not go'},
];

const unknownStatus: Omit<StatusRow, 'from' | 'to'> = {kind: 'malformed', words: 'gave an answer that makes no sense'};

/** Words of the API can be long; a sentence in a terminal cannot. */
const detailLimit = 300;
const requestIdLimit = 120;

const words = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');

const isHtml = (text: string): boolean => /^\s*</.test(text);

/** What the API said went wrong: `message` of an old body, else `error` of a new one, else the raw text. Not cleaned yet. */
const explanationIn = (body: string): string => {
	try {
		const json: unknown = JSON.parse(body);
		if (isJsonObject(json)) {
			return words(json.message) || words(json.error) || words(json.status);
		}
	} catch {
		// Not JSON: a proxy's own page or plain text.
	}

	return isHtml(body) ? 'a web page came back instead of JSON' : body.trim();
};

const heldByIn = (explanation: string): LeaseHeldBy | undefined => {
	const match = /lease currently held by (?<owner>.+?)(?:, expires at (?<expiry>.+))?$/.exec(explanation);
	const owner = match?.groups?.owner;
	if (owner === undefined) {
		return undefined;
	}

	// The old form, `2022-10-20 19:59:06 +0000 UTC`, is Go's way to print a time.
	const expiry = match?.groups?.expiry?.replace(/^(\S+) (\S+) \+0000 UTC$/, '$1T$2Z');
	return {owner, expiresAtMs: timeMs(expiry)};
};

/** How long `Retry-After` asks to wait, in ms: it holds seconds or a date. */
const retryAfterMsIn = (header: string | null, nowMs: number): number | undefined => {
	if (header === null) {
		return undefined;
	}

	const seconds = /^\s*\d+(?:\.\d+)?\s*$/.test(header) ? Number(header) : undefined;
	const delayMs = seconds === undefined ? Date.parse(header) - nowMs : seconds * 1000;
	return Number.isFinite(delayMs) ? Math.max(0, delayMs) : undefined;
};

/** What a sentence about a failed call needs to know. */
export type AskedOf = {
	/** What was asked, as `stop machine 3d8d of app demo`. */
	readonly deed: string;
	/** What API it is: `Machines API`. */
	readonly apiName: string;
	/** Host and port of the API. */
	readonly host: string;
	readonly isWrite: boolean;
	/** Blanks out what must not be shown. */
	readonly redact: Redact;
	readonly nowMs: number;
};

/** One printable line of a text from outside, without secrets and not longer than a sentence may be. */
export const showable = (text: string, redact: Redact, limit = detailLimit): string => {
	// All of it is made printable before it is cut: half a secret would not be recognised.
	const line = redact(printable(text, text.length));
	return line.length > limit ? `${line.slice(0, limit)}…` : line;
};

/** What stands before the body of an answer. */
export type AnswerHead = Pick<Response, 'ok' | 'status' | 'headers'>;

export const requestIdOf = (response: AnswerHead, asked: AskedOf): string | undefined =>
	showable(response.headers.get('fly-request-id') ?? '', asked.redact, requestIdLimit) || undefined;

/** The error that an answer with another status than 2xx stands for. */
export const answerError = (response: AnswerHead, body: string, asked: AskedOf): ApiError => {
	const row = statusRows.find(({from, to}) => response.status >= from && response.status <= to) ?? unknownStatus;
	const detail = showable(explanationIn(body), asked.redact);
	const heldBy = heldByIn(detail);
	const sentence = `The ${asked.apiName} at ${asked.host} ${row.words} (${response.status}) when asked to ${asked.deed}`;
	return new ApiError(detail === '' ? `${sentence}.` : `${sentence}: ${detail}`, {
		kind: heldBy === undefined ? row.kind : 'lease-held',
		status: response.status,
		requestId: requestIdOf(response, asked),
		retryAfterMs: retryAfterMsIn(response.headers.get('retry-after'), asked.nowMs),
		heldBy,
		detail,
		outcomeUnknown: asked.isWrite && row.outcomeUnknown === true,
	});
};

const cutOff = 'an answer that was cut off';

/** The error for an answer that says success with a body that is not one of the Machines API. */
export const malformedError = (response: AnswerHead, problem: string, asked: AskedOf): ApiError => {
	const sentence = `The ${asked.apiName} at ${asked.host} gave ${problem} (${response.status}) when asked to ${asked.deed}.`;
	// What was cut off began as it should: the address is a good one.
	return new ApiError(problem === cutOff ? sentence : `${sentence} Is this the address of a ${asked.apiName}?`, {
		kind: 'malformed',
		status: response.status,
		requestId: requestIdOf(response, asked),
		detail: problem,
		outcomeUnknown: asked.isWrite,
	});
};

const problemWith = (body: string): string => {
	if (isHtml(body)) {
		return 'a web page instead of JSON';
	}

	return /^\s*[[{]/.test(body) ? cutOff : 'something that is not JSON';
};

/** The JSON of a success, or what is wrong with its body in words. `undefined` stands for a body whose end never came. */
export const readBody = (body: string | undefined): {readonly json: Json} | {readonly problem: string} => {
	if (body === undefined) {
		return {problem: cutOff};
	}

	if (body.trim() === '') {
		return {problem: 'an empty body'};
	}

	try {
		return {json: JSON.parse(body)};
	} catch {
		return {problem: problemWith(body)};
	}
};
