import {existsSync, mkdirSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {copyTree, treeSizeBytes} from './directory-tree.ts';

/** The directories that hold what is in volumes and snapshots, by id. Each is made when it is first asked for. */
export type VolumeDirectories = {
	readonly directoryOf: (id: string) => string;
	/** Copies what one holds into another that is new. */
	readonly copy: (fromId: string, toId: string) => Promise<void>;
	/** 0 where nothing was ever written. */
	readonly sizeBytes: (id: string) => Promise<number>;
	/** Whether anybody asked for its directory. */
	readonly isUsed: (id: string) => boolean;
	readonly remove: (id: string) => Promise<void>;
};

const knownId = /^(?:vol|vs)_[0-9a-z]+$/;

/** `root` tells where the directories go; it is asked when the first of them is needed. */
export const createVolumeDirectories = (root: () => string): VolumeDirectories => {
	const pathOf = (id: string): string => {
		if (!knownId.test(id)) {
			throw new RangeError(`${JSON.stringify(id)} is no id of a volume`);
		}

		return join(root(), id);
	};

	return {
		directoryOf(id) {
			const path = pathOf(id);
			mkdirSync(path, {recursive: true, mode: 0o700});
			return path;
		},
		copy: (fromId, toId) => copyTree(pathOf(fromId), pathOf(toId)),
		sizeBytes: id => treeSizeBytes(pathOf(id)),
		isUsed: id => existsSync(pathOf(id)),
		remove: id => rm(pathOf(id), {recursive: true, force: true}),
	};
};
