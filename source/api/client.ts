import ky, {type KyInstance} from 'ky';
import type {Clock} from '../domain/clock.ts';
import type {Json, JsonObject} from '../domain/json.ts';
import {type AskedOf, answerError, malformedError, readBody, showable} from './answer-errors.ts';
import {authorizationHeader} from './authorization.ts';
import {cancelledError, connectionError, timeoutError} from './connection-errors.ts';
import {ApiError} from './errors.ts';
import {createPacing} from './pacing.ts';
import {createRedact} from './secrets.ts';

export const leaseNonceHeader = 'fly-machine-lease-nonce';

const defaultTimeoutMs = 10_000;

/** Statuses whose body may be empty: accepted, and no content. */
const bodyless = new Set([202, 204]);

/** One request to the API, and how to read its answer. */
export type Call<Answer extends NonNullable<unknown>> = {
	/** What is done, in one word: together with `scope` the key of the rate limit. */
	readonly action: string;
	/** The app, machine or organization that the API counts this call for. */
	readonly scope: string;
	/** What is done, for a sentence that begins with `Could not`. */
	readonly deed: string;
	readonly method: 'GET' | 'POST' | 'DELETE';
	/** The parts of the path after `/v1`. */
	readonly path: readonly string[];
	readonly query?: Readonly<Record<string, string | undefined>>;
	readonly body?: JsonObject;
	readonly nonce?: string | undefined;
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal | undefined;
	/** The meaning of the body, or undefined when it has the wrong shape. An empty body of a 202 or 204 reads as null. */
	readonly read: (body: Json) => Answer | undefined;
};

export type Client = {
	/** @throws ApiError, and nothing else */
	readonly send: <Answer extends NonNullable<unknown>>(call: Call<Answer>) => Promise<Answer>;
};

export type ClientOptions = {
	readonly baseUrl: string;
	readonly token: string;
	readonly clock: Clock;
	readonly fetch?: typeof fetch;
	readonly userAgent: string;
};

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).host : 'an address that is no URL');

// A URL takes `.` and `..` as steps, encoded or not, so that such a name would reach another resource.
const isNoName = (part: string): boolean => part === '' || part === '.' || part === '..';

const urlOf = (baseUrl: string, path: readonly string[]): string =>
	[baseUrl.replace(/\/+$/, ''), 'v1', ...path.map(encodeURIComponent)].join('/');

/** `body` is undefined when the connection was lost in the middle of it. */
type Answered = {readonly response: Response; readonly body: string | undefined};

const createHttp = ({token, userAgent, fetch}: ClientOptions): KyInstance =>
	ky.create({
		retry: 0,
		timeout: false,
		throwHttpErrors: false,
		redirect: 'manual',
		headers: {accept: 'application/json', authorization: authorizationHeader(token), 'user-agent': userAgent},
		...(fetch === undefined ? {} : {fetch}),
	});

/** Sends calls one by one within the API's rate limits and their time, and turns whatever fails into an ApiError. Nothing is tried twice. */
export const createClient = (options: ClientOptions): Client => {
	const {baseUrl, clock, token} = options;
	const http = createHttp(options);
	const pacing = createPacing(clock);
	const host = hostOf(baseUrl);

	const exchange = async (call: Call<NonNullable<unknown>>, signal: AbortSignal): Promise<Answered> => {
		const response = await http(urlOf(baseUrl, call.path), {
			method: call.method,
			searchParams: call.query,
			signal,
			headers: {[leaseNonceHeader]: call.nonce},
			...(call.body === undefined ? {} : {json: call.body}),
		});
		const body = await response.text().catch(() => {
			signal.throwIfAborted();
			return undefined;
		});
		return {response, body};
	};

	const exchangeInTime = async (call: Call<NonNullable<unknown>>, asked: AskedOf): Promise<Answered> => {
		const timeoutMs = call.timeoutMs ?? defaultTimeoutMs;
		const timeout = new AbortController();
		const cancelTimer = clock.after(timeoutMs, () => timeout.abort());
		const signals = call.signal === undefined ? [timeout.signal] : [timeout.signal, call.signal];
		try {
			return await exchange(call, AbortSignal.any(signals));
		} catch (error) {
			if (call.signal?.aborted === true) {
				throw cancelledError(true, asked);
			}

			throw timeout.signal.aborted ? timeoutError(timeoutMs, asked) : connectionError(error, asked);
		} finally {
			cancelTimer();
		}
	};

	const send = async <Answer extends NonNullable<unknown>>(call: Call<Answer>): Promise<Answer> => {
		const redact = createRedact([token, call.nonce]);
		const asked: AskedOf = {
			deed: showable(call.deed, redact),
			host,
			isWrite: call.method !== 'GET',
			redact,
			nowMs: clock.now(),
		};
		if (call.path.some(isNoName)) {
			throw new ApiError(`Could not ${asked.deed}: a name or id is missing.`, {kind: 'invalid'});
		}

		await pacing.take(call.action, call.scope, call.signal).catch(() => {
			throw cancelledError(false, asked);
		});
		const {response, body} = await exchangeInTime(call, asked);
		if (!response.ok) {
			throw answerError(response, body ?? '', asked);
		}

		const read = body === '' && bodyless.has(response.status) ? {json: null} : readBody(body);
		if ('problem' in read) {
			throw malformedError(response, read.problem, asked);
		}

		const answer = call.read(read.json);
		if (answer === undefined) {
			throw malformedError(response, 'JSON of an unexpected shape', asked);
		}

		return answer;
	};

	return {send};
};
