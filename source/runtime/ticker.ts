import type {Clock} from '../domain/clock.ts';
import {calmStepMs} from '../store/about-now.ts';
import {isRestless, overdueAtMs} from '../store/restless.ts';
import type {Store} from '../store/store.ts';

const secondMs = 1000;

/** The first moment after one that is whole in some steps. */
const nextStep = (nowMs: number, stepMs: number): number => nowMs + stepMs - (nowMs % stepMs);

/**
Tells the store the time, so that ages and countdowns are true: on each full second while something that is shown changes with it, else every ten
seconds, in which nothing is worked out.
*/
export const createTicker = ({
	store,
	clock,
}: {
	readonly store: Store;
	readonly clock: Clock;
}): {readonly start: () => void; readonly stop: () => void} => {
	let cancel: (() => void) | undefined;
	let unsubscribe: (() => void) | undefined;
	let wakesAtMs = Number.POSITIVE_INFINITY;

	/** When the store is to be told the time next, in ms. */
	const dueAtMs = (): number => {
		const state = store.getState();
		const soonMs = nextStep(state.nowMs, secondMs);
		return isRestless(state) ? soonMs : Math.max(soonMs, Math.min(nextStep(state.nowMs, calmStepMs), overdueAtMs(state)));
	};

	const wakeAt = (atMs: number): void => {
		cancel?.();
		wakesAtMs = atMs;
		cancel = clock.after(Math.max(0, atMs - clock.now()), wake);
	};

	const tick = (): void => store.dispatch({type: 'clock-ticked', nowMs: clock.now()});

	/** What was due earlier when the timer was set may be later by now. */
	const wake = (): void => {
		wakesAtMs = Number.POSITIVE_INFINITY;
		const dueMs = dueAtMs();
		// A clock that was set back would make it wait for ever.
		if (dueMs <= clock.now() || store.getState().nowMs > clock.now()) {
			tick();
		}

		wakeAt(dueAtMs());
	};

	const look = (): void => {
		if (wakesAtMs !== Number.POSITIVE_INFINITY) {
			const dueMs = dueAtMs();
			if (dueMs < wakesAtMs) {
				wakeAt(dueMs);
			}
		}
	};

	return {
		start() {
			tick();
			wakeAt(dueAtMs());
			unsubscribe = store.subscribe(look);
		},
		stop() {
			unsubscribe?.();
			cancel?.();
		},
	};
};
