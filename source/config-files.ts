import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import type {DraftFiles} from './runtime/draft-files.ts';
import {createDraftFiles} from './terminal/draft-files.ts';

/** The path of what comes in on the standard input. */
export const stdinPath = '/dev/stdin';

/** The files of a sub-command that takes one. The standard input is read whole first, where that is the one: it can be waited for here alone. */
export const openConfigFiles = async (stateDirectory: string, file: string | undefined): Promise<DraftFiles> => {
	const files = createDraftFiles(join(stateDirectory, 'edits'));
	if (file !== stdinPath) {
		return files;
	}

	const given = await text(process.stdin);
	return {...files, read: path => (path === stdinPath ? given : files.read(path))};
};
