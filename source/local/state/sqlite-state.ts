import {DatabaseSync} from 'node:sqlite';
import {type Backing, createState, type Row, type State} from './collection.ts';
import {ensurePrivateDatabase, ensurePrivateDirectory} from './private-directory.ts';
import {isWhole} from './row-shapes.ts';
import {StateFailure} from './state-failure.ts';

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

const versionOf = (database: DatabaseSync): number => Number(database.prepare('PRAGMA user_version').get()?.user_version);

/** Only looks: a database that another program made must stay as it is. */
const requireOwn = (database: DatabaseSync, directory: string): void => {
	const tables = Number(database.prepare('SELECT count(*) AS count FROM sqlite_master').get()?.count);
	if (versionOf(database) === 0 && tables > 0) {
		throw new Error(`${directory}/${fileName} is the database of another program: give --state-dir a directory of its own.`);
	}
};

const prepareSchema = (database: DatabaseSync, directory: string): void => {
	database.exec('BEGIN IMMEDIATE');
	const version = versionOf(database);
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

type StoredRow = Readonly<Record<string, unknown>>;

const damaged = (directory: string, what: string): Error =>
	new Error(`The state in ${directory} is damaged, ${what} cannot be read: put a copy of it back, or choose another directory.`);

const readRow = ({ordinal, key, json}: StoredRow, collection: string, directory: string): Row => {
	try {
		const row = {ordinal: Number(ordinal), key: String(JSON.parse(String(key))), value: JSON.parse(String(json))};
		if (isWhole(collection, row.value)) {
			return row;
		}
	} catch {
		// It is told as what is no whole value is.
	}

	throw damaged(directory, `${collection} ${String(key)}`);
};

/** Has a write that the system or SQLite refuses fail with a sentence. */
const writing = (directory: string, write: () => void): void => {
	try {
		write();
	} catch (error) {
		if (!(error instanceof Error && 'errcode' in error)) {
			throw error;
		}

		throw new StateFailure(`The state in ${directory} cannot be written: ${error.message}. Is there room on its disk?`, {cause: error});
	}
};

const backingOver = (database: DatabaseSync, directory: string): Backing => {
	const select = database.prepare('SELECT ordinal, key, json FROM value WHERE collection = ? ORDER BY ordinal');
	const selectLast = database.prepare('SELECT coalesce(max(ordinal), 0) AS last FROM value');
	const insert = database.prepare('INSERT OR REPLACE INTO value (ordinal, collection, key, json) VALUES (?, ?, ?, ?)');
	const remove = database.prepare('DELETE FROM value WHERE ordinal = ?');
	const execute = (sql: string): void => writing(directory, () => database.exec(sql));
	return {
		load: collection => select.all(collection).map(row => readRow(row, collection, directory)),
		lastOrdinal: () => Number(selectLast.get()?.last),
		put(collection, {ordinal, key, value}) {
			writing(directory, () => insert.run(ordinal, collection, JSON.stringify(key), JSON.stringify(value)));
		},
		delete({ordinal}) {
			writing(directory, () => remove.run(ordinal));
		},
		begin: () => execute('BEGIN IMMEDIATE'),
		commit: () => execute('COMMIT'),
		rollback() {
			// SQLite has rolled back by itself after some errors.
			if (database.isTransaction) {
				execute('ROLLBACK');
			}
		},
		close: () => database.close(),
	};
};

/**
State that lasts, in a SQLite database in a directory of its own, which is made with mode 0700 where it is missing. Every put is on the disk
before it returns, or throws a StateFailure. One server at a time can use it.

@throws Error whose message is a sentence when the directory is no good, another server uses it, or another program or a newer version wrote it
*/
export const createSqliteState = (directory: string): State => {
	let database: DatabaseSync | undefined;
	try {
		ensurePrivateDirectory(directory, fileName);
		database = new DatabaseSync(ensurePrivateDatabase(directory, fileName));
		requireOwn(database, directory);
		database.exec(pragmas);
		prepareSchema(database, directory);
		return createState(backingOver(database, directory));
	} catch (error) {
		database?.close();
		throw sentenceOf(error, directory);
	}
};
