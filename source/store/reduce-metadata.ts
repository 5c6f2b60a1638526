import type {StoreEvent} from './events.ts';
import type {Metadata} from './metadata.ts';
import type {State} from './state.ts';

/** The metadata of one machine at a time. A read that failed leaves what was read before. */
export const reduceMetadata = ({metadata}: State, event: StoreEvent): Metadata | undefined => {
	switch (event.type) {
		case 'metadata-read':
			return {machineId: event.machineId, values: event.values, failure: undefined};
		case 'metadata-failed': {
			const {machineId, text} = event;
			return {machineId, values: metadata?.machineId === machineId ? metadata.values : undefined, failure: text};
		}

		default:
			return metadata;
	}
};
