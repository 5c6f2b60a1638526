import {DatabaseSync} from 'node:sqlite';
import {type Backing, createState, type State} from './collection.ts';
import {ensurePrivateDirectory, ensurePrivateFile} from './private-directory.ts';

const fileName = 'state.db';

/** Grows when what is kept can no longer be read by older versions of the program. */
const schemaVersion = 1;

/** A key is kept as JSON text: SQLite cannot tell lone surrogates apart. */
const schema = `
	CREATE TABLE value (
		ordinal INTEGER PRIMARY KEY,
		collection TEXT NOT NULL,
		key TEXT NOT NULL,
		json TEXT NOT NULL
	) STRICT;
	CREATE INDEX value_by_collection ON value (collection, ordinal);
`;

/** The exclusive lock is the database's own, held until it is closed: a server that is killed leaves nothing to clean up. */
const pragmas = `
	PRAGMA locking_mode = EXCLUSIVE;
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
`;

const busyCode = 5;

/** What the system and SQLite report has a code; what is a sentence already has none. */
const sentenceOf = (error: unknown, directory: string): unknown => {
	if (!(error instanceof Error && 'code' in error)) {
		return error;
	}

	return 'errcode' in error && error.errcode === busyCode
		? new Error(`Another flydeck serves from ${directory}: two cannot use one state directory.`, {cause: error})
		: new Error(`Cannot open the state in ${directory}: ${error.message}.`, {cause: error});
};

const prepareSchema = (database: DatabaseSync, directory: string): void => {
	database.exec('BEGIN IMMEDIATE');
	const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
	if (version > schemaVersion) {
		throw new Error(
			`The state in ${directory} was written by a newer flydeck (version ${version} of it, this one knows ${schemaVersion}): use that one.`,
		);
	}

	if (version === 0) {
		database.exec(schema);
		database.exec(`PRAGMA user_version = ${schemaVersion}`);
	}

	database.exec('COMMIT');
};

const backingOver = (database: DatabaseSync): Backing => {
	const select = database.prepare('SELECT ordinal, key, json FROM value WHERE collection = ? ORDER BY ordinal');
	const selectLast = database.prepare('SELECT coalesce(max(ordinal), 0) AS last FROM value');
	const insert = database.prepare('INSERT OR REPLACE INTO value (ordinal, collection, key, json) VALUES (?, ?, ?, ?)');
	const remove = database.prepare('DELETE FROM value WHERE ordinal = ?');
	return {
		load: collection =>
			select.all(collection).map(({ordinal, key, json}) => ({
				ordinal: Number(ordinal),
				key: String(JSON.parse(String(key))),
				value: JSON.parse(String(json)),
			})),
		lastOrdinal: () => Number(selectLast.get()?.last),
		put(collection, {ordinal, key, value}) {
			insert.run(ordinal, collection, JSON.stringify(key), JSON.stringify(value));
		},
		delete({ordinal}) {
			remove.run(ordinal);
		},
		begin: () => database.exec('BEGIN IMMEDIATE'),
		commit: () => database.exec('COMMIT'),
		rollback() {
			// SQLite has rolled back by itself after some errors.
			if (database.isTransaction) {
				database.exec('ROLLBACK');
			}
		},
		close: () => database.close(),
	};
};

/**
State that lasts, in a SQLite database in a directory of its own, which is made with mode 0700 where it is missing. Every put is on the disk
before it returns. One server at a time can use it.

@throws Error whose message is a sentence when the directory is no good, another server uses it, or a newer version wrote it
*/
export const createSqliteState = (directory: string): State => {
	let database: DatabaseSync | undefined;
	try {
		ensurePrivateDirectory(directory, fileName);
		database = new DatabaseSync(ensurePrivateFile(directory, fileName));
		database.exec(pragmas);
		prepareSchema(database, directory);
		return createState(backingOver(database));
	} catch (error) {
		database?.close();
		throw sentenceOf(error, directory);
	}
};
