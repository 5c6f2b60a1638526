import type {State} from '../../store/state.ts';
import {askText} from './ask-text.ts';
import type {DialogText, Room} from './blocks.ts';
import {breakLeaseText} from './break-lease-text.ts';
import {confirmResourceText} from './confirm-resource-text.ts';
import {confirmText} from './confirm-text.ts';
import {copyCurlText, copyText} from './copy-text.ts';
import {execText} from './exec-text.ts';
import {formText} from './form-text.ts';
import {leaseText} from './lease-text.ts';
import {leftoverLeasesText} from './leftover-leases-text.ts';
import {metadataText} from './metadata-text.ts';
import {newMachineText} from './new-machine-text.ts';
import {promptText} from './prompt-text.ts';
import {protectedText} from './protected-text.ts';
import {signalText} from './signal-text.ts';
import {versionsText} from './versions-text.ts';
import {waitText} from './wait-text.ts';

/** What the dialog of the present mode says, fitted into its room; undefined in the modes that have none. */
export const dialogText = (state: State, room: Room): DialogText | undefined => {
	const {mode} = state.view;
	switch (mode.kind) {
		case 'confirm':
			return confirmText(state, mode, room);
		case 'ask':
			return askText(state, mode, room);
		case 'lease':
			return leaseText(state, mode, room);
		case 'break-lease':
			return breakLeaseText(state, mode, room);
		case 'leftover-leases':
			return leftoverLeasesText(state, mode, room);
		case 'copy':
			return copyText(state, mode, room);
		case 'copy-curl':
			return copyCurlText(mode, room);
		case 'signal':
			return signalText(mode, room);
		case 'wait':
			return waitText(state, mode, room);
		case 'versions':
			return versionsText(state, mode, room);
		case 'prompt':
			return promptText(mode, room);
		case 'form':
			return formText(mode.form, room);
		case 'new-machine':
			return newMachineText(state, mode, room);
		case 'confirm-resource':
			return confirmResourceText(state, mode, room);
		case 'confirm-protected':
			return protectedText(state, mode, room);
		case 'exec':
			return execText(state, mode, room);
		case 'metadata':
			return metadataText(state, mode, room);
		case 'browse':
		case 'filter':
		case 'help':
		case 'notes':
		case 'jobs':
		case 'leases':
		case 'actions':
		case 'changes':
		case 'output':
		case 'logs':
		case 'timeline':
		case 'fleet':
		case 'change':
		case 'create':
			return undefined;
	}
};
