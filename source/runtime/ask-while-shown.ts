import type {Clock} from '../domain/clock.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {createLoop} from './loop.ts';

/** So long after a key it is asked: never while the key is being answered, and once for a key that is held. */
const settleMs = 50;

/**
Finds something out as long as it is shown: soon after the question became another, and again when the API told something new, but no more often
than every `againMs`. It is never asked twice at once.
*/
export const createAsker = <Question>({
	store,
	clock,
	againMs,
	questionIn,
	ask,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly againMs: number;
	/** What has to be known for what is shown; undefined where nothing has. */
	readonly questionIn: (state: State) => Question | undefined;
	/** Finds it out and tells the store. Must not reject. */
	readonly ask: (question: Question) => Promise<void>;
}): {readonly start: () => void; readonly stop: () => void} => {
	let asked: string | undefined;
	let seenFeeds: State['feeds'] | undefined;
	let due: {readonly atMs: number; readonly cancel: () => void} | undefined;

	const loop = createLoop(clock, async () => {
		due = undefined;
		const question = questionIn(store.getState());
		if (question !== undefined) {
			await ask(question);
		}

		return undefined;
	});

	const askIn = (delayMs: number): void => {
		const atMs = clock.now() + delayMs;
		if (due === undefined || atMs < due.atMs) {
			due?.cancel();
			due = {atMs, cancel: clock.after(delayMs, loop.nudge)};
		}
	};

	const onChange = (): void => {
		const state = store.getState();
		const question = questionIn(state);
		const now = question === undefined ? undefined : JSON.stringify(question);
		if (now !== asked) {
			asked = now;
			askIn(settleMs);
		} else if (now !== undefined && state.feeds !== seenFeeds) {
			askIn(againMs);
		}

		seenFeeds = state.feeds;
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(onChange);
		},
		stop() {
			unsubscribe?.();
			due?.cancel();
			loop.stop();
		},
	};
};
