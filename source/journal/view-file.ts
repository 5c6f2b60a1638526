import {constants, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {JsonObject} from '../domain/json.ts';
import {keepsViews, type ViewName, type ViewSettings, type Views, viewsFrom, withView} from '../domain/views.ts';
import {ensureOwnDirectory, isOwnFile, withOwnFile} from '../private-files.ts';
import {withLock} from './file-lock.ts';
import {markOf} from './process-mark.ts';

/** What a person made of the views, kept in a file for later runs. */
export type ViewFile = {
	/** Nothing where there is no file. */
	readonly read: () => Views;
	/** Keeps the settings of one view; all else stays as it is in the file. */
	readonly save: (name: ViewName, settings: ViewSettings) => void;
};

const {O_EXCL, O_RDONLY, O_WRONLY} = constants;

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const readOwn = (path: string): JsonObject => {
	const json = isOwnFile(path) ? parsed(withOwnFile(path, O_RDONLY, descriptor => readFileSync(descriptor, 'utf8'))) : {};
	if (!keepsViews(json)) {
		throw new Error(`${path} is broken, or is not of flydeck: it stays as it is. Remove it to save views anew.`);
	}

	return json;
};

/**
The file of the views in the state directory, readable by its owner alone (mode 0600). It is written whole or not at all, by one flydeck at a
time; one that is broken, or is not flydeck's, stays as it is. `pid` is that of this process.

@throws Error, of both its functions, whose message is a sentence when the file cannot be read, cannot be written or is not this user's own
*/
export const openViewFile = (stateDirectory: string, fileName: string, pid: number): ViewFile => {
	const path = join(stateDirectory, fileName);
	const write = (text: string, mark: string): void => {
		const draft = `${path}.${mark}.new`;
		// What others put there is not ours to remove.
		isOwnFile(draft);
		try {
			withOwnFile(draft, O_WRONLY | O_EXCL, descriptor => writeFileSync(descriptor, text));
			renameSync(draft, path);
		} finally {
			rmSync(draft, {force: true});
		}
	};

	return {
		read: () => viewsFrom(readOwn(path)),
		save(name, settings) {
			ensureOwnDirectory(stateDirectory);
			const mark = markOf(pid);
			withLock(`${path}.lock`, mark, () => write(JSON.stringify(withView(readOwn(path), name, settings)), mark));
		},
	};
};
