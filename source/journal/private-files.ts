import {chmodSync, closeSync, constants, fchmodSync, fstatSync, lstatSync, mkdirSync, openSync, type Stats} from 'node:fs';
import {userInfo} from 'node:os';

const privateDirectory = 0o700;
const privateFile = 0o600;

const {O_CREAT, O_NOFOLLOW, O_NONBLOCK} = constants;

/** A path that is not what it has to be may have been put there by somebody else to read or to change what is kept. */
const requireOwn = (path: string, stats: Stats, isRightKind: boolean): void => {
	const {uid} = userInfo();
	const rows: readonly (readonly [boolean, string])[] = [
		[stats.isSymbolicLink(), 'is a symbolic link'],
		[!isRightKind, 'is something else than it should be'],
		[uid !== -1 && stats.uid !== uid, 'belongs to another user'],
	];
	const problem = rows.find(([isSo]) => isSo)?.[1];
	if (problem !== undefined) {
		throw new Error(`${path} ${problem}: look who put it there, and remove it.`);
	}
};

/**
Makes a directory that only its owner can look into (mode 0700), or makes one that is there so.

@throws Error whose message is a sentence when a symbolic link, another user's directory or something else is in its place
*/
export const ensureOwnDirectory = (path: string): void => {
	mkdirSync(path, {recursive: true, mode: privateDirectory});
	const stats = lstatSync(path);
	requireOwn(path, stats, stats.isDirectory());
	chmodSync(path, privateDirectory);
};

/**
Whether there is a file.

@throws Error whose message is a sentence when a symbolic link, another user's file or something else is in its place
*/
export const isOwnFile = (path: string): boolean => {
	const there = lstatSync(path, {throwIfNoEntry: false});
	if (there !== undefined) {
		requireOwn(path, there, there.isFile());
	}

	return there !== undefined;
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
