export type Due = {readonly dueMs: number; readonly order: number};

const isBefore = (left: Due, right: Due): boolean => left.dueMs < right.dueMs || (left.dueMs === right.dueMs && left.order < right.order);

/** A heap that hands out first what is due first; what is due together comes out in the order in which it went in. */
export type DueHeap<Item extends Due> = {
	readonly first: () => Item | undefined;
	readonly push: (item: Item) => void;
	readonly pop: () => Item | undefined;
};

export const createDueHeap = <Item extends Due>(): DueHeap<Item> => {
	const items: Item[] = [];
	const swapIfEarlier = (child: number, parent: number): boolean => {
		const lower = items[child];
		const upper = items[parent];
		if (lower === undefined || upper === undefined || !isBefore(lower, upper)) {
			return false;
		}

		items[child] = upper;
		items[parent] = lower;
		return true;
	};

	const earlierChild = (parent: number): number => {
		const left = items[2 * parent + 1];
		const right = items[2 * parent + 2];
		return left !== undefined && right !== undefined && isBefore(right, left) ? 2 * parent + 2 : 2 * parent + 1;
	};

	return {
		first: () => items[0],
		push(item) {
			let at = items.push(item) - 1;
			while (at > 0 && swapIfEarlier(at, (at - 1) >> 1)) {
				at = (at - 1) >> 1;
			}
		},
		pop() {
			const first = items[0];
			const last = items.pop();
			if (last !== undefined && items.length > 0) {
				items[0] = last;
				let at = 0;
				let child = earlierChild(at);
				while (swapIfEarlier(child, at)) {
					at = child;
					child = earlierChild(at);
				}
			}

			return first;
		},
	};
};
