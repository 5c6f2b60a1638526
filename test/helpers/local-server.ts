import {onTestFinished} from 'vitest';
import {isJsonObject, type Json, type JsonObject} from '../../source/domain/json.ts';
import {type LocalApi, type LocalApiOptions, startLocalApi} from '../../source/local/local-api.ts';
import {createRandom} from '../../source/local/random.ts';
import {systemClock} from '../../source/runtime/clock.ts';

export type Reply = {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** The body, or an empty object where it is not a JSON object. */
	readonly body: JsonObject;
	/** The body, or an empty list where it is not a JSON list. */
	readonly list: readonly Json[];
};

export type Call = (
	method: string,
	path: string,
	body?: Json,
	options?: {readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal},
) => Promise<Reply>;

const parse = (text: string): Json => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

/** A way to call the local API at a URL, whose token is `secret`. */
export const callWith =
	(url: string): Call =>
	async (method, path, body, {headers = {}, signal} = {}) => {
		const response = await fetch(url + path, {
			method,
			headers: {authorization: 'Bearer secret', ...headers},
			...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
			...(signal === undefined ? {} : {signal}),
		});
		const text = await response.text();
		const value = parse(text);
		return {
			status: response.status,
			headers: response.headers,
			text,
			body: isJsonObject(value) ? value : {},
			list: Array.isArray(value) ? value : [],
		};
	};

/** A local Machines API for one test, on a free port, and a way to call it with its token. */
export const startTestApi = async (options: Partial<LocalApiOptions> = {}): Promise<{readonly api: LocalApi; readonly call: Call}> => {
	const api = await startLocalApi({
		clock: systemClock,
		random: createRandom(1),
		token: 'secret',
		scenario: 'empty',
		environment: {PATH: process.env.PATH},
		limits: false,
		...options,
	});
	onTestFinished(() => api.close());
	return {api, call: callWith(api.url)};
};
