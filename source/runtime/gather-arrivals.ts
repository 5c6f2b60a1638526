import type {Machine} from '../domain/machine.ts';
import type {Store} from '../store/store.ts';

/** So many machines are taken in at once: it takes a few ms. */
const fewAtOnce = 200;

/** Each time some come all are looked at: where there are more than this, a larger part of them has to come for that. */
const manyMachines = 10_000;
const largePart = 0.05;

/** Shows the machines of an app's first list while the others are on their way. The last of them come with the whole list. */
export const gatherArrivals = ({
	store,
	app,
	requestedAtMs,
}: {
	readonly store: Store;
	readonly app: string;
	readonly requestedAtMs: number;
}): ((machines: readonly Machine[]) => void) => {
	let waiting: Machine[] = [];
	let taken = 0;
	return machines => {
		waiting.push(...machines);
		// The first ones show at once.
		const enough = taken === 0 ? 0 : taken > manyMachines ? taken * largePart : fewAtOnce;
		if (waiting.length < enough) {
			return;
		}

		store.dispatch({type: 'machines-arrived', app, requestedAtMs, machines: waiting});
		taken += waiting.length;
		waiting = [];
	};
};
