import {useState, useSyncExternalStore} from 'react';
import {createKeeper} from '../domain/keep-alike.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';

/** Where a state is read from, which tells when it is another. */
export type Source = Pick<Store, 'getState' | 'subscribe'>;

/** Renders again when what is selected changes, compared by identity. */
export const useSelector = <Selected>(source: Source, select: (state: State) => Selected): Selected =>
	useSyncExternalStore(source.subscribe, () => select(source.getState()));

/**
Renders again when what is shown of the state is other than before, compared by what it holds: a frame is dear, and most changes of the state change
nothing that a part of the screen shows. What is compared is the texts themselves, so that nothing can be forgotten.
*/
export const useShown = <Shown>(source: Source, show: (state: State) => Shown): Shown => {
	const [keep] = useState(() => createKeeper<Shown>());
	return useSelector(source, state => keep(show(state)));
};
