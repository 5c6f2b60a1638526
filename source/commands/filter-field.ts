import type {Cycle, ShownFilter} from '../store/filters.ts';
import {type Chord, editText} from './chord.ts';

/** A filter after a key, with the candidate that it is made of. */
export type FilterStep = {readonly text: string; readonly cycle: Cycle | undefined};

/** Tab takes the first candidate, then the next: of several, the one that is wanted is kept by typing on. */
const complete = ({candidates, cycle, text}: ShownFilter): FilterStep | undefined => {
	const index = cycle === undefined ? 0 : (cycle.index + 1) % candidates.length;
	const candidate = candidates[index];
	if (candidate === undefined) {
		return undefined;
	}

	return {text: candidate.text, cycle: candidates.length === 1 ? undefined : {from: cycle?.from ?? text, index}};
};

/** A filter that is being typed after a key; undefined when the key does not edit. */
export const filterAfter = (filter: ShownFilter, chord: Chord): FilterStep | undefined => {
	if (chord.name === 'tab') {
		return complete(filter);
	}

	const text = editText(filter.text, chord);
	return text === undefined ? undefined : {text, cycle: undefined};
};
