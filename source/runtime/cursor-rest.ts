import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';

/** For how long no key has moved the cursor when the panes follow it, in ms: longer than a held key takes to come again, too short to be waited for. */
const restMs = 100;

/** Tells the store when the cursor rests that has left the panes behind. */
export const createCursorRest = ({
	store,
	clock,
}: {
	readonly store: Store;
	readonly clock: Clock;
}): {readonly start: () => void; readonly stop: () => void} => {
	let awaited: string | undefined;
	let cancel: (() => void) | undefined;
	const onChange = (): void => {
		const {leftId, cursorId} = store.getState().view;
		const moving = leftId === undefined ? undefined : cursorId;
		if (moving === awaited) {
			return;
		}

		cancel?.();
		awaited = moving;
		cancel = moving === undefined ? undefined : clock.after(restMs, () => store.dispatch({type: 'cursor-rested'}));
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(onChange);
		},
		stop() {
			unsubscribe?.();
			cancel?.();
		},
	};
};
