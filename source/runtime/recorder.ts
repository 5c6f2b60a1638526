import type {ActionEntry} from '../domain/action-entry.ts';
import type {Clock} from '../domain/clock.ts';
import {createDetector, type Sight} from '../domain/history/detect-changes.ts';
import type {JournalEntry} from '../domain/history/record.ts';
import {createWatch} from '../domain/history/watch.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {CarefulJournal} from './careful-journal.ts';

const batchMs = 1000;

/** How often it is told that somebody is looking, though nothing changes, in ms. */
const lookMs = 60_000;

/** How often everything is told again, in ms: so the journal knows that a machine is still there which did not change for weeks. */
const allAgainMs = 86_400_000;

/** So many steps of a look are taken at once, and so many entries are handed over at once: either takes a few ms. */
const stepsAtOnce = 8;
const entriesAtOnce = 2000;

export type Recorder = {
	readonly start: () => void;
	/** Hands over what waits; answers when that is on disk. */
	readonly flush: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

const sightOf = ({fleet, ownLeases, seenLeases, feeds}: State): Sight => ({fleet, ownLeases, seenLeases, apps: feeds});

const actionEntries = (known: readonly ActionEntry[], actions: readonly ActionEntry[]): readonly JournalEntry[] => {
	const before = new Set(known);
	return actions.flatMap(action =>
		action.machineId === undefined || before.has(action) ? [] : [{kind: 'action', machineId: action.machineId, action} as const],
	);
};

/** Gives the journal what changed, in batches and never while a key is being answered. */
export const createRecorder = ({
	store,
	clock,
	journal,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly journal: Pick<CarefulJournal, 'write'>;
}): Recorder => {
	let detect = createDetector();
	const watch = createWatch();
	/** Whether a write was lost: then everything has to be told again. */
	let isBehind = false;
	let seenActions: readonly ActionEntry[] = [];
	/** The looks whose changes have not all been taken yet: those of a big fleet are, bit by bit. */
	const looks: Iterator<readonly JournalEntry[]>[] = [];
	let cancelSteps: (() => void) | undefined;
	const waiting: JournalEntry[] = [];
	let cancelBatch: (() => void) | undefined;
	let cancelLook: (() => void) | undefined;
	let allAgainAtMs = clock.now() + allAgainMs;
	let unsubscribe: (() => void) | undefined;

	const beginAnew = (): void => {
		detect = createDetector();
		seenActions = [];
	};

	const wait = (entries: readonly JournalEntry[]): void => {
		for (const entry of entries) {
			waiting.push(entry);
		}
	};

	const takeSteps = (most: number): void => {
		cancelSteps?.();
		cancelSteps = undefined;
		for (let taken = 0; taken < most; taken++) {
			const step = looks[0]?.next();
			if (step === undefined) {
				break;
			}

			if (step.done === true) {
				looks.shift();
			} else {
				wait(step.value);
			}
		}

		if (looks.length > 0) {
			cancelSteps = clock.after(0, () => takeSteps(stepsAtOnce));
		}

		if (waiting.length > 0) {
			cancelBatch ??= clock.after(batchMs, () => void flush());
		}
	};

	// Taken at every change, since a machine that is deleted may be gone before the batch is written.
	const collect = (): void => {
		const state = store.getState();
		const nowMs = clock.now();
		if (watch.see(state.feeds) || nowMs >= allAgainAtMs) {
			allAgainAtMs = nowMs + allAgainMs;
			beginAnew();
		}

		looks.push(detect(sightOf(state), nowMs)[Symbol.iterator]());
		wait(state.actions === seenActions ? [] : actionEntries(seenActions, state.actions));
		seenActions = state.actions;
		takeSteps(stepsAtOnce);
	};

	const write = async (entries: readonly JournalEntry[]): Promise<void> => {
		isBehind = !(await journal.write(entries, clock.now()));
	};

	const flush = async (): Promise<void> => {
		cancelBatch?.();
		cancelBatch = undefined;
		wait(watch.take());
		while (waiting.length > 0) {
			const entries = waiting.splice(0, entriesAtOnce);
			// After a loss a part of what is known is no use.
			if (!isBehind) {
				await write(entries);
			}
		}
	};

	const tellLook = (): void => {
		if (isBehind) {
			beginAnew();
			collect();
		}

		wait(watch.take());
		void write(waiting.splice(0, entriesAtOnce)).then(flush);
		cancelLook = clock.after(lookMs, tellLook);
	};

	return {
		start() {
			unsubscribe = store.subscribe(collect);
			cancelLook = clock.after(lookMs, tellLook);
		},
		flush,
		async stop() {
			unsubscribe?.();
			cancelLook?.();
			collect();
			takeSteps(Number.POSITIVE_INFINITY);
			await flush();
		},
	};
};
