import {mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';

/** A directory that is made when it is first asked for, and removed in the end. */
export type TemporaryDirectory = {readonly path: () => string; readonly remove: () => void};

export const createTemporaryDirectory = (parent: string, prefix: string): TemporaryDirectory => {
	let path: string | undefined;
	return {
		path() {
			path ??= mkdtempSync(join(parent, prefix));
			return path;
		},
		remove() {
			if (path !== undefined) {
				rmSync(path, {recursive: true, force: true, maxRetries: 3});
				path = undefined;
			}
		},
	};
};
