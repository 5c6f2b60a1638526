import {createState, type State} from '../../source/local/state/collection.ts';

type Stored = {readonly collection: string; readonly text: string};

/** A disk that forgets nothing that was committed. Each state that is opened on it finds that, as JSON has it. */
export const createMemoryDisk = (): {readonly open: () => State} => {
	let committed: ReadonlyMap<number, Stored> = new Map();

	const open = (): State => {
		let pending: Map<number, Stored> | undefined;
		const change = (work: (rows: Map<number, Stored>) => void): void => {
			if (pending === undefined) {
				const rows = new Map(committed);
				work(rows);
				committed = rows;
			} else {
				work(pending);
			}
		};

		return createState({
			load: name =>
				[...committed.values()]
					.filter(({collection}) => collection === name)
					.map(({text}) => JSON.parse(text))
					.toSorted((a, b) => a.ordinal - b.ordinal),
			lastOrdinal: () => Math.max(0, ...committed.keys()),
			put: (collection, row) => change(rows => rows.set(row.ordinal, {collection, text: JSON.stringify(row)})),
			delete: ({ordinal}) => change(rows => rows.delete(ordinal)),
			begin() {
				pending = new Map(committed);
			},
			commit() {
				committed = pending ?? committed;
				pending = undefined;
			},
			rollback() {
				pending = undefined;
			},
			close() {},
		});
	};

	return {open};
};
