import {replayRefusal} from './replay.ts';
import type {State} from './state.ts';

/** Why nothing is changed in a session that only looks. */
export const readOnlyRefusal = 'flydeck is read-only here: nothing can be changed. It was started with --read-only or FLYDECK_READ_ONLY.';

/** Why nothing at all may be changed, as a sentence; undefined when it may. */
export const changeRefusal = ({replay, isReadOnly}: Pick<State, 'replay' | 'isReadOnly'>): string | undefined => {
	if (replay !== undefined) {
		return replayRefusal;
	}

	return isReadOnly ? readOnlyRefusal : undefined;
};
