import type {Api, Calls, LeaseHolder} from '../api/api.ts';
import {isOneCall} from '../domain/verbs.ts';
import type {Deed} from '../store/copying.ts';
import type {State} from '../store/state.ts';
import {heldDescription} from './held-leases.ts';
import {sendCreation, sendMetadata, sendOrder} from './requests.ts';
import {sendResourceOrder} from './resource-requests.ts';

/** Stands for the nonce of a lease: the command names a variable of the shell in its place. */
const nonce = 'nonce';

/** The longest that one call waits for a state (reference of the Machines API, section 2.4), in s. */
const longestWaitSeconds = 60;

/** Asks for what a deed is; an order that takes a config which is still to be read asks for nothing. */
const ask = (calls: Calls, deed: Deed, organization: string, holder: LeaseHolder): unknown => {
	switch (deed.type) {
		case 'act':
			return isOneCall(deed.order) ? sendOrder(calls, deed.target, deed.order, holder) : undefined;
		case 'give-config': {
			const {target, config, instanceId} = deed.given;
			return calls.updateMachine(target.app, target.id, {config, currentVersion: instanceId}, holder);
		}

		case 'create-machine':
			return sendCreation(calls, deed.app, deed.input, {});
		case 'act-on-resource':
			return sendResourceOrder({api: calls, organization, options: {}}, deed.target, deed.order);
		case 'acquire-lease':
			return calls.acquireLease(deed.target.app, deed.target.id, {ttlSeconds: deed.ttlSeconds, description: heldDescription});
		case 'refresh-lease':
			return calls.refreshLease(deed.target.app, deed.target.id, {ttlSeconds: deed.ttlSeconds, description: heldDescription, nonce});
		case 'release-lease':
			return calls.releaseLease(deed.target.app, deed.target.id, nonce);
		case 'exec':
			return calls.execInMachine(deed.target.app, deed.target.id, {command: deed.words, timeoutSeconds: deed.timeoutSeconds});
		case 'change-metadata':
			return sendMetadata(calls, deed.target, deed.change, {});
		case 'wait':
			return calls.waitForMachine(deed.target.app, deed.target.id, {state: deed.wanted, timeoutSeconds: longestWaitSeconds});
		case 'read-machine':
			return calls.getMachine(deed.target.app, deed.target.id);
		case 'read-lease':
			return calls.getLease(deed.target.app, deed.target.id);
		case 'read-metadata':
			return calls.getMetadata(deed.target.app, deed.target.id);
	}
};

const targetIdOf = (deed: Deed): string | undefined => {
	switch (deed.type) {
		case 'act':
			return deed.target.id;
		case 'give-config':
			return deed.given.target.id;
		default:
			return undefined;
	}
};

/**
The command that does the same as a deed, with the nonce of a lease where this flydeck holds one. It holds neither token nor nonce nor secret.
Undefined for an order that takes a config which is still to be read.
*/
export const curlOf = (
	api: Pick<Api, 'curlOf'>,
	deed: Deed,
	{organization, ownLeases}: Pick<State, 'organization' | 'ownLeases'>,
): string | undefined => {
	const isLeased = ownLeases.has(targetIdOf(deed) ?? '');
	return api.curlOf(calls => ask(calls, deed, organization, isLeased ? {nonce} : {}));
};
