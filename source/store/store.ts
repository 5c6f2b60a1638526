import type {StoreEvent} from './events.ts';
import {reduce} from './reducer.ts';
import type {State} from './state.ts';

export type Store = {
	readonly getState: () => State;
	/** Takes one or more events and tells the listeners once, and only when something changed. */
	readonly dispatch: (...events: readonly StoreEvent[]) => void;
	/** Calls back after each change; the answer ends that. */
	readonly subscribe: (listener: () => void) => () => void;
};

/** So old, in ms, the time of the state is too old to date an event by. */
const oldMs = 1000;

/**
The one external store: what is known and what is shown, changed only by events. Given the time it takes no event by an old one, however seldom it is
told the time.
*/
export const createStore = (initial: State, now?: () => number): Store => {
	let state = initial;
	const listeners = new Set<() => void>();
	return {
		getState: () => state,
		dispatch(...events) {
			const before = state;
			const nowMs = now?.() ?? state.nowMs;
			if (Math.abs(nowMs - state.nowMs) >= oldMs) {
				state = reduce(state, {type: 'clock-ticked', nowMs});
			}

			for (const event of events) {
				state = reduce(state, event);
			}

			if (state !== before) {
				for (const listener of listeners) {
					listener();
				}
			}
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
};
