import {chmodSync, lstatSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {makePrivateDirectory} from '../../make-private-directory.ts';
import {ensureOwnDatabase, strangeness} from '../../private-files.ts';

const privateDirectory = 0o700;

/**
Makes sure that a directory is there, is this user's own and that nobody else can look into it (mode 0700). One that is there already must
be empty or hold the file `marker`: rights of a directory that serves something else are not changed.

@throws Error whose message is a sentence when the directory cannot be made, is a symbolic link, is another user's or holds something else
*/
export const ensurePrivateDirectory = (path: string, marker: string): void => {
	// A slash at the end would make the system follow a link.
	const directory = resolve(path);
	makePrivateDirectory(directory);
	const stats = lstatSync(directory);
	const problem = strangeness(stats, stats.isDirectory());
	if (problem !== undefined) {
		throw new Error(`The state directory ${directory} ${problem}: give it a directory of its own.`);
	}

	const names = readdirSync(directory);
	if (names.length > 0 && !names.includes(marker)) {
		throw new Error(`The state directory ${directory} holds other things: give it an empty directory, or one that does not exist.`);
	}

	chmodSync(directory, privateDirectory);
};

/**
Makes the database of a state directory, which only its owner can read and write (mode 0600), or makes one that is there so; answers its path.

@throws Error whose message is a sentence when a symbolic link, another user's file or something else is in its place
*/
export const ensurePrivateDatabase = (directory: string, name: string): string => {
	const path = join(resolve(directory), name);
	ensureOwnDatabase(path);
	return path;
};
