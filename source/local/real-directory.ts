import {lstatSync, mkdirSync, realpathSync, rmSync, type Stats} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {makePrivateDirectory} from '../make-private-directory.ts';

/*
Processes of machines have the rights of this server, and may put a link in the place of any directory that it works in. The paths of these
are real: when they were made, no link was in them. So whatever leads elsewhere later on was put there since, and is not followed.
*/

/** A directory's path with every link in it followed. Throws when there is none. */
export const realPathOf = (path: string): string => realpathSync.native(path);

/** Undefined also for what cannot be reached: then something in the way to it is wrong. */
const statsOf = (path: string): Stats | undefined => {
	try {
		return lstatSync(path);
	} catch {
		return undefined;
	}
};

const isDirectory = (path: string): boolean => statsOf(path)?.isDirectory() === true;

/** Whether a directory is still there, with no link in the way to it. */
export const isRealDirectory = (path: string): boolean => isDirectory(path) && realPathOf(path) === path;

const inTheWay = 'a link or a file is in the place of its directory';

/**
Makes a directory for this user alone, and those that lead to it, where they are not there.

@throws Error when a link, or what is no directory, is in its place or in the way to it
*/
export const ensureRealDirectory = (path: string): void => {
	if (statsOf(path) === undefined) {
		ensureRealDirectory(dirname(path));
		makePrivateDirectory(path);
	}

	if (!isRealDirectory(path)) {
		throw new Error(inTheWay);
	}
};

/** The same for a directory that holds nothing that must last: what is in its place, if it is no directory, is taken away. */
export const replaceWithDirectory = (path: string): void => {
	if (!isDirectory(path)) {
		ensureRealDirectory(dirname(path));
		rmSync(path, {force: true});
		mkdirSync(path, {mode: 0o700});
	}

	ensureRealDirectory(path);
};

/**
Makes a directory that the user has chosen, where it is not there, and answers its real path. Links may lead to it, but it is none itself.

@throws Error whose message is a sentence when it is a link or no directory, or cannot be made
*/
export const openDirectory = (chosen: string): string => {
	const path = resolve(chosen);
	makePrivateDirectory(path);
	if (!isDirectory(path)) {
		throw new Error(`${path} is a link or a file: put a directory in its place, or choose another one.`);
	}

	return realPathOf(path);
};
