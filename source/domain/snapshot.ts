import type {JsonObject} from './json.ts';
import {numberAt, objectAt, textAt} from './json-reader.ts';
import type {Snapshot} from './legality.ts';

/** What a suspend looks at. */
export const snapshotOf = (config: JsonObject): Snapshot => {
	const guest = objectAt(config, 'guest');
	return {
		memoryMb: numberAt(guest, 'memory_mb') ?? 0,
		swapMb: numberAt(objectAt(config, 'init'), 'swap_size_mb') ?? 0,
		schedule: textAt(config, 'schedule'),
		gpuKind: textAt(guest, 'gpu_kind'),
	};
};
