import type {Guest} from './machine.ts';
import {beginningOf} from './text.ts';

const kinds: ReadonlyMap<string, string> = new Map([
	['shared', 'sh'],
	['performance', 'pf'],
]);

/** A guest in a few cells: `sh1/256` is shared-cpu-1x with 256 MB. */
export const sizeInShort = (guest: Guest | undefined): string => {
	if (guest === undefined) {
		return '-';
	}

	const memory = guest.memoryMb >= 10_000 ? `${Math.round(guest.memoryMb / 1024)}G` : `${guest.memoryMb}`;
	return `${kinds.get(guest.cpuKind) ?? beginningOf(guest.cpuKind, 2)}${guest.cpus}/${memory}`;
};

/** A guest in words: `shared-cpu-2x, 512 MB`. */
export const sizeInWords = (guest: Guest | undefined): string =>
	guest === undefined ? 'unknown' : `${guest.cpuKind}-cpu-${guest.cpus}x, ${guest.memoryMb} MB`;
