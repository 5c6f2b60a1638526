import type {JsonObject} from '../../domain/json.ts';
import {isTransient} from '../../domain/lifecycle.ts';
import {type Fault, refusal} from '../fleet/fault.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import type {World} from './world.ts';

export type WaitRequest = {
	readonly id: string;
	/** States of machines, or `settled` for any that is not transient. */
	readonly states: readonly string[];
	readonly timeoutSeconds: number;
	/** Binds the wait to one instance id. */
	readonly version: string | undefined;
	/** Only what happened after this event counts. */
	readonly fromEventId: string | undefined;
};

/** Not every change of the state is an event: a stop of what did not run ends without one. */
const hasChangedSince = ({state, events: [newest]}: MachineRecord, eventId: string | undefined): boolean =>
	newest?.id !== eventId || newest?.status !== state;

const isReached = (machine: MachineRecord, {states, fromEventId}: WaitRequest): boolean =>
	hasChangedSince(machine, fromEventId) &&
	states.some(state => machine.state === state || (state === 'settled' && !isTransient(machine.state)));

const success = (machine: MachineRecord): JsonObject => ({
	ok: true,
	state: machine.state,
	event_id: machine.events[0]?.id,
	version: machine.instanceId,
});

const unreached = ({states}: WaitRequest, state: string): Fault =>
	refusal('deadline_exceeded', `machine failed to reach desired state, ${states.join(', ')}, currently ${state}`);

/** What is to be answered at once, or undefined when there is something to wait for. */
const judge = (machine: MachineRecord | undefined, request: WaitRequest): JsonObject | Fault | undefined => {
	if (machine === undefined) {
		return refusal('not_found', 'machine not found');
	}

	if (request.version !== undefined && request.version !== machine.instanceId) {
		return unreached(request, 'replaced');
	}

	if (isReached(machine, request)) {
		return success(machine);
	}

	return machine.state === 'destroyed' ? refusal('not_found', 'machine not found') : undefined;
};

/** Answers as soon as a machine is in one of the states, or when it can no longer get there, or when the time is over. */
export const waitForState = ({store, scheduler}: World, request: WaitRequest, cancelled: AbortSignal): Promise<JsonObject | Fault> => {
	const {promise, resolve} = Promise.withResolvers<JsonObject | Fault>();
	const settle = (answer: JsonObject | Fault): void => {
		unwatch();
		cancelTimer();
		cancelled.removeEventListener('abort', leave);
		resolve(answer);
	};

	const look = (): void => {
		const answer = judge(store.findMachine(request.id), request);
		if (answer !== undefined) {
			settle(answer);
		}
	};

	const expire = (): void => settle(unreached(request, store.findMachine(request.id)?.state ?? 'destroyed'));
	const leave = (): void => settle(refusal('deadline_exceeded', 'the client went away'));
	const unwatch = store.watch(request.id, look);
	const cancelTimer = scheduler.after(request.timeoutSeconds * 1000, expire);
	cancelled.addEventListener('abort', leave);
	look();
	return promise;
};
