import type {LeftoverLeasesMode} from '../../store/leases.ts';
import type {State} from '../../store/state.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {both, leaveMode, note, nothing} from '../outcomes.ts';

/** What becomes of the leases that a flydeck which was killed has left. */
export const leftoverLeasesKey = (state: State, {leases}: LeftoverLeasesMode, {name}: Chord): Outcome => {
	switch (name) {
		case 'r':
			return both(leaveMode, {effects: [{type: 'release-leftovers', leases}]});
		case 'k':
			return both(leaveMode, {effects: [{type: 'keep-leftovers', leases}]});
		case 'esc':
			return both(leaveMode, note(state, 'info', 'They are offered again at the next start, until they run out.'));
		default:
			return nothing;
	}
};
