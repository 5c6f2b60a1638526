import type {Store} from '../store/store.ts';

/** Reads anew when the terminal gets the focus back, since it was read seldom meanwhile. Who has paused the reading has it stay so. */
export const createFocusWatch = ({
	store,
	refresh,
}: {
	readonly store: Store;
	readonly refresh: () => void;
}): {readonly start: () => void; readonly stop: () => void} => {
	let wasFocused = true;
	let unsubscribe: (() => void) | undefined;
	const look = (): void => {
		const {isFocused, view} = store.getState();
		const isBack = isFocused && !wasFocused;
		wasFocused = isFocused;
		if (isBack && !view.isPaused) {
			refresh();
		}
	};

	return {
		start() {
			wasFocused = store.getState().isFocused;
			unsubscribe = store.subscribe(look);
		},
		stop() {
			unsubscribe?.();
		},
	};
};
