import {onTestFinished} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {createPoller} from '../../source/runtime/poller.ts';
import {initialState} from '../../source/store/initial-state.ts';
import type {State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {startTestApi} from './local-server.ts';
import {createManualClock} from './manual-clock.ts';
import {waitFor} from './wait-for.ts';

const stepMs = 250;

/** A round trip is over when the answer has been taken in, too. */
const roundTrips = 3;

export const appNumber = (number: number): string => `app-${String(number).padStart(2, '0')}`;

/** A local API with so many apps of one machine each, and the poller on all of them, on a clock that the test moves. What it asks is counted. */
export const startManyApps = async (count: number) => {
	const clock = createManualClock();
	const {api: server, call} = await startTestApi({clock, limits: true});
	const ids = new Map<string, string>();
	const createApp = async (app: string, region = 'fra'): Promise<void> => {
		await call('POST', '/v1/apps', {app_name: app, org_slug: 'personal'});
		const {body} = await call('POST', `/v1/apps/${app}/machines`, {region, config: {image: 'nginx'}});
		ids.set(app, String(body.id));
	};

	for (let number = 1; number <= count; number++) {
		clock.advance(1000);
		await createApp(appNumber(number));
	}

	// All of them have come up, and that is long ago.
	clock.advance(600_000);

	const asked: string[] = [];
	let underWay = 0;
	/** What is answered in the place of the server, by the beginning of the path. */
	const answers = new Map<string, (path: string) => Response>();
	const countingFetch: typeof fetch = async (input, init) => {
		const {pathname, search} = new URL(input instanceof Request ? input.url : input);
		const path = decodeURIComponent(pathname + search);
		asked.push(path);
		underWay += 1;
		try {
			const answer = [...answers].find(([start]) => path.startsWith(start))?.[1];
			return answer === undefined ? await fetch(input, init) : answer(path);
		} finally {
			underWay -= 1;
		}
	};

	const store = createStore(initialState({isLocal: true, host: '', organization: 'personal', apps: [], nowMs: clock.now()}));
	const api = createApi({baseUrl: server.url, token: 'secret', clock, userAgent: 'flydeck-test', fetch: countingFetch});
	const poller = createPoller({api, store, clock, random: () => 0.5, organization: 'personal', apps: [], intervalMs: undefined});
	onTestFinished(() => poller.stop());

	const settle = async (): Promise<void> => {
		let before = -1;
		while (before !== asked.length) {
			before = asked.length;
			await waitFor(() => underWay === 0);
			for (let trip = 0; trip < roundTrips; trip++) {
				await call('GET', '/quiet');
			}
		}
	};

	const pass = async (ms: number): Promise<void> => {
		await settle();
		for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
			clock.advance(Math.min(stepMs, ms - passedMs));
			await settle();
		}
	};

	/** Lets time pass until a condition holds; answers how long that took and what was asked meanwhile. */
	const passUntil = async (condition: (state: State) => boolean, limitMs = 120_000) => {
		const startedAtMs = clock.now();
		const askedBefore = asked.length;
		await settle();
		while (!condition(store.getState())) {
			if (clock.now() - startedAtMs >= limitMs) {
				throw new Error(`It did not come to this within ${limitMs} ms: ${condition}`);
			}

			await pass(stepMs);
		}

		return {tookMs: clock.now() - startedAtMs, asked: asked.slice(askedBefore)};
	};

	return {
		api,
		store,
		clock,
		poller,
		call,
		createApp,
		answers,
		asked,
		pass,
		passUntil,
		/** The machine of an app: what is shown of it. */
		machine: (app: string) => store.getState().fleet.get(ids.get(app) ?? ''),
		pathOf: (app: string) => `/v1/apps/${app}/machines/${ids.get(app)}`,
	};
};
