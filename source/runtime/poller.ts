import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {StoreEvent} from '../store/events.ts';
import type {Failure} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {isAppBusy, nextDelayMs} from './cadence.ts';
import {failureOf} from './failure.ts';
import {createLoop, type Loop} from './loop.ts';

export type PollerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly random: () => number;
	readonly organization: string;
	/** The apps to read; none means all of the organization. */
	readonly apps: readonly string[];
	readonly intervalMs: number | undefined;
};

export type Poller = {
	readonly start: () => void;
	/** Reads an app, or all of them, as soon as the rate limits allow; even when paused. */
	readonly refresh: (app?: string) => void;
	readonly stop: () => void;
};

const appsIntervalMs = 30_000;

/** Keeps the store up to date: one list of machines in flight per app, never an overlap, and it never gives up. */
export const createPoller = ({api, store, clock, random, organization, apps, intervalMs}: PollerOptions): Poller => {
	const loops = new Map<string, Loop>();
	let lastRequestId = 0;

	/** A loop that reads; a failed read is dispatched as a failure and tried again later, however often. */
	const createReadLoop = ({
		read,
		failed,
		delayMsFor,
	}: {
		readonly read: (signal: AbortSignal) => Promise<void>;
		readonly failed: (failure: Failure) => StoreEvent;
		readonly delayMsFor: (failures: number, retryAfterMs: number | undefined) => number;
	}): Loop => {
		let failures = 0;
		let isAsked = false;
		/** The span in which the API wants no reads. */
		let quiet = {fromMs: 0, untilMs: 0};
		const delayUnlessPaused = (delayMs: number): number | undefined => (store.getState().view.isPaused ? undefined : delayMs);
		return createLoop(clock, async (signal, isNudged) => {
			isAsked ||= isNudged;
			if (!isAsked && store.getState().view.isPaused) {
				return undefined;
			}

			const startedAtMs = clock.now();
			// A clock that was set back must not make the span longer.
			if (startedAtMs >= quiet.fromMs && startedAtMs < quiet.untilMs) {
				return quiet.untilMs - startedAtMs;
			}

			isAsked = false;
			try {
				await read(signal);
				failures = 0;
				return delayUnlessPaused(delayMsFor(0, undefined));
			} catch (error) {
				if (signal.aborted) {
					return undefined;
				}

				failures += 1;
				const retryAfterMs = isApiError(error) ? error.retryAfterMs : undefined;
				const delayMs = delayMsFor(failures, retryAfterMs);
				const nowMs = clock.now();
				quiet = {fromMs: nowMs, untilMs: nowMs + (retryAfterMs ?? 0)};
				store.dispatch(failed(failureOf(error, nowMs, nowMs + delayMs)));
				return delayUnlessPaused(delayMs);
			}
		});
	};

	/** An app that is not found may have been deleted: the list of apps tells. */
	const lookForApps = (error: unknown): never => {
		if (apps.length === 0 && isApiError(error) && error.kind === 'not-found') {
			appsLoop.nudge();
		}

		throw error;
	};

	const createAppLoop = (app: string): Loop =>
		createReadLoop({
			async read(signal) {
				const requestId = ++lastRequestId;
				const requestedAtMs = clock.now();
				const {machines, issues} = await api.listMachines(app, {signal}).catch(lookForApps);
				const sentences = issues.map(({where, problem}) => `${where}: ${problem}`);
				store.dispatch({type: 'machines-received', app, requestId, requestedAtMs, machines, issues: sentences});
			},
			failed: failure => ({type: 'machines-failed', app, failure}),
			delayMsFor: (failures, retryAfterMs) =>
				nextDelayMs({isBusy: isAppBusy(store.getState(), app), failures, retryAfterMs, intervalMs}, random),
		});

	/** Follows the apps that are known: a loop for each, none for those that are gone. */
	const follow = (names: readonly string[]): void => {
		for (const [app, loop] of loops) {
			if (!names.includes(app)) {
				loop.stop();
				loops.delete(app);
			}
		}

		for (const app of names.filter(name => !loops.has(name))) {
			const loop = createAppLoop(app);
			loops.set(app, loop);
			loop.nudge();
		}
	};

	const appsLoop = createReadLoop({
		async read(signal) {
			const listed = await api.listApps(organization, {signal});
			const names = listed.map(({name}) => name).sort();
			store.dispatch({type: 'apps-received', apps: names});
			follow(names);
		},
		failed: failure => ({type: 'apps-failed', failure}),
		delayMsFor: (failures, retryAfterMs) =>
			failures === 0 ? appsIntervalMs : nextDelayMs({isBusy: false, failures, retryAfterMs, intervalMs}, random),
	});

	return {
		start() {
			if (apps.length === 0) {
				appsLoop.nudge();
			} else {
				follow(apps);
			}
		},
		refresh(app) {
			for (const loop of app === undefined ? loops.values() : [loops.get(app)]) {
				loop?.nudge();
			}

			if (app === undefined && apps.length === 0) {
				appsLoop.nudge();
			}
		},
		stop() {
			appsLoop.stop();
			for (const loop of loops.values()) {
				loop.stop();
			}
		},
	};
};
