import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Machine} from '../domain/machine.ts';
import {selectCursorMachine} from '../store/selectors.ts';
import type {Store} from '../store/store.ts';
import {awayDelayMs, fewApps, guidedDelayMs, isAppBusy, isAway, isBusy, isDelicate, nextDelayMs} from './cadence.ts';
import {gatherArrivals} from './gather-arrivals.ts';
import {createGuide, type Guide} from './guide.ts';
import {createReadLoop, type ReadLoop} from './read-loop.ts';

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
	/** Follows exactly these apps from now on; with none, all of the organization. */
	readonly choose: (apps: readonly string[]) => void;
	/** Reads an app, or all of them, as soon as the rate limits allow; even when paused. */
	readonly refresh: (app?: string) => void;
	readonly stop: () => void;
};

const appsIntervalMs = 30_000;

/**
Keeps the store up to date: one list of machines in flight per app, never an overlap, and it never gives up. Of many apps of an organization, those that are
calm are read at a slower pace while a guide tells which of them change.
*/
export const createPoller = (options: PollerOptions): Poller => {
	const {api, store, clock, random, organization, apps, intervalMs} = options;
	const loops = new Map<string, ReadLoop>();
	let chosen = apps;
	let lastRequestId = 0;
	let guide: Guide | undefined;

	/** Where one read goes well again, the others that failed need not wait for their turn. */
	const onRecovery = (): void => {
		for (const loop of [appsLoop, ...loops.values()]) {
			loop.retry();
		}

		guide?.retry();
	};

	const hurry = (names: Iterable<string>): void => {
		for (const name of names) {
			loops.get(name)?.hurry();
		}
	};

	const isNotFound = (error: unknown): boolean => isApiError(error) && error.kind === 'not-found';

	const createAppLoop = (app: string): ReadLoop => {
		/** Whether the app was not found last time: a listed app was deleted then, most likely, and the list of apps is asked before it is told. */
		let isMissing = false;
		const delayMs = (machines: Iterable<Machine>): number => {
			const state = store.getState();
			const isChanging = isBusy(machines, state.pending);
			const usualMs = nextDelayMs({isBusy: isChanging, failures: 0, retryAfterMs: undefined, intervalMs}, random);
			if (isChanging) {
				return usualMs;
			}

			const isGuided = guide?.isSure() === true && !isMissing && !isDelicate(machines, state.ownLeases);
			return Math.max(isAway(state) ? awayDelayMs(usualMs) : usualMs, isGuided ? guidedDelayMs(usualMs, loops.size, random) : usualMs);
		};

		return createReadLoop({
			store,
			clock,
			async read(signal) {
				const requestId = ++lastRequestId;
				const requestedAtMs = clock.now();
				try {
					const arrived = gatherArrivals({store, app, requestedAtMs});
					const {machines, changes, issues} = await api.listMachines(app, {signal, arrived});
					const readAgainMs = delayMs(machines);
					const sentences = issues.map(({where, problem}) => `${where}: ${problem}`);
					isMissing = false;
					store.dispatch({type: 'machines-received', app, requestId, requestedAtMs, readAgainMs, machines, changes, issues: sentences});
					return readAgainMs;
				} catch (error) {
					if (isMissing || chosen.length > 0 || !isNotFound(error)) {
						throw error;
					}

					isMissing = true;
					appsLoop.nudge();
					return delayMs([]);
				}
			},
			failed: failure => ({type: 'machines-failed', app, failure}),
			delayMsAfter: (failures, retryAfterMs) =>
				nextDelayMs({isBusy: isAppBusy(store.getState(), app), failures, retryAfterMs, intervalMs}, random),
			onRecovery,
		});
	};

	/** Has a guide among many apps of the organization. Whose the apps are that were chosen is not known. */
	const guideAmong = (names: readonly string[]): void => {
		if (chosen.length > 0 || names.length <= fewApps) {
			guide?.stop();
			// Those that are left may have a long wait.
			hurry(guide === undefined ? [] : loops.keys());
			guide = undefined;
		} else if (guide === undefined) {
			guide = createGuide({
				...options,
				found(withNews) {
					const shown = selectCursorMachine(store.getState());
					// Of the machine under the cursor more is shown than a guide tells of.
					hurry(new Set([...withNews, ...(shown === undefined ? [] : [shown.app])]));
				},
				lost: () => hurry(loops.keys()),
				onRecovery,
			});
			guide.nudge();
		}
	};

	/** Follows the apps that are known: a loop for each, none for those that are gone. */
	const follow = (names: readonly string[]): void => {
		for (const [app, loop] of loops) {
			if (!names.includes(app)) {
				loop.stop();
				loops.delete(app);
			}
		}

		guideAmong(names);
		for (const app of names.filter(name => !loops.has(name))) {
			const loop = createAppLoop(app);
			loops.set(app, loop);
			loop.nudge();
		}
	};

	const createAppsLoop = (): ReadLoop =>
		createReadLoop({
			store,
			clock,
			async read(signal) {
				const listed = await api.listApps(organization, {signal});
				// An answer that was on its way when apps were chosen must not undo that.
				if (!signal.aborted) {
					const names = listed.map(({name}) => name).sort();
					store.dispatch({type: 'apps-received', apps: names});
					follow(names);
				}

				return appsIntervalMs;
			},
			failed: failure => ({type: 'apps-failed', failure}),
			delayMsAfter: (failures, retryAfterMs) => nextDelayMs({isBusy: false, failures, retryAfterMs, intervalMs}, random),
			onRecovery,
		});

	let appsLoop = createAppsLoop();

	const begin = (): void => {
		if (chosen.length === 0) {
			appsLoop.nudge();
		} else {
			follow(chosen);
		}
	};

	return {
		start: begin,
		choose(names) {
			appsLoop.stop();
			appsLoop = createAppsLoop();
			chosen = names;
			begin();
		},
		refresh(app) {
			for (const loop of app === undefined ? loops.values() : [loops.get(app)]) {
				loop?.nudge();
			}

			if (app === undefined && chosen.length === 0) {
				appsLoop.nudge();
				guide?.nudge();
			}
		},
		stop() {
			appsLoop.stop();
			guide?.stop();
			for (const loop of loops.values()) {
				loop.stop();
			}
		},
	};
};
