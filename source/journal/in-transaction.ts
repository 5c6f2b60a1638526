import type {DatabaseSync} from 'node:sqlite';

/** Does some work in one transaction: all of it is kept, or nothing. */
export const inTransaction = <Answer>(database: DatabaseSync, work: () => Answer): Answer => {
	database.exec('BEGIN IMMEDIATE');
	try {
		const answer = work();
		database.exec('COMMIT');
		return answer;
	} catch (error) {
		// After some errors, as of a full disk, SQLite has done so itself.
		if (database.isTransaction) {
			database.exec('ROLLBACK');
		}

		throw error;
	}
};
