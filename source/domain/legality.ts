/** The calls whose legality depends on the state of the machine (reference of the Machines API, section 4.3). */
export type Call = 'start' | 'stop' | 'suspend' | 'restart' | 'signal' | 'exec' | 'cordon' | 'uncordon' | 'update' | 'delete';

export type Legality =
	| {readonly legal: true /** True when the call is answered with success and changes nothing. */; readonly noEffect?: true}
	| {readonly legal: false; readonly status: 404 | 409 | 412; readonly code: string; readonly message: string};

const yes: Legality = {legal: true};
const noEffect: Legality = {legal: true, noEffect: true};
const refuse = (status: 404 | 409 | 412, code: string, message: string): Legality => ({legal: false, status, code, message});
const gone = refuse(404, 'not_found', 'machine not found');
const notDestroyable = refuse(412, 'failed_precondition', 'unable to destroy machine, not currently stopped, suspended, failed or created');

const startLegality = (state: string): Legality => {
	switch (state) {
		case 'stopped':
		case 'suspended':
		case 'failed':
			return yes;
		case 'starting':
			return refuse(409, 'aborted', 'machine still attempting to start');
		case 'started':
			return refuse(412, 'failed_precondition', 'machine still active, refusing to start');
		case 'replacing':
		case 'updating':
			return refuse(412, 'failed_precondition', 'machine getting replaced, refusing to start');
		case 'destroyed':
			return gone;
		default:
			return refuse(412, 'failed_precondition', `unable to start machine from current state: '${state}'`);
	}
};

const stopLegality = (state: string): Legality => {
	switch (state) {
		case 'started':
		case 'starting':
		case 'created':
		case 'suspended':
		case 'failed':
			return yes;
		case 'stopped':
		case 'stopping':
			return noEffect;
		case 'destroyed':
			return gone;
		default:
			return refuse(412, 'failed_precondition', `unable to stop machine from current state: '${state}'`);
	}
};

const updateLegality = (state: string): Legality => {
	switch (state) {
		case 'destroying':
		case 'destroyed':
			return gone;
		case 'replacing':
		case 'updating':
			return refuse(409, 'aborted', 'machine update failed due to concurrent update');
		default:
			return yes;
	}
};

const deleteLegality = (state: string): Legality => {
	switch (state) {
		case 'stopped':
		case 'suspended':
		case 'failed':
		case 'created':
			return yes;
		case 'destroyed':
			return gone;
		default:
			return notDestroyable;
	}
};

const runningOnly = (state: string, message: string): Legality => {
	switch (state) {
		case 'started':
			return yes;
		case 'destroyed':
			return gone;
		default:
			return refuse(412, 'failed_precondition', message);
	}
};

/**
Whether the API accepts a call in a state, and what it answers when it does not.

`created` depends on more than the state: a start is accepted once the image is there (`imageReady`).
*/
export const legalityOf = (
	call: Call,
	state: string,
	{force = false, imageReady = false}: {readonly force?: boolean; readonly imageReady?: boolean} = {},
): Legality => {
	switch (call) {
		case 'start':
			return state === 'created' && imageReady ? yes : startLegality(state);
		case 'stop':
			return stopLegality(state);
		case 'suspend':
		case 'restart':
			return runningOnly(state, `unable to ${call} machine from current state: '${state}'`);
		case 'signal':
		case 'exec':
			return runningOnly(state, 'machine not running');
		case 'cordon':
		case 'uncordon':
			return state === 'destroyed' ? gone : yes;
		case 'update':
			return updateLegality(state);
		case 'delete':
			return force && state !== 'destroyed' ? yes : deleteLegality(state);
	}
};
