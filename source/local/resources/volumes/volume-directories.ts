import {lstatSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {refusal} from '../../fleet/fault.ts';
import {ensureRealDirectory, isRealDirectory} from '../../real-directory.ts';
import {copyTree, treeSizeBytes} from './directory-tree.ts';

/** The directories that hold what is in volumes and snapshots, by id. Each is made when it is first asked for. No link that a process put in the place of one is followed. */
export type VolumeDirectories = {
	/** Throws a 412 Fault when something else is in its place. */
	readonly directoryOf: (id: string) => string;
	/** Copies what one holds into another that is new. Throws a 412 Fault when something else is in the place of the first. */
	readonly copy: (fromId: string, toId: string) => Promise<void>;
	/** 0 where nothing was ever written. */
	readonly sizeBytes: (id: string) => Promise<number>;
	/** Whether there is a directory of it, which is so once anybody has asked for it. */
	readonly isUsed: (id: string) => boolean;
	readonly remove: (id: string) => Promise<void>;
};

const knownId = /^(?:vol|vs)_[0-9a-z]+$/;

/** `root` tells the real path of where the directories go; it is asked when the first of them is needed. */
export const createVolumeDirectories = (root: () => string): VolumeDirectories => {
	const pathOf = (id: string): string => {
		if (!knownId.test(id)) {
			throw new RangeError(`${JSON.stringify(id)} is no id of a volume`);
		}

		return join(root(), id);
	};

	const directoryOf = (id: string): string => {
		const path = pathOf(id);
		try {
			ensureRealDirectory(path);
		} catch (error) {
			throw refusal('failed_precondition', `volume ${id} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
		}

		return path;
	};

	return {
		directoryOf,
		async copy(fromId, toId) {
			const from = pathOf(fromId);
			const to = directoryOf(toId);
			if (lstatSync(from, {throwIfNoEntry: false}) !== undefined) {
				await copyTree(directoryOf(fromId), to);
			}
		},
		sizeBytes: async id => (isRealDirectory(pathOf(id)) ? treeSizeBytes(pathOf(id)) : 0),
		isUsed: id => isRealDirectory(pathOf(id)),
		async remove(id) {
			// A link in its place is all that is removed then.
			if (isRealDirectory(root())) {
				await rm(pathOf(id), {recursive: true, force: true});
			}
		},
	};
};
