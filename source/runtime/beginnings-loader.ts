import type {Clock} from '../domain/clock.ts';
import {type Beginning, beginningOf} from '../domain/diagnosis/beginnings.ts';
import type {Journal} from '../journal/journal.ts';
import {selectDoubtful} from '../store/diagnosis.ts';
import type {Store} from '../store/store.ts';
import {createAsker} from './ask-while-shown.ts';
import type {Recorder} from './recorder.ts';

/** While the same is wrong, it is asked no more often, in ms. */
const againMs = 600_000;

/** Finds out of the journal since when something has been wrong, where the answers of the API need not tell it: after a start, and for each new trouble. */
export const createBeginningsLoader = ({
	store,
	clock,
	journal,
	recorder,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly journal: Pick<Journal, 'remembered' | 'lastLookedMs'>;
	readonly recorder: Pick<Recorder, 'flush'>;
}): {readonly start: () => void; readonly stop: () => void} =>
	createAsker({
		store,
		clock,
		againMs,
		questionIn(state) {
			const {keys} = selectDoubtful(state);
			return keys.length === 0 && state.beginnings.size === 0 ? undefined : keys;
		},
		async ask() {
			const machineIds = [...new Set(selectDoubtful(store.getState()).troubles.map(({machine}) => machine.id))];
			await recorder.flush();
			const remembered = new Map((await journal.remembered(machineIds)).map(each => [each.machineId, each]));
			const lastLookedMs = (await journal.lastLookedMs()) ?? Number.NEGATIVE_INFINITY;
			const beginnings = new Map<string, Beginning>();
			const state = store.getState();
			for (const {key, machine, trouble} of selectDoubtful(state).troubles) {
				const seenMs = state.sightings.get(machine.app)?.get(key)?.sinceMs ?? clock.now();
				const known = remembered.get(machine.id);
				const beginning = known === undefined ? undefined : beginningOf(machine, trouble, known, seenMs - lastLookedMs);
				if (beginning !== undefined) {
					beginnings.set(key, beginning);
				}
			}

			store.dispatch({type: 'beginnings-read', beginnings});
		},
	});
