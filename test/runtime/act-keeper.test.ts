import {expect, test} from 'vitest';
import type {JournalEntry} from '../../source/domain/history/record.ts';
import {createActKeeper} from '../../source/runtime/act-keeper.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {requestEntry} from '../helpers/request-entry.ts';

/** A keeper whose journal takes a batch when it is told to, or refuses it. */
const create = () => {
	const told: string[] = [];
	const calls: string[] = [];
	const underWay: PromiseWithResolvers<void>[] = [];
	const keeper = createActKeeper({
		clock: createManualClock(),
		tell: sentence => told.push(sentence),
		openJournal() {
			calls.push('open');
			return {
				keep(entries: readonly JournalEntry[]) {
					calls.push(`keep ${entries.map(entry => (entry.kind === 'action' ? entry.machineId : entry.kind)).join(', ')}`);
					const answer = Promise.withResolvers<void>();
					underWay.push(answer);
					return answer.promise;
				},
				async close() {
					calls.push('close');
				},
			};
		},
	});
	return {keeper, told, calls, underWay};
};

test('where nothing was done to a machine the journal is not even opened', async () => {
	const {keeper, calls} = create();
	keeper.keep(requestEntry(undefined));
	await keeper.close();
	expect(calls).toEqual([]);
});

test('what is done while a batch is written goes into the next one, and all of it is written before the end', async () => {
	const {keeper, calls, underWay} = create();
	keeper.keep(requestEntry('a'));
	keeper.keep(requestEntry('b'));
	keeper.keep(requestEntry('c'));
	const closed = keeper.close();
	expect(calls).toEqual(['open', 'keep a']);
	underWay[0]?.resolve();
	await expect.poll(() => calls).toEqual(['open', 'keep a', 'keep b, c']);
	underWay[1]?.resolve();
	await closed;
	expect(calls.at(-1)).toBe('close');
});

test('a journal that fails is told of once, and is not tried again', async () => {
	const {keeper, told, calls, underWay} = create();
	keeper.keep(requestEntry('a'));
	keeper.keep(requestEntry('b'));
	underWay[0]?.reject(new Error('database is locked'));
	await keeper.close();
	keeper.keep(requestEntry('c'));
	await keeper.close();
	expect(calls.filter(call => call.startsWith('keep'))).toEqual(['keep a']);
	expect(told).toEqual(['The journal cannot be used, so not all that was done is in it: database is locked']);
});
