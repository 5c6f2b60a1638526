import type {Clock} from '../domain/clock.ts';
import type {MachineEvent} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {Journal} from '../journal/journal.ts';
import type {Store} from '../store/store.ts';

const batchMs = 1000;

type Entry = {readonly machineId: string; readonly event: MachineEvent};

/** Writes the events of machines that changed into the journal, in batches and never while a key is being answered. */
export const createRecorder = ({
	store,
	clock,
	journal,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly journal: Journal;
}): {readonly start: () => void; readonly stop: () => void} => {
	let seen: Fleet = new Map();
	let waiting: Entry[] = [];
	let cancel: (() => void) | undefined;

	// Taken at every change, since a machine that is deleted may be gone before the batch is written.
	const collect = (): void => {
		const {fleet} = store.getState();
		const changed = [...fleet.values()].filter(machine => seen.get(machine.id)?.events !== machine.events);
		for (const {id, events} of changed) {
			const known = new Set(seen.get(id)?.events.map(event => event.id));
			waiting.push(...events.filter(event => !known.has(event.id)).map(event => ({machineId: id, event})));
		}

		seen = fleet;
	};

	const write = (): void => {
		cancel = undefined;
		const entries = waiting;
		waiting = [];
		if (entries.length > 0) {
			journal.addEvents(entries);
		}
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(() => {
				if (store.getState().fleet !== seen) {
					collect();
					cancel ??= clock.after(batchMs, write);
				}
			});
		},
		stop() {
			unsubscribe?.();
			cancel?.();
			write();
		},
	};
};
