import type {JsonObject} from '../../domain/json.ts';
import type {MachineConfig} from '../../domain/machine.ts';
import {decodeConfig} from './config.ts';

/** So many configs are remembered before all are forgotten. */
const most = 1000;

/** Reads configs; those that are the same to the letter are one object, as they mostly are throughout an app. */
export const createConfigMemory = (): typeof decodeConfig => {
	const known = new Map<string, MachineConfig>();
	return (config: JsonObject, imageRef: JsonObject | undefined) => {
		const text = JSON.stringify([config, imageRef]);
		const same = known.get(text);
		if (same !== undefined) {
			return same;
		}

		if (known.size >= most) {
			known.clear();
		}

		const decoded = decodeConfig(config, imageRef);
		known.set(text, decoded);
		return decoded;
	};
};
