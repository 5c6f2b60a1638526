import type {Clock} from '../domain/clock.ts';
import {changesInWords} from '../domain/history/changes-since.ts';
import {momentInWords} from '../domain/history/days.ts';
import type {Journal} from '../journal/journal.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Recorder} from './recorder.ts';

export type LookBack = {
	/** Tells, once every app was read, what changed since the person last looked. */
	readonly start: () => void;
	/** Finds it out once more. */
	readonly read: () => Promise<void>;
	readonly stop: () => void;
};

const isRead = ({feeds}: State): boolean => feeds.size > 0 && [...feeds.values()].every(({answeredAtMs}) => answeredAtMs !== undefined);

/** What changed while nobody looked: between the last look of any flydeck and now. */
export const createLookBack = ({
	store,
	clock,
	journal,
	recorder,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly journal: Pick<Journal, 'lastLookedMs' | 'changesSince'>;
	readonly recorder: Pick<Recorder, 'flush'>;
}): LookBack => {
	let sinceMs: number | undefined;
	let unsubscribe: (() => void) | undefined;

	const read = async (): Promise<void> => {
		if (sinceMs === undefined) {
			return;
		}

		await recorder.flush();
		const changes = {sinceMs, machines: await journal.changesSince(sinceMs, clock.now())};
		store.dispatch({type: 'changes-read', changes});
	};

	const tell = async (): Promise<void> => {
		sinceMs = await journal.lastLookedMs();
		await read();
		const machines = store.getState().changesSince?.machines ?? [];
		if (sinceMs !== undefined && machines.length > 0) {
			const nowMs = clock.now();
			const since = momentInWords(sinceMs, nowMs);
			store.dispatch({type: 'noted', tone: 'info', text: `Since ${since}: ${changesInWords(machines)}. :changes shows them.`, atMs: nowMs});
		}
	};

	return {
		start() {
			unsubscribe = store.subscribe(() => {
				if (isRead(store.getState())) {
					unsubscribe?.();
					void tell();
				}
			});
		},
		read,
		stop() {
			unsubscribe?.();
		},
	};
};
