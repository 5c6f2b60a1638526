import type {MachineRecord} from '../fleet/machine-record.ts';
import type {State} from '../state/collection.ts';
import type {Store} from './store.ts';

type Values = Readonly<Record<string, string>>;

/** The values of its app's secrets that each machine has. */
export type GivenSecrets = {
	/** By name; none when the machine was last created or updated with `skip_secrets`. */
	readonly of: (machine: MachineRecord) => Values;
};

/**
Gives machines the secrets that their app has when they are created or updated, and until the next update no others: the API has it that
values take effect then, so that a start, a restart or a crash brings no new ones (reference of the Machines API, section 2.7).
*/
export const keepGivenSecrets = (state: State, store: Store, valuesOf: (app: string) => Values): GivenSecrets => {
	const given = state.collection<Values>('given_secrets');

	store.onChange((after, before) => {
		if (after === undefined || after.state === 'destroyed') {
			given.delete(after?.id ?? before?.id ?? '');
		} else if (after.instanceId !== before?.instanceId) {
			const values = after.skipsSecrets ? {} : valuesOf(after.app);
			// Most machines of a large fleet have none.
			if (Object.keys(values).length > 0 || given.get(after.id) !== undefined) {
				given.put(after.id, values);
			}
		}
	});

	return {of: ({id}) => given.get(id) ?? {}};
};
