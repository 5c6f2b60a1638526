import {mkdtempSync, rmSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {objectAt, textAt} from '../../domain/json-reader.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import {ensureRealDirectory, replaceWithDirectory} from '../real-directory.ts';

/**
The root directories of machines, all in one directory. A process of a machine runs in its root, where its files and volumes are; absolute
paths inside the process are those of this computer.
*/
export type RootDirectories = {
	/**
	The root for a cold start: an empty one, or the last one with all that is in it when the config says so. A link that a process put in its
	place is not followed, but makes way for an empty one. Throws an Error when a link leads to where all of them are.
	*/
	readonly prepare: (machine: MachineRecord) => string;
	/** The machine's process has ended: what is not to be kept is removed. */
	readonly leave: (machine: MachineRecord, root: string) => void;
	/** The machine is gone. */
	readonly forget: (machineId: string) => void;
};

/** Whether a root outlives a start, by `rootfs.persist`: `restart` keeps it for as long as the machine has the same version, `always` for good. */
const keeps: Readonly<Record<string, (machine: MachineRecord, keptVersion: string) => boolean>> = {
	restart: (machine, keptVersion) => machine.instanceId === keptVersion,
	always: () => true,
};

const persistOf = ({config}: MachineRecord): string =>
	textAt(objectAt(config, 'rootfs'), 'persist') ?? textAt(objectAt(config, 'guest'), 'persist_rootfs') ?? 'never';

/** `directory`: the real path of one that nobody else uses. */
export const createRootDirectories = (directory: string): RootDirectories => {
	const kept = new Map<string, {readonly root: string; readonly version: string}>();
	const remove = (root: string): void => {
		// What cannot be removed now goes with the directory that all of them are in.
		rm(root, {recursive: true, force: true}).catch(() => {});
	};

	const forget = (machineId: string): void => {
		const root = kept.get(machineId)?.root;
		if (root !== undefined) {
			kept.delete(machineId);
			remove(root);
		}
	};

	return {
		forget,
		prepare(machine) {
			replaceWithDirectory(directory);
			const last = kept.get(machine.id);
			if (last !== undefined && keeps[persistOf(machine)]?.(machine, last.version) === true) {
				// Its own process may have removed it.
				replaceWithDirectory(last.root);
				return last.root;
			}

			forget(machine.id);
			const root = mkdtempSync(join(directory, `${machine.id}-`));
			ensureRealDirectory(root);
			return root;
		},
		leave(machine, root) {
			if (Object.hasOwn(keeps, persistOf(machine))) {
				kept.set(machine.id, {root, version: machine.instanceId});
			} else {
				kept.delete(machine.id);
				remove(root);
			}
		},
	};
};

/** Removes a directory and all in it, at once, and is content with what can be removed. */
export const removeDirectory = (directory: string): void => {
	try {
		rmSync(directory, {recursive: true, force: true, maxRetries: 3});
	} catch {
		// A process that is just dying may still write; the guard tries again when this program is gone.
	}
};
