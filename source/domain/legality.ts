/** The calls whose legality depends on the state of the machine (reference of the Machines API, section 4.3). */
export type Call = 'start' | 'stop' | 'restart' | 'suspend' | 'update' | 'delete' | 'signal' | 'cordon';

/** What of a machine's config decides whether its memory can be written to disk. */
export type Snapshot = {
	readonly memoryMb: number;
	readonly swapMb: number;
	readonly schedule: string | undefined;
	readonly gpuKind: string | undefined;
};

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

const stopLegality = (state: string, willRestart: boolean): Legality => {
	if (state === 'stopped' && willRestart) {
		return yes;
	}

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

const fromStarted = (verb: 'restart' | 'suspend', state: string): Legality => {
	switch (state) {
		case 'started':
			return yes;
		case 'destroyed':
			return gone;
		default:
			return refuse(412, 'failed_precondition', `unable to ${verb} machine from current state: '${state}'`);
	}
};

const largestSnapshotMb = 2048;

/** What keeps a machine from being suspended, and how the refusal says it. */
const obstacles: readonly (readonly [message: string, isThere: (snapshot: Snapshot) => boolean])[] = [
	['unable to suspend machine with swap enabled', ({swapMb}) => swapMb > 0],
	['unable to suspend machine with a schedule', ({schedule}) => schedule !== undefined],
	['unable to suspend machine with a GPU', ({gpuKind}) => gpuKind !== undefined],
	[`unable to suspend machine with more than ${largestSnapshotMb}MB of memory`, ({memoryMb}) => memoryMb > largestSnapshotMb],
];

const suspendLegality = (state: string, snapshot: Snapshot | undefined): Legality => {
	const legality = fromStarted('suspend', state);
	const obstacle = snapshot === undefined ? undefined : obstacles.find(([, isThere]) => isThere(snapshot));
	return legality.legal && obstacle !== undefined ? refuse(412, 'failed_precondition', obstacle[0]) : legality;
};

const signalLegality = (state: string): Legality => {
	switch (state) {
		case 'started':
			return yes;
		case 'destroyed':
			return gone;
		default:
			return refuse(412, 'failed_precondition', 'machine not running');
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

/**
Whether the API accepts a call in a state, and what it answers when it does not.

Some depend on more than the state: a start of a `created` machine is accepted once the image is there (`imageReady`), a stop of a
`stopped` machine has an effect while its policy is about to start it again (`willRestart`), and a suspend is accepted only where the config
allows it (`snapshot`; without it, only the state is looked at). Exec, `ps` and memory are answered as a signal is.
*/
export const legalityOf = (
	call: Call,
	state: string,
	{
		force = false,
		imageReady = false,
		willRestart = false,
		snapshot,
	}: {
		readonly force?: boolean;
		readonly imageReady?: boolean;
		readonly willRestart?: boolean;
		readonly snapshot?: Snapshot | undefined;
	} = {},
): Legality => {
	switch (call) {
		case 'start':
			return state === 'created' && imageReady ? yes : startLegality(state);
		case 'stop':
			return stopLegality(state, willRestart);
		case 'restart':
			return fromStarted('restart', state);
		case 'suspend':
			return suspendLegality(state, snapshot);
		case 'signal':
			return signalLegality(state);
		case 'cordon':
			return state === 'destroyed' ? gone : yes;
		case 'update':
			return updateLegality(state);
		case 'delete':
			return force && state !== 'destroyed' ? yes : deleteLegality(state);
	}
};
