import {expect, test} from 'vitest';
import {createLockLimits} from '../../../source/local/process/lock-limit.ts';
import type {ProcessTable} from '../../../source/local/process/process-table.ts';

const tableWith = (limits: Readonly<Record<number, string>>, hasLockLimits = true): ProcessTable => ({
	readEveryMs: 1000,
	read: () => [],
	details: () => new Map(),
	variable: () => undefined,
	ownBytes: () => undefined,
	hasLockLimits,
	lockLimit: pid => limits[pid],
});

const limitOf = (run: string): string => {
	const {prefix} = createLockLimits(tableWith({}), '/tmp/a', '');
	return `${prefix}${run.padStart(6, '0')}`;
};

test.each(['1', '42', '999999', '1000000'])('the limit of run %s tells that run, and no other server has it', run => {
	const table = tableWith({1: limitOf(run), 2: 'unlimited', 3: '0'});
	const own = createLockLimits(table, '/tmp/a', '');
	expect([1, 2, 3, 4].map(own.runOf)).toEqual([run, undefined, undefined, undefined]);
	expect(createLockLimits(table, '/tmp/b', '').runOf(1)).toBeUndefined();
});

test('where there is no tool, or no such limit, a command is started as it is', () => {
	expect(createLockLimits(tableWith({}), '/tmp/a', '/nowhere').wordsFor('1')).toEqual([]);
	expect(createLockLimits(tableWith({}, false), '/tmp/a', process.env.PATH ?? '').wordsFor('1')).toEqual([]);
});
