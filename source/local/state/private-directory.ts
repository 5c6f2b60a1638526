import {chmodSync, closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, readdirSync, type Stats} from 'node:fs';
import {userInfo} from 'node:os';
import {join, resolve} from 'node:path';
import {makePrivateDirectory} from '../../make-private-directory.ts';

const privateDirectory = 0o700;
const privateFile = 0o600;

const problemOf = (stats: Stats): string | undefined => {
	const rows: readonly (readonly [boolean, string])[] = [
		[stats.isSymbolicLink(), 'is a symbolic link'],
		[!stats.isDirectory(), 'is not a directory'],
		[userInfo().uid !== -1 && stats.uid !== userInfo().uid, 'belongs to another user'],
	];
	return rows.find(([isSo]) => isSo)?.[1];
};

/**
Makes sure that a directory is there, is this user's own and that nobody else can look into it (mode 0700). One that is there already must
be empty or hold the file `marker`: rights of a directory that serves something else are not changed.

@throws Error whose message is a sentence when the directory cannot be made, is a symbolic link, is another user's or holds something else
*/
export const ensurePrivateDirectory = (path: string, marker: string): void => {
	// A slash at the end would make the system follow a link.
	const directory = resolve(path);
	makePrivateDirectory(directory);
	const problem = problemOf(lstatSync(directory));
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
Makes a file that only its owner can read and write (mode 0600), or makes one that is there so.

@throws Error when it is a symbolic link or not a file
*/
export const ensurePrivateFile = (directory: string, name: string): string => {
	const path = join(resolve(directory), name);
	const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK, privateFile);
	try {
		if (!fstatSync(descriptor).isFile()) {
			throw new Error(`${path} is not a file.`);
		}

		fchmodSync(descriptor, privateFile);
	} finally {
		closeSync(descriptor);
	}

	return path;
};
