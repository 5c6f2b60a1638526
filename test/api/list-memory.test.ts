import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeMachineList} from '../../source/api/decode/machine-list.ts';
import type {FarLists} from '../../source/api/far-lists.ts';
import {createListMemory} from '../../source/api/list-memory.ts';
import type {Json} from '../../source/domain/json.ts';
import {mergeFleet} from '../../source/domain/merge-fleet.ts';
import {compareList, type KnownList} from '../../source/reading/compare-list.ts';

/** Reads lists as the thread does, without a thread; `answer` is the next list. */
const createLists = () => {
	let known: KnownList | undefined;
	let version = 0;
	const given = {answer: [] as readonly Json[], taken: 0};
	const head = {ok: true, status: 200, headers: new Headers()};
	const lists: FarLists = {
		limitBytes: () => 0,
		async read(_list, _request, base, take) {
			version += 1;
			const comparison = compareList(known?.version === base ? known : undefined);
			for (const item of given.answer) {
				const text = JSON.stringify(item);
				if (comparison.isNew(new TextEncoder().encode(text))) {
					given.taken += 1;
					take(`[${text}]`);
				}
			}

			const {known: next, places} = comparison.end(version);
			known = next;
			return {kind: 'list', head, version, size: 1, places};
		},
		close() {},
	};
	return {lists, given};
};

const request = {url: '', headers: {}, signal: new AbortController().signal, progressed() {}};

const item: fc.Arbitrary<Json> = fc.oneof(
	{
		weight: 9,
		arbitrary: fc.record({
			id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
			state: fc.constantFrom('started', 'stopped'),
			config: fc.constantFrom(null, {image: 'one'}, {image: 'two'}),
			updated_at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
		}),
	},
	{weight: 1, arbitrary: fc.constantFrom<Json>(null, {id: 'a'}, 7)},
);

const listsArbitrary = fc.array(fc.array(item, {maxLength: 8}), {minLength: 1, maxLength: 8});

describe('a list of which only what changed is read', () => {
	test('is the list that reading the whole of it gives, whatever came before', async () => {
		await fc.assert(
			fc.asyncProperty(listsArbitrary, async answers => {
				const {lists, given} = createLists();
				const reader = createListMemory(lists, {now: () => 0})('web');
				for (const answer of answers) {
					given.answer = answer;
					const read = await reader.read(request);
					const list = read !== undefined && 'answer' in read ? read.answer : undefined;
					expect(list).toMatchObject({...decodeMachineList(answer, 'web')});
				}
			}),
		);
	});

	test('names what changed so that the rest is as it was in the list before', async () => {
		await fc.assert(
			fc.asyncProperty(listsArbitrary, async answers => {
				const {lists, given} = createLists();
				const reader = createListMemory(lists, {now: () => 0})('web');
				const lastOf = async (answer: readonly Json[]) => {
					given.answer = answer;
					const read = await reader.read(request);
					return read !== undefined && 'answer' in read ? read.answer : undefined;
				};
				let before = await lastOf([]);
				for (const answer of answers) {
					const list = await lastOf(answer);
					if (list !== before && list?.changes?.since !== undefined) {
						expect(list.changes.since).toBe(before?.machines);
						const fleet = mergeFleet(new Map(), 'web', list.changes.since);
						const byHand = new Map([...fleet, ...list.changes.machines.map(machine => [machine.id, machine] as const)]);
						expect([...byHand.values()]).toEqual(list.machines);
					}

					before = list;
				}
			}),
		);
	});

	test('is the very same when nothing changed, and nothing of it is parsed', async () => {
		const {lists, given} = createLists();
		const reader = createListMemory(lists, {now: () => 0})('web');
		given.answer = [
			{id: 'a', state: 'started'},
			{id: 'b', state: 'started'},
		];
		const first = await reader.read(request);
		const again = await reader.read(request);
		expect(again).toEqual(first);
		expect(given.taken).toBe(2);
	});

	test('has the same objects for the machines that did not change, and one config for machines that have the same', async () => {
		const {lists, given} = createLists();
		const reader = createListMemory(lists, {now: () => 0})('web');
		const config = {image: 'nginx'};
		const read = async (answer: readonly Json[]) => {
			given.answer = answer;
			const answered = await reader.read(request);
			return answered !== undefined && 'answer' in answered ? answered.answer.machines : [];
		};
		const [a, b] = await read([
			{id: 'a', state: 'started', config},
			{id: 'b', state: 'started', config},
		]);
		expect(a?.config).toBe(b?.config);
		const [next, same] = await read([
			{id: 'a', state: 'stopped', config},
			{id: 'b', state: 'started', config},
		]);
		expect(next?.state).toBe('stopped');
		expect(same).toBe(b);
	});

	test('is read anew, and kept no longer, when nobody has asked for it for five minutes', async () => {
		const {lists, given} = createLists();
		let nowMs = 0;
		const readerOf = createListMemory(lists, {now: () => nowMs});
		given.answer = [{id: 'a', state: 'started'}];
		await readerOf('web').read(request);
		expect(readerOf('web').isLong()).toBe(true);
		nowMs = 300_001;
		await readerOf('api').read(request);
		expect(readerOf('web').isLong()).toBe(false);
		await readerOf('web').read(request);
		expect(readerOf('web').isLong()).toBe(true);
	});
});
