import {readFileSync} from 'node:fs';

/** The text of a file, or undefined when there is none that can be read. */
export const readTextFile = (path: string): string | undefined => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
};
