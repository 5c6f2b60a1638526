import {constants, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {usualSettings, type ViewName, type ViewSettings, type Views, viewsFrom, viewsJson} from '../domain/views.ts';
import {ensureOwnDirectory, withOwnFile} from './private-files.ts';

/** What a person made of the views, kept in a file for later runs. */
export type ViewFile = {
	/** Nothing where there is no file. */
	readonly read: () => Views;
	/** Keeps the settings of one view; those of the others stay as they are in the file. */
	readonly save: (name: ViewName, settings: ViewSettings) => void;
};

const {O_TRUNC, O_WRONLY} = constants;

const readOwn = (path: string): unknown => {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
			return {};
		}

		throw error;
	}

	try {
		return JSON.parse(text);
	} catch (error) {
		throw new Error(`${path} is no JSON: nothing was taken from it. ctrl-s writes it anew.`, {cause: error});
	}
};

const isUsual = (name: ViewName, {filter, sort, isDescending, isTroubleOnly}: ViewSettings): boolean => {
	const usual = usualSettings(name);
	return filter === usual.filter && sort === usual.sort && !isDescending && !isTroubleOnly;
};

/**
The file of the views in the state directory, readable by its owner alone (mode 0600). It is written whole or not at all.

@throws Error, of both its functions, whose message is a sentence when the file cannot be read, cannot be written or is not this user's own
*/
export const openViewFile = (stateDirectory: string, fileName: string): ViewFile => {
	const path = join(stateDirectory, fileName);
	const read = (): Views => viewsFrom(readOwn(path));
	const readable = (): Views => {
		try {
			return read();
		} catch {
			return new Map();
		}
	};

	return {
		read,
		save(name, settings) {
			ensureOwnDirectory(stateDirectory);
			const views = new Map(readable()).set(name, settings);
			if (isUsual(name, settings)) {
				views.delete(name);
			}

			const draft = `${path}.new`;
			withOwnFile(draft, O_WRONLY | O_TRUNC, descriptor => writeFileSync(descriptor, viewsJson(views)));
			renameSync(draft, path);
		},
	};
};
