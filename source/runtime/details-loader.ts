import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Lease, Machine, MachineEvent} from '../domain/machine.ts';
import {selectCursorMachine} from '../store/selectors.ts';
import type {Store} from '../store/store.ts';
import {createLoop} from './loop.ts';

export type DetailsLoaderOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** The events of a machine that were seen before and that the API may have forgotten, newest first. */
	readonly eventsOf: (machineId: string) => readonly MachineEvent[];
	/** Is told of every answer about the lease of a machine. */
	readonly onLease: (machineId: string, lease: Lease | undefined) => void;
};

const settleMs = 250;
const againMs = 5000;

/** Clocks of the hosts that write the two differ by less, in ms. */
const clockSkewMs = 60_000;

/** Events of the journal that are older than all that the API still tells, but not older than the machine: a local fleet uses its ids again. */
const olderThan = (machine: Machine, events: readonly MachineEvent[]): readonly MachineEvent[] => {
	const oldestMs = machine.events.at(-1)?.timestampMs ?? Number.POSITIVE_INFINITY;
	const madeMs = (machine.createdAtMs ?? 0) - clockSkewMs;
	return events.filter(({timestampMs}) => timestampMs < oldestMs && timestampMs >= madeMs);
};

/** Reads what the list does not tell about the machine under the cursor, once the cursor rests on it: its lease and its older events. */
export const createDetailsLoader = ({
	api,
	store,
	clock,
	eventsOf,
	onLease,
}: DetailsLoaderOptions): {readonly start: () => void; readonly stop: () => void} => {
	let restingOn: string | undefined;
	let cancelSettling: (() => void) | undefined;

	const loop = createLoop(clock, async signal => {
		const machine = selectCursorMachine(store.getState());
		if (machine === undefined || store.getState().view.isPaused) {
			return undefined;
		}

		store.dispatch({type: 'history-read', machineId: machine.id, events: olderThan(machine, eventsOf(machine.id))});
		// The poller tells about a failing API; a lease that could not be read stays as it was.
		await api.getLease(machine.app, machine.id, {signal}).then(
			lease => {
				store.dispatch({type: 'lease-seen', machineId: machine.id, lease});
				onLease(machine.id, lease);
			},
			() => {},
		);
		return againMs;
	});

	const onChange = (): void => {
		const state = store.getState();
		const id = state.view.isPaused ? undefined : selectCursorMachine(state)?.id;
		if (id === restingOn) {
			return;
		}

		restingOn = id;
		cancelSettling?.();
		cancelSettling = clock.after(settleMs, loop.nudge);
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(onChange);
		},
		stop() {
			unsubscribe?.();
			cancelSettling?.();
			loop.stop();
		},
	};
};
