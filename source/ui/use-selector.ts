import {useSyncExternalStore} from 'react';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';

/** Renders again when what is selected changes, compared by identity. */
export const useSelector = <Selected>(store: Store, select: (state: State) => Selected): Selected =>
	useSyncExternalStore(store.subscribe, () => select(store.getState()));
