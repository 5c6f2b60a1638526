import {chmodSync, closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, type Stats} from 'node:fs';
import {userInfo} from 'node:os';
import {makePrivateDirectory} from './make-private-directory.ts';

const privateDirectory = 0o700;
const privateFile = 0o600;

const {O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY} = constants;

/** What is wrong with a path, in words. One that is not what it has to be may have been put there to read or to change what is kept. */
export const strangeness = (stats: Stats, isRightKind: boolean): string | undefined => {
	const {uid} = userInfo();
	const rows: readonly (readonly [boolean, string])[] = [
		[stats.isSymbolicLink(), 'is a symbolic link'],
		[!isRightKind, 'is something else than it should be'],
		[uid !== -1 && stats.uid !== uid, 'belongs to another user'],
	];
	return rows.find(([isSo]) => isSo)?.[1];
};

const requireOwn = (path: string, stats: Stats, isRightKind: boolean): void => {
	const problem = strangeness(stats, isRightKind);
	if (problem !== undefined) {
		throw new Error(`${path} ${problem}: look who put it there, and remove it.`);
	}
};

const isOwn = (path: string, isRightKind: (stats: Stats) => boolean): boolean => {
	const there = lstatSync(path, {throwIfNoEntry: false});
	if (there !== undefined) {
		requireOwn(path, there, isRightKind(there));
	}

	return there !== undefined;
};

/**
Whether there is a directory.

@throws Error whose message is a sentence when a symbolic link, another user's directory or something else is in its place
*/
export const isOwnDirectory = (path: string): boolean => isOwn(path, stats => stats.isDirectory());

/**
Whether there is a file.

@throws Error whose message is a sentence when a symbolic link, another user's file or something else is in its place
*/
export const isOwnFile = (path: string): boolean => isOwn(path, stats => stats.isFile());

/**
Makes a directory that only its owner can look into (mode 0700), or makes one that is there so.

@throws Error whose message is a sentence when it cannot be made, or when a symbolic link, another user's directory or something else is in its place
*/
export const ensureOwnDirectory = (path: string): void => {
	makePrivateDirectory(path);
	isOwnDirectory(path);
	chmodSync(path, privateDirectory);
};

/**
Opens a file that only its owner can read and write (mode 0600), which is made where it is missing, and closes it after the work.

@throws Error whose message is a sentence when a symbolic link, another user's file or something else is in its place
*/
export const withOwnFile = <Answer>(path: string, flags: number, work: (descriptor: number) => Answer): Answer => {
	isOwnFile(path);
	const descriptor = openSync(path, flags | O_CREAT | O_NOFOLLOW | O_NONBLOCK, privateFile);
	try {
		// Once more for what was opened: it may have been put there in between.
		const opened = fstatSync(descriptor);
		requireOwn(path, opened, opened.isFile());
		fchmodSync(descriptor, privateFile);
		return work(descriptor);
	} finally {
		closeSync(descriptor);
	}
};

/** What SQLite keeps beside a database. */
const besides = ['-wal', '-shm', '-journal'];

/**
Makes the file of a database, for its owner alone, where it is missing.

@throws Error whose message is a sentence when a symbolic link, another user's file or something else is in its place, or in that of what SQLite
keeps beside it
*/
export const ensureOwnDatabase = (path: string): void => {
	for (const beside of besides) {
		isOwnFile(path + beside);
	}

	withOwnFile(path, O_RDONLY, () => {});
};
