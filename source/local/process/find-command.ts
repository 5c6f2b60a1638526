import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, resolve} from 'node:path';

const faultOf = (file: string): Error | undefined => {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile()
			? undefined
			: Object.assign(new Error(`EACCES: permission denied, '${file}' is not a file`), {code: 'EACCES'});
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
};

const isMissing = (error: Error): boolean => 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

export type FoundCommand = {readonly file: string} | {readonly error: Error};

/**
The file that a command is, found as `execvp` finds it: a name with a slash is a path, any other is looked for in PATH. The error says why
there is none; its `code` is ENOENT where nothing has the name, and another one where what has it cannot be run.
*/
export const findCommand = (name: string, path: string, workDirectory: string): FoundCommand => {
	const places = name.includes('/') ? [name] : path.split(delimiter).map(directory => `${directory === '' ? '.' : directory}/${name}`);
	const tried = (name === '' ? [] : places).map(place => resolve(workDirectory, place)).map(file => ({file, error: faultOf(file)}));
	const found = tried.find(({error}) => error === undefined);
	if (found !== undefined) {
		return {file: found.file};
	}

	const message = `ENOENT: no such command, ${JSON.stringify(name)}${name.includes('/') ? '' : ' is nowhere in PATH'}`;
	const closed = tried.find(({error}) => error !== undefined && !isMissing(error))?.error;
	return {error: closed ?? Object.assign(new Error(message), {code: 'ENOENT'})};
};
