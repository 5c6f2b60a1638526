import {existsSync, mkdirSync} from 'node:fs';
import {dirname, resolve} from 'node:path';

const privateDirectory = 0o700;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

/**
Makes a directory, and those that lead to it, for this user alone (mode 0700). What is there already stays as it is.

They are made one by one: where a parent cannot be made, as in /proc, Node's own recursive way never ends.

@throws Error whose message is a sentence when one of them cannot be made
*/
export const makePrivateDirectory = (path: string): void => {
	const directory = resolve(path);
	if (existsSync(directory)) {
		return;
	}

	makePrivateDirectory(dirname(directory));
	try {
		mkdirSync(directory, {mode: privateDirectory});
	} catch (error) {
		// Somebody else may just have made it, or it is a link that leads nowhere: whoever opens it finds out.
		if (codeOf(error) !== 'EEXIST') {
			throw new Error(`The directory ${directory} cannot be made (${codeOf(error)}): choose another place.`, {cause: error});
		}
	}
};
