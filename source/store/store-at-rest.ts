import type {Store} from './store.ts';
import {createRestSelector} from './table/left-behind.ts';

/**
A store as all but the table sees it: with the cursor where the panes are. It tells of nothing while the cursor only moves, so that a key costs no more than what
the table shows of it.
*/
export const storeAtRest = (store: Store): Store => {
	const selectAtRest = createRestSelector();
	const getState: Store['getState'] = () => selectAtRest(store.getState());
	return {
		getState,
		dispatch: store.dispatch,
		subscribe(listener) {
			let told = getState();
			return store.subscribe(() => {
				const state = getState();
				if (state !== told) {
					told = state;
					listener();
				}
			});
		},
	};
};
