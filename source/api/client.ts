import ky, {type KyInstance} from 'ky';
import type {Clock} from '../domain/clock.ts';
import type {Json, JsonObject} from '../domain/json.ts';
import {addressesOf, pathOf, type Service, urlOf} from './addresses.ts';
import {type AskedOf, answerError, malformedError, readBody, requestIdOf, showable} from './answer-errors.ts';
import {authorizationHeader} from './authorization.ts';
import {cancelledError, connectionError, timeoutError} from './connection-errors.ts';
import {ApiError} from './errors.ts';
import type {Guard} from './guard.ts';
import type {Answered, FarReader} from './list-memory.ts';
import {failedOutcome, type Observe, type Outcome} from './observe.ts';
import {createPacing} from './pacing.ts';
import {createRedact} from './secrets.ts';
import {textWithin, tooLong} from './text-within.ts';

export const leaseNonceHeader = 'fly-machine-lease-nonce';

const defaultTimeoutMs = 10_000;

/** The longest path that an observer is told. */
const pathLimit = 1000;

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
	/** The API that it is asked of: the Machines API where it does not say. */
	readonly service?: Service;
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** The parts of the path after what all paths of the API begin with, as `/v1`. */
	readonly path: readonly string[];
	readonly query?: Readonly<Record<string, string | undefined>>;
	readonly body?: JsonObject;
	/** Texts of the body that nobody may see. */
	readonly secrets?: readonly string[];
	readonly nonce?: string | undefined;
	/** A lease of ours goes on, or is given back: what is protected was asked about when it was taken. */
	readonly isOwnLease?: true;
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal | undefined;
	/** The meaning of the body, or undefined when it has the wrong shape. An empty body of a 202 or 204 reads as null. */
	readonly read: (body: Json) => Answer | undefined;
	/** Reads the answer elsewhere where it is too long for here. */
	readonly far?: FarReader<Answer> | undefined;
};

export type Client = {
	/** @throws ApiError, and nothing else */
	readonly send: <Answer extends NonNullable<unknown>>(call: Call<Answer>) => Promise<Answer>;
};

export type ClientOptions = {
	readonly baseUrl: string;
	/** Where the logs are; `https://api.fly.io` for the platform's own Machines API, else the base URL. */
	readonly logsUrl?: string;
	readonly token: string;
	/** Whether it refuses to send what may change anything, whoever asks. */
	readonly isReadOnly?: boolean;
	/** What keeps changes from going out that were not asked about. */
	readonly guard?: Pick<Guard, 'patternAgainst'>;
	readonly clock: Clock;
	readonly fetch?: typeof fetch;
	readonly userAgent: string;
	readonly observe?: Observe;
};

// A URL takes `.` and `..` as steps, encoded or not, so that such a name would reach another resource.
const isNoName = (part: string): boolean => part === '' || part === '.' || part === '..';

const headersFrom = ({token, userAgent}: ClientOptions): Readonly<Record<string, string>> => {
	const authorization = authorizationHeader(token);
	return {accept: 'application/json', ...(authorization === undefined ? {} : {authorization}), 'user-agent': userAgent};
};

const createHttp = ({fetch}: ClientOptions, headers: Readonly<Record<string, string>>): KyInstance =>
	ky.create({
		retry: 0,
		timeout: false,
		throwHttpErrors: false,
		redirect: 'manual',
		headers,
		...(fetch === undefined ? {} : {fetch}),
	});

