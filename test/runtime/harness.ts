import type {ServerResponse} from 'node:http';
import {vi} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {decodeMachine} from '../../source/api/decode/machine.ts';
import type {FarLists} from '../../source/api/far-lists.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {initialState} from '../../source/store/initial-state.ts';
import type {Target} from '../../source/store/state.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {createManualClock, type ManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, type ReceivedRequest, type StubAnswer, startStubServer} from '../helpers/stub-server.ts';

export const id = '148e21ea046789';
export const listPath = '/v1/apps/web/machines';
export const machinePath = `${listPath}/${id}`;

/** A machine as the API writes it. */
export const onWire = (fields: JsonObject = {}): JsonObject => ({
	id,
	name: 'web-1',
	state: 'started',
	region: 'fra',
	instance_id: '01A',
	config: {image: 'nginx'},
	events: [],
	...fields,
});

/** An exit event as the API writes it. */
export const exitOnWire = (exit: JsonObject, eventId = '01X', timestamp = 1_800_000_000_000): JsonObject => ({
	id: eventId,
	type: 'exit',
	status: 'stopped',
	source: 'flyd',
	timestamp,
	request: {exit_event: exit},
});

export const buildMachine = (fields: JsonObject = {}, app = 'web'): Machine => {
	const decoded = decodeMachine(onWire(fields), app);
	if (!decoded.ok) {
		throw new Error(decoded.problem);
	}

	return decoded.machine;
};

export const targetIn = (state: string): Target => ({id, app: 'web', name: 'web-1', state, sinceMs: undefined});

/** Gives one answer after the other; the last one again and again. */
export const inOrder = (...answers: readonly StubAnswer[]): StubAnswer => {
	let next = 0;
	return (response, request) => {
		answers[Math.min(next++, answers.length - 1)]?.(response, request);
	};
};

/** Cuts the connection without an answer. */
export const hangUp: StubAnswer = response => {
	response.destroy();
};

/** Keeps requests waiting until they are let go, oldest first. */
export const createHold = () => {
	const waiting: (readonly [ServerResponse, ReceivedRequest])[] = [];
	const answer: StubAnswer = (...request) => {
		waiting.push(request);
	};
	return {
		answer,
		letGo(with_: StubAnswer): void {
			const request = waiting.shift();
			if (request === undefined) {
				throw new Error('no request is held');
			}

			with_(...request);
		},
		count: () => waiting.length,
	};
};

export type Harness = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: ManualClock;
	/** What the server answers, by method and path; it may be changed at any time. Anything else is not found. */
	readonly answers: Record<string, StubAnswer>;
	readonly requests: (methodAndPath: string) => readonly ReceivedRequest[];
	/** Every request that would change something. */
	readonly writes: () => readonly string[];
	readonly notes: () => readonly string[];
	readonly until: (condition: () => boolean) => Promise<void>;
	/** Gives whatever is under way the time to reach the server, so that what did not come will not come. */
	readonly quiet: () => Promise<void>;
};

const routeOf = ({method, url}: ReceivedRequest): string => `${method} ${url.split('?')[0]}`;

/** A real client, a store and a clock that the test moves, with a server that answers as it is told. */
export const createHarness = async (
	given: Readonly<Record<string, StubAnswer>> = {},
	{apps = ['web'], farLists}: {readonly apps?: readonly string[]; readonly farLists?: FarLists} = {},
): Promise<Harness> => {
	const answers: Record<string, StubAnswer> = {...given};
	const missing = jsonAnswer({error: 'not_found: machine not found'}, 404);
	const server = await startStubServer((response, request) => {
		(answers[routeOf(request)] ?? missing)(response, request);
	});
	const clock = createManualClock();
	const store = createStore(initialState({isLocal: false, host: 'stub', organization: 'personal', apps, nowMs: clock.now()}));
	return {
		api: createApi({baseUrl: server.baseUrl, token: 'secret', clock, userAgent: 'flydeck-test', farLists}),
		store,
		clock,
		answers,
		requests: route => server.requests.filter(request => routeOf(request) === route),
		writes: () => server.requests.filter(({method}) => method !== 'GET').map(routeOf),
		notes: () => store.getState().notes.map(({text}) => text),
		until: condition =>
			vi.waitFor(
				() => {
					if (!condition()) {
						throw new Error(`It did not come true: ${condition}. Requests: ${server.requests.map(routeOf).join(', ')}`);
					}
				},
				{timeout: 4000, interval: 2},
			),
		async quiet() {
			for (let turn = 0; turn < 4; turn++) {
				await fetch(`${server.baseUrl}/quiet`).then(response => response.text());
			}
		},
	};
};

/** Puts machines into the store as if a list had told of them. */
export const receive = ({store, clock}: Pick<Harness, 'store' | 'clock'>, machines: readonly Machine[], requestId = 1): void => {
	store.dispatch({type: 'machines-received', app: 'web', requestId, requestedAtMs: clock.now(), readAgainMs: 5000, machines, issues: []});
};
