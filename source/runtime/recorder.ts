import type {Clock} from '../domain/clock.ts';
import type {MachineEvent} from '../domain/machine.ts';
import type {Fleet} from '../domain/merge-fleet.ts';
import type {Journal} from '../journal/journal.ts';
import type {Store} from '../store/store.ts';

const batchMs = 1000;

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
	let recorded: Fleet = new Map();
	let cancel: (() => void) | undefined;

	const write = (): void => {
		cancel = undefined;
		const {fleet} = store.getState();
		const changed = [...fleet.values()].filter(machine => recorded.get(machine.id)?.events !== machine.events);
		const newIds = (id: string): ReadonlySet<string> => new Set(recorded.get(id)?.events.map(event => event.id));
		const entries = changed.flatMap(({id, events}) => {
			const known = newIds(id);
			return events.filter(event => !known.has(event.id)).map((event: MachineEvent) => ({machineId: id, event}));
		});
		recorded = fleet;
		if (entries.length > 0) {
			journal.addEvents(entries);
		}
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(() => {
				if (store.getState().fleet !== recorded) {
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
