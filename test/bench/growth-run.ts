/* A process of its own for growth-figures.ts: a store that is kept up to date without a screen, by so many polls, at a clock that runs faster. */
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {createApi} from '../../source/api/api.ts';
import type {Clock} from '../../source/domain/clock.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {createPoller} from '../../source/runtime/poller.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';

export type Sample = {readonly polls: number; readonly heapMb: number; readonly handles: number; readonly residentMb: number};

const [, , url = '', wanted = '10000'] = process.argv;
const polls = Number(wanted);
const speed = 200;
const sampleCount = 10;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const startMs = systemClock.now();
const clock: Clock = {
	now: () => startMs + (systemClock.now() - startMs) * speed,
	after: (delayMs, callback) => systemClock.after(delayMs / speed, callback),
};
const api = createApi({baseUrl: url, token: 't', clock, userAgent: 'bench'});
const store = createStore(initialState({isLocal: false, host: url, organization: 'personal', apps: ['fleet'], nowMs: clock.now()}));
const poller = createPoller({api, store, clock, random: Math.random, organization: 'personal', apps: ['fleet'], intervalMs: 1000});

/** In turns of their own: what the present turn holds, and what is told of its end, is let go only after it. */
const takeSample = async (after: number): Promise<void> => {
	for (let turn = 0; turn < 3; turn++) {
		await new Promise(resolve => setImmediate(resolve));
		collect();
	}

	const {heapUsed, rss} = process.memoryUsage();
	const sample: Sample = {polls: after, heapMb: heapUsed / 1e6, handles: process.getActiveResourcesInfo().length, residentMb: rss / 1e6};
	console.log(JSON.stringify(sample));
};

let done = 0;
let seen = store.getState().feeds;
store.subscribe(() => {
	const {feeds} = store.getState();
	if (feeds === seen) {
		return;
	}

	seen = feeds;
	done += 1;
	if (done % Math.ceil(polls / sampleCount) === 0) {
		void takeSample(done).then(() => {
			if (done >= polls) {
				poller.stop();
				process.exit();
			}
		});
	}
});
poller.start();
