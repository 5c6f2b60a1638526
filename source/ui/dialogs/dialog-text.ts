import type {State} from '../../store/state.ts';
import type {DialogText, Room} from './blocks.ts';
import {confirmText} from './confirm-text.ts';
import {leaseText} from './lease-text.ts';
import {promptText} from './prompt-text.ts';
import {signalText} from './signal-text.ts';
import {waitText} from './wait-text.ts';

/** What the dialog of the present mode says, fitted into its room; undefined in the modes that have none. */
export const dialogText = (state: State, room: Room): DialogText | undefined => {
	const {mode} = state.view;
	switch (mode.kind) {
		case 'confirm':
			return confirmText(state, mode, room);
		case 'lease':
			return leaseText(state, mode, room);
		case 'signal':
			return signalText(state, mode, room);
		case 'wait':
			return waitText(state, mode, room);
		case 'prompt':
			return promptText(mode, room);
		case 'browse':
		case 'filter':
		case 'help':
		case 'notes':
		case 'jobs':
			return undefined;
	}
};
