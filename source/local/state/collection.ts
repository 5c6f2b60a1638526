/** Values of one kind by key, in the order in which they were first put. What is put is kept before `put` returns. */
export type Collection<Value> = {
	readonly get: (key: string) => Value | undefined;
	readonly put: (key: string, value: Value) => void;
	readonly delete: (key: string) => void;
	readonly values: () => Iterable<Value>;
	readonly size: () => number;
};

/** Where the local API keeps everything that must be there after a restart. Values are JSON: no undefined in arrays, no maps, no dates. */
export type State = {
	/** The collection of a name, such as `machine` or `volume`; the same one each time. */
	readonly collection: <Value>(name: string) => Collection<Value>;
	/** Makes several puts one: all of them are kept, or none, which is so when `work` throws. Inside another one it is part of that. */
	readonly together: <Result>(work: () => Result) => Result;
	readonly close: () => void;
};

/** A value as it is kept: `ordinal` grows from one new key to the next, over all collections. */
export type Row = {readonly ordinal: number; readonly key: string; readonly value: unknown};

/** What lasts behind a state. Each method may throw; what then was to be kept is not. */
export type Backing = {
	/** The rows of a collection, lowest ordinal first. */
	readonly load: (collection: string) => Iterable<Row>;
	/** The highest ordinal that there is; 0 when there is none. */
	readonly lastOrdinal: () => number;
	readonly put: (collection: string, row: Row) => void;
	readonly delete: (row: Row) => void;
	readonly begin: () => void;
	readonly commit: () => void;
	readonly rollback: () => void;
	readonly close: () => void;
};

const sortByOrdinal = (rows: Map<string, Row>): void => {
	const sorted = [...rows.values()].sort((a, b) => a.ordinal - b.ordinal);
	rows.clear();
	for (const row of sorted) {
		rows.set(row.key, row);
	}
};

/** State whose values are at hand in memory, each change of which goes to the backing first. */
export const createState = (backing: Backing): State => {
	const collections = new Map<string, Collection<unknown>>();
	let lastOrdinal = backing.lastOrdinal();
	/** How to take back what was done since `together` began, oldest first; undefined outside. */
	let undo: (() => void)[] | undefined;

	const createCollection = (name: string): Collection<unknown> => {
		const rows = new Map<string, Row>();
		for (const row of backing.load(name)) {
			rows.set(row.key, row);
		}

		return {
			get: key => rows.get(key)?.value,
			put(key, value) {
				const before = rows.get(key);
				const row = {ordinal: before?.ordinal ?? lastOrdinal + 1, key, value};
				backing.put(name, row);
				lastOrdinal = Math.max(lastOrdinal, row.ordinal);
				rows.set(key, row);
				undo?.push(() => (before === undefined ? rows.delete(key) : rows.set(key, before)));
			},
			delete(key) {
				const before = rows.get(key);
				if (before === undefined) {
					return;
				}

				backing.delete(before);
				rows.delete(key);
				undo?.push(() => {
					rows.set(key, before);
					sortByOrdinal(rows);
				});
			},
			*values() {
				for (const {value} of rows.values()) {
					yield value;
				}
			},
			size: () => rows.size,
		};
	};

	const takeBack = (steps: readonly (() => void)[]): void => {
		for (const step of steps.toReversed()) {
			step();
		}
	};

	return {
		collection: <Value>(name: string) => {
			const known = collections.get(name) ?? createCollection(name);
			collections.set(name, known);
			return known as Collection<Value>;
		},
		together(work) {
			if (undo !== undefined) {
				return work();
			}

			const steps: (() => void)[] = [];
			backing.begin();
			undo = steps;
			try {
				const result = work();
				backing.commit();
				return result;
			} catch (error) {
				takeBack(steps);
				backing.rollback();
				throw error;
			} finally {
				undo = undefined;
			}
		},
		close: backing.close,
	};
};

const nothing = (): void => {};

/** State that ends with the process. */
export const createMemoryState = (): State =>
	createState({
		load: () => [],
		lastOrdinal: () => 0,
		put: nothing,
		delete: nothing,
		begin: nothing,
		commit: nothing,
		rollback: nothing,
		close: nothing,
	});
