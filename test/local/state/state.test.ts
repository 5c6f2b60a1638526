import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import {createMemoryState, type State} from '../../../source/local/state/collection.ts';
import {createSqliteState} from '../../../source/local/state/sqlite-state.ts';

const parent = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

type Write =
	| {readonly kind: 'put'; readonly collection: string; readonly key: string; readonly value: fc.JsonValue}
	| {readonly kind: 'delete'; readonly collection: string; readonly key: string};

/** Some writes as one; `fails`: an error ends them. */
type Batch = {readonly writes: readonly Write[]; readonly isTogether: boolean; readonly fails: boolean};

const collection = fc.constantFrom('first', 'second');
const key = fc.oneof(fc.constantFrom('a', 'b', 'c', '', '\ud800', '\ufffd', '__proto__', 'a\u0000b'), fc.string({unit: 'binary'}));
const write: fc.Arbitrary<Write> = fc.oneof(
	{weight: 3, arbitrary: fc.record({kind: fc.constant('put'), collection, key, value: fc.jsonValue({noUnicodeString: false})})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('delete'), collection, key})},
);
const batch: fc.Arbitrary<Batch> = fc.record({writes: fc.array(write, {maxLength: 6}), isTogether: fc.boolean(), fails: fc.boolean()});

const apply = (state: State, {kind, collection: name, key: at, ...rest}: Write): void => {
	const target = state.collection<fc.JsonValue>(name);
	if (kind === 'put' && 'value' in rest) {
		target.put(at, rest.value);
	} else {
		target.delete(at);
	}
};

class Interruption extends Error {}

const run = (state: State, {writes, isTogether, fails}: Batch): void => {
	const work = (): void => {
		for (const each of writes) {
			apply(state, each);
		}

		if (fails) {
			throw new Interruption();
		}
	};

	try {
		if (isTogether) {
			state.together(work);
		} else {
			work();
		}
	} catch (error) {
		if (!(error instanceof Interruption)) {
			throw error;
		}
	}
};

type Contents = Readonly<Record<string, readonly (readonly [string, fc.JsonValue])[]>>;

/** What is to be there after some batches, by the plainest means: a list of entries for each collection. */
const expected = (batches: readonly Batch[]): Contents => {
	const contents = new Map<string, Map<string, fc.JsonValue>>([
		['first', new Map()],
		['second', new Map()],
	]);
	for (const {writes, isTogether, fails} of batches) {
		for (const each of isTogether && fails ? [] : writes) {
			const target = contents.get(each.collection);
			if (each.kind === 'put') {
				target?.set(each.key, each.value);
			} else {
				target?.delete(each.key);
			}
		}
	}

	return Object.fromEntries([...contents].map(([name, values]) => [name, [...values]]));
};

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const requireContents = (state: State, contents: Contents): void => {
	for (const [name, entries] of Object.entries(contents)) {
		const found = state.collection<fc.JsonValue>(name);
		expect(plain([...found.values()])).toEqual(plain(entries.map(([, value]) => value)));
		expect(found.size()).toBe(entries.length);
		for (const [at, value] of entries) {
			expect(plain(found.get(at))).toEqual(plain(value));
		}
	}
};

test('state in memory holds what was put, in order, and nothing of what failed together', () => {
	fc.assert(
		fc.property(fc.array(batch, {maxLength: 12}), batches => {
			const state = createMemoryState();
			for (const each of batches) {
				run(state, each);
			}

			requireContents(state, expected(batches));
		}),
	);
});

test('state on disk holds the same, now and when it is opened again', () => {
	const root = parent();
	let made = 0;
	fc.assert(
		fc.property(fc.array(fc.array(batch, {maxLength: 6}), {minLength: 1, maxLength: 3}), lives => {
			made++;
			const directory = join(root, String(made));
			const done: Batch[] = [];
			for (const batches of lives) {
				const state = createSqliteState(directory);
				try {
					requireContents(state, expected(done));
					for (const each of batches) {
						run(state, each);
					}

					done.push(...batches);
					requireContents(state, expected(done));
				} finally {
					state.close();
				}
			}
		}),
		{numRuns: 40},
	);
});

describe.each([
	['memory', createMemoryState],
	['disk', () => createSqliteState(join(parent(), 'state'))],
] as const)('in %s', (_, create) => {
	const opened = (): State => {
		const state = create();
		onTestFinished(state.close);
		return state;
	};

	test('a collection is the same one each time, and answers the very value that was put', () => {
		const state = opened();
		const value = {a: 1};
		state.collection('machine').put('x', value);
		expect(state.collection('machine')).toBe(state.collection('machine'));
		expect(state.collection('machine').get('x')).toBe(value);
		expect(state.collection('volume').get('x')).toBeUndefined();
	});

	test('together answers what the work answers, and is part of the one around it', () => {
		const state = opened();
		const machines = state.collection<number>('machine');
		const attempt = (): void =>
			state.together(() => {
				const inner = state.together(() => {
					machines.put('inner', 1);
					return 'done';
				});
				expect(inner).toBe('done');
				throw new Interruption();
			});
		expect(attempt).toThrow(Interruption);
		expect(machines.size()).toBe(0);
	});
});