/** Sends calls one by one within the API's rate limits and their time, and turns whatever fails into an ApiError. Nothing is tried twice. */
export const createClient = (options: ClientOptions): Client => {
	const {baseUrl, logsUrl, clock, token, isReadOnly = false, guard, observe = () => {}} = options;
	const headers = headersFrom(options);
	const http = createHttp(options, headers);
	const pacing = createPacing(clock);
	const addresses = addressesOf(baseUrl, logsUrl);

	const exchange = async <Answer extends NonNullable<unknown>>(
		call: Call<Answer>,
		signal: AbortSignal,
		progressed: () => void,
	): Promise<Answered<Answer>> => {
		const {far} = call;
		const url = urlOf(addresses[call.service ?? 'machines'], call);
		const readFar = () => far?.read({url, headers, signal, progressed});
		const answered = far?.isLong() === true ? await readFar() : undefined;
		if (answered !== undefined) {
			return answered;
		}

		const response = await http(url, {
			method: call.method,
			signal,
			headers: {[leaseNonceHeader]: call.nonce},
			...(call.body === undefined ? {} : {json: call.body}),
		});
		const limitBytes = response.ok ? (far?.limitBytes() ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
		const body = await textWithin(response, limitBytes).catch(() => {
			signal.throwIfAborted();
			return undefined;
		});
		return body === tooLong ? ((await readFar()) ?? exchange(call, signal, progressed)) : {head: response, body};
	};

	const exchangeInTime = async <Answer extends NonNullable<unknown>>(call: Call<Answer>, asked: AskedOf): Promise<Answered<Answer>> => {
		const timeoutMs = call.timeoutMs ?? defaultTimeoutMs;
		const timeout = new AbortController();
		const startTimer = () => clock.after(timeoutMs, () => timeout.abort());
		let cancelTimer = startTimer();
		const progressed = (): void => {
			cancelTimer();
			cancelTimer = startTimer();
		};
		const signals = call.signal === undefined ? [timeout.signal] : [timeout.signal, call.signal];
		try {
			return await exchange(call, AbortSignal.any(signals), progressed);
		} catch (error) {
			if (call.signal?.aborted === true) {
				throw cancelledError(true, asked);
			}

			throw timeout.signal.aborted ? timeoutError(timeoutMs, asked) : connectionError(error, asked);
		} finally {
			cancelTimer();
		}
	};

	const answerTo = async <Answer extends NonNullable<unknown>>(call: Call<Answer>, asked: AskedOf) => {
		const answered = await exchangeInTime(call, asked);
		const {head} = answered;
		if ('answer' in answered) {
			return answered;
		}

		const {body} = answered;
		if (!head.ok) {
			throw answerError(head, body ?? '', asked);
		}

		const read = body === '' && bodyless.has(head.status) ? {json: null} : readBody(body);
		if ('problem' in read) {
			throw malformedError(head, read.problem, asked);
		}

		const answer = call.read(read.json);
		if (answer === undefined) {
			throw malformedError(head, 'JSON of an unexpected shape', asked);
		}

		return {head, answer};
	};

	const send = async <Answer extends NonNullable<unknown>>(call: Call<Answer>): Promise<Answer> => {
		const redact = createRedact([token, call.nonce, ...(call.secrets ?? [])]);
		const address = addresses[call.service ?? 'machines'];
		const asked: AskedOf = {
			deed: showable(call.deed, redact),
			apiName: address.name,
			host: address.host,
			isWrite: call.method !== 'GET',
			redact,
			nowMs: clock.now(),
		};
		if (call.path.some(isNoName)) {
			throw new ApiError(`Could not ${asked.deed}: a name or id is missing.`, {kind: 'invalid'});
		}

		if (isReadOnly && asked.isWrite) {
			throw new ApiError(`Could not ${asked.deed}: flydeck is read-only here, and nothing was sent.`, {kind: 'invalid'});
		}

		const pattern = asked.isWrite ? guard?.patternAgainst(call) : undefined;
		if (pattern !== undefined) {
			throw new ApiError(`Could not ${asked.deed}: it is protected by ${pattern} and was not confirmed, so nothing was sent.`, {
				kind: 'invalid',
			});
		}

		await pacing.take(call.action, call.scope, call.signal).catch(() => {
			throw cancelledError(false, asked);
		});
		const startedAtMs = clock.now();
		const tell = (outcome: Outcome): void => {
			const path = showable(pathOf(address, call), redact, pathLimit);
			observe({method: call.method, path, deed: asked.deed, startedAtMs, tookMs: clock.now() - startedAtMs, ...outcome});
		};

		const {head, answer} = await answerTo(call, asked).catch((error: unknown) => {
			tell(failedOutcome(error));
			throw error;
		});
		tell({status: head.status, requestId: requestIdOf(head, asked)});
		return answer;
	};

	return {send};
};
