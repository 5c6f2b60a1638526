import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {checkChangesIn} from '../domain/history/check-history.ts';
import {lastDays} from '../domain/history/days.ts';
import type {MachineHistory} from '../domain/history/machine-history.ts';
import type {Lease, Machine} from '../domain/machine.ts';
import type {Journal} from '../journal/journal.ts';
import {selectCursorMachine} from '../store/selectors.ts';
import type {Store} from '../store/store.ts';
import {createLoop} from './loop.ts';

export type DetailsLoaderOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** What was seen before of the machines; undefined when nothing is kept. */
	readonly journal: Pick<Journal, 'historyOf' | 'uptimeOf'> | undefined;
	/** Is told of every answer about the lease of a machine. */
	readonly onLease: (machineId: string, lease: Lease | undefined) => void;
};

const settleMs = 250;
const againMs = 5000;

/** Clocks of the hosts that write the two differ by less, in ms. */
const clockSkewMs = 60_000;

const shownDays = 7;
const keptMs = 30 * 86_400_000;

/** What the journal has of a machine, but nothing older than the machine: a local fleet uses its ids again. */
const historyIn = async (journal: Pick<Journal, 'historyOf' | 'uptimeOf'>, machine: Machine, nowMs: number): Promise<MachineHistory> => {
	const oldestMs = machine.events.at(-1)?.timestampMs ?? Number.POSITIVE_INFINITY;
	const sinceMs = Math.max(nowMs - keptMs, (machine.createdAtMs ?? 0) - clockSkewMs);
	const [items, days] = await Promise.all([
		journal.historyOf(machine.id, sinceMs, nowMs),
		journal.uptimeOf(machine.id, lastDays(shownDays, nowMs), nowMs),
	]);
	const older = items.filter(({atMs}) => atMs < oldestMs);
	const checks = checkChangesIn(items, nowMs);
	return {items, days, checks, olderEvents: older.flatMap(item => (item.kind === 'event' ? [item.event] : []))};
};

/** Reads what the list does not tell about the machine under the cursor, once the cursor rests on it: its lease and its older events. */
export const createDetailsLoader = ({
	api,
	store,
	clock,
	journal,
	onLease,
}: DetailsLoaderOptions): {readonly start: () => void; readonly stop: () => void} => {
	let restingOn: string | undefined;
	let cancelSettling: (() => void) | undefined;

	const loop = createLoop(clock, async signal => {
		const machine = selectCursorMachine(store.getState());
		if (machine === undefined || store.getState().view.isPaused) {
			return undefined;
		}

		if (journal !== undefined) {
			const history = await historyIn(journal, machine, clock.now());
			store.dispatch({type: 'history-read', machineId: machine.id, history});
		}

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
