import {DatabaseSync} from 'node:sqlite';
import {expect, onTestFinished, test} from 'vitest';
import {inTransaction} from '../../source/journal/in-transaction.ts';

test('a full disk is told as such, nothing of the work is kept, and it works again when there is room', () => {
	const database = new DatabaseSync(':memory:');
	onTestFinished(() => database.close());
	database.exec('CREATE TABLE kept (text TEXT)');
	const write = (size: number): void =>
		inTransaction(database, () => {
			database.prepare('INSERT INTO kept VALUES (?)').run('first');
			database.prepare('INSERT INTO kept VALUES (?)').run('x'.repeat(size));
		});
	database.exec('PRAGMA max_page_count = 20');
	expect(() => write(1_000_000)).toThrow('database or disk is full');
	expect(database.prepare('SELECT count(*) AS count FROM kept').get()?.count).toBe(0);
	database.exec('PRAGMA max_page_count = 2000');
	write(1_000_000);
	expect(database.prepare('SELECT count(*) AS count FROM kept').get()?.count).toBe(2);
});

test('an error of the work itself is told, and nothing is kept', () => {
	const database = new DatabaseSync(':memory:');
	onTestFinished(() => database.close());
	database.exec('CREATE TABLE kept (text TEXT)');
	const work = (): void => {
		database.prepare('INSERT INTO kept VALUES (?)').run('first');
		throw new Error('odd');
	};
	expect(() => inTransaction(database, work)).toThrow('odd');
	expect(database.prepare('SELECT count(*) AS count FROM kept').get()?.count).toBe(0);
});
