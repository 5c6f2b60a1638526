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
	let waiting: JournalEntry[] = [];
	let cancelBatch: (() => void) | undefined;
	let cancelLook: (() => void) | undefined;
	let allAgainAtMs = clock.now() + allAgainMs;
	let unsubscribe: (() => void) | undefined;

	const beginAnew = (): void => {
		detect = createDetector();
		seenActions = [];
	};

	// Taken at every change, since a machine that is deleted may be gone before the batch is written.
	const collect = (): void => {
		const state = store.getState();
		const nowMs = clock.now();
		if (watch.see(state.feeds) || nowMs >= allAgainAtMs) {
			allAgainAtMs = nowMs + allAgainMs;
			beginAnew();
		}

		for (const entry of detect(sightOf(state), nowMs)) {
			waiting.push(entry);
		}

		waiting.push(...(state.actions === seenActions ? [] : actionEntries(seenActions, state.actions)));
		seenActions = state.actions;
		if (waiting.length > 0) {
			cancelBatch ??= clock.after(batchMs, () => void flush());
		}
	};

	const takeWaiting = (): readonly JournalEntry[] => {
		const entries = [...waiting, ...watch.take()];
		waiting = [];
		return entries;
	};

	const write = async (entries: readonly JournalEntry[]): Promise<void> => {
		isBehind = !(await journal.write(entries, clock.now()));
	};

	const flush = async (): Promise<void> => {
		cancelBatch?.();
		cancelBatch = undefined;
		const entries = takeWaiting();
		// After a loss a part of what is known is no use.
		if (entries.length > 0 && !isBehind) {
			await write(entries);
		}
	};

	const tellLook = (): void => {
		if (isBehind) {
			beginAnew();
			collect();
		}

		void write(takeWaiting());
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
			await flush();
		},
	};
};
