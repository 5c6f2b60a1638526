import type {JsonObject} from '../../domain/json.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import type {State} from '../state/collection.ts';
import type {Store} from './store.ts';

export type Version = {readonly instanceId: string; readonly config: JsonObject};

/** How many earlier versions of a machine are kept. */
const versionLimit = 50;

/** The versions that a machine has had. */
export type Versions = {
	/** Newest first, the present one with them. */
	readonly of: (machine: MachineRecord) => readonly Version[];
};

/** Keeps the version that each update of a machine takes the place of, until the machine is gone. */
export const keepVersions = (state: State, store: Store): Versions => {
	const earlier = state.collection<readonly Version[]>('version');

	store.onChange((after, before) => {
		if (before === undefined) {
			return;
		}

		if (after === undefined || after.state === 'destroyed') {
			earlier.delete(before.id);
		} else if (after.instanceId !== before.instanceId) {
			const {instanceId, config} = before;
			earlier.put(before.id, [{instanceId, config}, ...(earlier.get(before.id) ?? [])].slice(0, versionLimit));
		}
	});

	return {of: ({id, instanceId, config}) => [{instanceId, config}, ...(earlier.get(id) ?? [])]};
};
