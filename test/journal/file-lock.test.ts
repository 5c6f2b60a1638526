import {readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {withLock} from '../../source/journal/file-lock.ts';
import {markOf} from '../../source/journal/process-mark.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const mark = markOf(process.pid);

const makeLock = () => {
	const directory = temporaryDirectory();
	return {directory, lock: join(directory, 'lock')};
};

test('a lock is held during the work, and is gone after it, whatever comes of it', () => {
	const {directory, lock} = makeLock();
	expect(withLock(lock, mark, () => readdirSync(directory))).toEqual(['lock']);
	expect(() =>
		withLock(lock, mark, () => {
			throw new Error('The disk is full.');
		}),
	).toThrow('The disk is full.');
	expect(readdirSync(directory)).toEqual([]);
});

test('what a process that has ended left is no hindrance', () => {
	const {directory, lock} = makeLock();
	symlinkSync(mark.replace(/^\d+-\w+/, '999999999-1'), lock);
	expect(withLock(lock, mark, () => 'done')).toBe('done');
	expect(readdirSync(directory)).toEqual([]);
});

test.each([
	['a process that runs', (lock: string) => symlinkSync(mark, lock)],
	['another computer', (lock: string) => symlinkSync('1-1-elsewhere', lock)],
	['nobody knows whom', (lock: string) => writeFileSync(lock, '')],
])('the lock of %s is waited for, and told', (_who, hold) => {
	const {directory, lock} = makeLock();
	hold(lock);
	expect(() => withLock(lock, mark, () => 'done')).toThrow(`Another flydeck holds ${lock}: try again, and remove it if none runs.`);
	expect(readdirSync(directory)).toEqual(['lock']);
});
