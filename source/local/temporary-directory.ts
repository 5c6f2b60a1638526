import {mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {realPathOf} from './real-directory.ts';

/** A directory that is made when it is first asked for, and removed in the end. Its path is a real one. */
export type TemporaryDirectory = {readonly path: () => string; readonly remove: () => void};

export const createTemporaryDirectory = (parent: string, prefix: string): TemporaryDirectory => {
	let path: string | undefined;
	return {
		path() {
			path ??= mkdtempSync(join(realPathOf(parent), prefix));
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
