import {renameSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {ensureOwnDatabase, ensureOwnDirectory, isOwnDirectory, isOwnFile} from '../private-files.ts';
import {migrate} from './schema.ts';

const fileName = 'journal.db';

/** How long a flydeck waits for another one that is writing, in ms. */
const busyMs = 10_000;

/** SQLite's own codes for a file that is damaged, or no database at all. */
const brokenCodes: ReadonlySet<unknown> = new Set([11, 26]);

/** Whether an error says that the file itself is broken. */
export const isBrokenFile = (error: unknown): boolean =>
	error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && brokenCodes.has(error.errcode % 256);

/** What is waiting in the write-ahead log goes into the file from so many pages on, and no more than so many bytes of the log are kept. */
const pragmas = `
	PRAGMA auto_vacuum = INCREMENTAL;
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = NORMAL;
	PRAGMA wal_autocheckpoint = 500;
	PRAGMA journal_size_limit = 4000000;
	PRAGMA cache_size = -8000;
	PRAGMA temp_store = MEMORY;
`;

const prepare = (path: string, patienceMs = busyMs): DatabaseSync => {
	const database = new DatabaseSync(path, {timeout: patienceMs});
	try {
		database.exec(pragmas);
		migrate(database);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
};

const inodeOf = (path: string): number | undefined => statSync(path, {throwIfNoEntry: false})?.ino;

/**
Puts a broken journal aside, as `journal.db.broken` in the place of an older one; answers where. `inode` is that of the broken file: when
another flydeck was faster, the file there now is a good one, and stays.
*/
const moveAside = (path: string, inode: number | undefined): string => {
	const aside = `${path}.broken`;
	if (inodeOf(path) === inode) {
		renameSync(path, aside);
		rmSync(`${path}-wal`, {force: true});
		rmSync(`${path}-shm`, {force: true});
	}

	return aside;
};

/** Puts the journal of a directory aside, which turned out to be broken while it was used; answers where. */
export const putAside = (directory: string): string => {
	const path = join(directory, fileName);
	return moveAside(path, inodeOf(path));
};

export const putAsideInWords = (path: string): string => `The journal was broken and is now ${path}: a new one begins.`;

export type OpenDatabase = {
	readonly database: DatabaseSync;
	/** Where a broken journal was put, whose place a new one took. */
	readonly putAside: string | undefined;
};

/**
Opens the journal of a directory, which is made where it is missing, or one in memory when there is none. Both are for their owner alone
(modes 0700 and 0600). One that is broken is put aside. For `patienceMs` it waits for another flydeck that is writing.

@throws Error when the directory or the file cannot be had, is not this user's own, or was written by a newer flydeck
*/
export const openDatabase = (directory: string | undefined, patienceMs = busyMs): OpenDatabase => {
	if (directory === undefined) {
		return {database: prepare(':memory:'), putAside: undefined};
	}

	ensureOwnDirectory(directory);
	const path = join(directory, fileName);
	ensureOwnDatabase(path);
	const inode = inodeOf(path);
	try {
		return {database: prepare(path, patienceMs), putAside: undefined};
	} catch (error) {
		if (!isBrokenFile(error)) {
			throw error;
		}

		const aside = moveAside(path, inode);
		ensureOwnDatabase(path);
		return {database: prepare(path, patienceMs), putAside: aside};
	}
};

/**
Opens the journal of a directory to read it alone; undefined where there is none.

@throws Error when the directory or the file is not this user's own, or was written by a newer flydeck
*/
export const openToRead = (directory: string): DatabaseSync | undefined => {
	const path = join(directory, fileName);
	if (!(isOwnDirectory(directory) && isOwnFile(path))) {
		return undefined;
	}

	ensureOwnDatabase(path);
	return prepare(path);
};
