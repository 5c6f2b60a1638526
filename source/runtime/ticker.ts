import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';

const secondMs = 1000;

/** Tells the store the time once a second, on the second, so that ages and countdowns are true. */
export const createTicker = ({
	store,
	clock,
}: {
	readonly store: Store;
	readonly clock: Clock;
}): {readonly start: () => void; readonly stop: () => void} => {
	let cancel: (() => void) | undefined;
	const tick = (): void => {
		const nowMs = clock.now();
		store.dispatch({type: 'clock-ticked', nowMs});
		cancel = clock.after(secondMs - (nowMs % secondMs), tick);
	};
	return {
		start: tick,
		stop() {
			cancel?.();
		},
	};
};
