import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';

const isProgram = (path: string): boolean => {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
};

/** The first program of some names in the directories of a PATH, the names in their order; undefined when there is none. */
export const findProgram = (names: readonly string[], searchPath: string | undefined): string | undefined => {
	const directories = (searchPath ?? '').split(delimiter).filter(directory => directory !== '');
	return names.flatMap(name => directories.map(directory => join(directory, name))).find(isProgram);
};
