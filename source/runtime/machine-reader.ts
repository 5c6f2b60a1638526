import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Machine} from '../domain/machine.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';

export type MachineReader = {
	/**
	The machine as the API has it now, shown at once; undefined when it is gone.

	@throws ApiError when it cannot be asked
	*/
	readonly read: (target: Pick<Target, 'app' | 'id'>, signal: AbortSignal) => Promise<Machine | undefined>;
	/** The same, or, when the API cannot be asked, the machine as the last poll had it. */
	readonly readOrKnown: (target: Pick<Target, 'app' | 'id'>, signal: AbortSignal) => Promise<Machine | undefined>;
};

/** Reads single machines, past the poll: before an act and after it. */
export const createMachineReader = ({
	api,
	store,
	clock,
}: {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
}): MachineReader => {
	const read: MachineReader['read'] = async ({app, id}, signal) => {
		const requestedAtMs = clock.now();
		try {
			const machine = await api.getMachine(app, id, {signal});
			store.dispatch({type: 'machine-received', id, requestedAtMs, machine});
			return machine;
		} catch (error) {
			if (!isApiError(error) || error.kind !== 'not-found') {
				throw error;
			}

			store.dispatch({type: 'machine-received', id, requestedAtMs, machine: undefined});
			return undefined;
		}
	};

	return {
		read,
		readOrKnown: (target, signal) => read(target, signal).catch(() => store.getState().fleet.get(target.id)),
	};
};
