import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {exitMsOf} from '../domain/details/exit-log.ts';
import {type ShownExit, selectShownExit} from '../store/exit-logs.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {readExitLog} from './exit-log-reader.ts';
import {createLoop} from './loop.ts';

/** So long the cursor has to rest, in ms. */
const settleMs = 250;

/** So long after an exit its last lines, and what follows, have come to the log, in ms. */
const arrivedMs = 3000;

const isRead = ({exitLogs}: State, {key}: ShownExit): boolean => exitLogs.get(key)?.kind === 'read';

/**
Reads the log around the exit that is on the screen, once for each exit, when the cursor rests on its machine, or the person on it. What could not be read is asked for
again when it is shown again.
*/
export const createExitLogLoader = ({
	api,
	store,
	clock,
}: {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
}): {readonly start: () => void; readonly stop: () => void} => {
	let shown: ShownExit | undefined;
	let triedKey: string | undefined;
	let cancelWait: (() => void) | undefined;

	const loop = createLoop(clock, async signal => {
		if (shown === undefined || shown.key === triedKey || isRead(store.getState(), shown)) {
			return undefined;
		}

		const {key, machine, event} = shown;
		triedKey = key;
		const log = await readExitLog(api, machine, exitMsOf(event), signal);
		if (!signal.aborted) {
			store.dispatch({type: 'exit-log-read', key, log});
		}

		return undefined;
	});

	const leave = (): void => {
		cancelWait?.();
		cancelWait = undefined;
		triedKey = undefined;
	};

	const onChange = (): void => {
		const state = store.getState();
		const exit = selectShownExit(state);
		if (exit?.key === shown?.key) {
			return;
		}

		// A machine that goes on crashing does not put off for ever what is waited for.
		if (exit?.machine.id !== shown?.machine.id || exit?.isPicked === true) {
			leave();
		}

		shown = exit;
		if (exit !== undefined && !isRead(state, exit)) {
			const arrivesInMs = exitMsOf(exit.event) + arrivedMs - clock.now();
			cancelWait ??= clock.after(Math.min(arrivedMs, Math.max(settleMs, arrivesInMs)), () => {
				cancelWait = undefined;
				loop.nudge();
			});
		}
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(onChange);
		},
		stop() {
			unsubscribe?.();
			leave();
			loop.stop();
		},
	};
};
