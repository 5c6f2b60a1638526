import {setImmediate} from 'node:timers/promises';
import {expect} from 'vitest';
import {isJsonObject, type Json, type JsonObject} from '../../../source/domain/json.ts';
import {startTestApi} from '../../helpers/local-server.ts';
import {createManualClock, type ManualClock} from '../../helpers/manual-clock.ts';
import {createMemoryDisk} from '../../helpers/memory-disk.ts';

/** What comes back of a request: no status when there is no answer, no body when the answer breaks off. */
export type Outcome = {readonly status: number | undefined; readonly body: JsonObject | undefined};

export type Sent = {
	readonly method: string;
	readonly path: string;
	readonly body?: Json | undefined;
	readonly headers?: Readonly<Record<string, string>>;
	readonly fault?: string | undefined;
};

/** A server on a clock that the test moves, which can be ended at any time and goes on from what it has committed. */
export type LawServer = {
	readonly clock: ManualClock;
	readonly send: (sent: Sent) => Promise<Outcome>;
	readonly get: (path: string) => Promise<{readonly status: number; readonly value: Json}>;
	readonly restart: () => Promise<void>;
	readonly close: () => Promise<void>;
};

const longestLatencyMs = 1500;

export const startLawServer = async (): Promise<LawServer> => {
	const clock = createManualClock();
	const disk = createMemoryDisk();
	const start = async () => (await startTestApi({clock, state: disk.open()})).api;
	let api = await start();

	const ask = ({method, path, body, headers}: Sent, signal?: AbortSignal): Promise<Response> =>
		fetch(api.url + path, {
			method,
			headers: {authorization: 'Bearer secret', ...headers},
			...(body === undefined ? {} : {body: JSON.stringify(body)}),
			...(signal === undefined ? {} : {signal}),
		});

	const get: LawServer['get'] = async path => {
		const response = await ask({method: 'GET', path});
		return {status: response.status, value: JSON.parse((await response.text()) || 'null')};
	};

	/** A body that breaks off is none. */
	const outcomeOf = async (response: Response): Promise<Outcome> => {
		const text = await response.text().catch(() => '');
		const value: Json = text.startsWith('{') ? JSON.parse(text) : null;
		return {status: response.status, body: isJsonObject(value) ? value : undefined};
	};

	const noAnswer: Outcome = {status: undefined, body: undefined};
	const withFault = (sent: Sent, fault: string): Sent => ({...sent, headers: {...sent.headers, 'flydeck-fault': fault}});

	/** The delay is the next thing that falls due, so that it is seen on the clock that the request has come so far. */
	const delayed = async (sent: Sent): Promise<Outcome> => {
		while (clock.dueInMs() <= 1) {
			clock.advance(1);
		}

		const ms = Math.min(longestLatencyMs, clock.dueInMs() - 1);
		const asked = ask(withFault(sent, `latency=${ms}`));
		while (clock.dueInMs() !== ms) {
			await setImmediate();
		}

		clock.advance(ms);
		return outcomeOf(await asked);
	};

	const hung = async (sent: Sent): Promise<Outcome> => {
		const gone = new AbortController();
		const asked = ask(withFault(sent, 'hang'), gone.signal).then(
			() => 'answered',
			() => 'no answer',
		);
		expect((await get('/v1/platform/regions')).status).toBe(200);
		gone.abort();
		expect(await asked).toBe('no answer');
		return noAnswer;
	};

	const reset = async (sent: Sent): Promise<Outcome> => {
		await expect(ask(withFault(sent, 'reset'))).rejects.toThrow('fetch failed');
		return noAnswer;
	};

	const special: Readonly<Record<string, (sent: Sent) => Promise<Outcome>>> = {latency: delayed, hang: hung, reset};

	return {
		clock,
		get,
		async send(sent) {
			const {fault} = sent;
			return fault === undefined ? outcomeOf(await ask(sent)) : (special[fault]?.(sent) ?? outcomeOf(await ask(withFault(sent, fault))));
		},
		async restart() {
			await api.close();
			api = await start();
		},
		close: () => api.close(),
	};
};
