import type {JsonObject} from '../../domain/json.ts';
import type {Guest} from '../../domain/machine.ts';
import {filledText, integer, object, text} from './values.ts';

/** What one cpu of a preset such as `shared-cpu-2x` brings. */
const presets: readonly {readonly pattern: RegExp; readonly cpuKind: string; readonly memoryMbPerCpu: number}[] = [
	{pattern: /^shared-cpu-(\d{1,3})x$/, cpuKind: 'shared', memoryMbPerCpu: 256},
	{pattern: /^(?:performance|dedicated-cpu)-(\d{1,3})x$/, cpuKind: 'performance', memoryMbPerCpu: 2048},
];

const guestOfSize = (size: string): Guest | undefined => {
	for (const {pattern, cpuKind, memoryMbPerCpu} of presets) {
		const cpus = Number(pattern.exec(size)?.[1] ?? 0);
		if (cpus > 0) {
			return {cpuKind, cpus, memoryMb: cpus * memoryMbPerCpu};
		}
	}

	return undefined;
};

/** The cpus and memory of a config: from its `guest`, or from the older `size`. */
export const decodeGuest = (config: JsonObject): Guest | undefined => {
	const guest = object(config.guest);
	const cpus = integer(guest?.cpus);
	const memoryMb = integer(guest?.memory_mb);
	if (cpus !== undefined && memoryMb !== undefined) {
		return {cpuKind: filledText(guest?.cpu_kind) ?? 'shared', cpus, memoryMb};
	}

	return guestOfSize(text(config.size) ?? '');
};
