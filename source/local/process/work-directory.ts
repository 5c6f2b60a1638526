import {mkdtempSync, rmSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';

/** Empty directories for processes to run in, all in one temporary directory that is made when the first of them is. */
export type WorkDirectories = {
	readonly make: (name: string) => string;
	readonly remove: (directory: string) => void;
	readonly removeAll: () => void;
};

export const createWorkDirectories = (temporaryDirectory: string): WorkDirectories => {
	let root: string | undefined;
	return {
		make(name) {
			root ??= mkdtempSync(join(temporaryDirectory, 'flydeck-'));
			return mkdtempSync(join(root, `${name}-`));
		},
		remove(directory) {
			// What cannot be removed now goes with the root in the end.
			rm(directory, {recursive: true, force: true}).catch(() => {});
		},
		removeAll() {
			if (root === undefined) {
				return;
			}

			try {
				rmSync(root, {recursive: true, force: true, maxRetries: 3});
				root = undefined;
			} catch {
				// A process that is just dying may still write; the system clears its temporary directory by itself.
			}
		},
	};
};
