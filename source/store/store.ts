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

/** The one external store: what is known and what is shown, changed only by events. */
export const createStore = (initial: State): Store => {
	let state = initial;
	const listeners = new Set<() => void>();
	return {
		getState: () => state,
		dispatch(...events) {
			const before = state;
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
