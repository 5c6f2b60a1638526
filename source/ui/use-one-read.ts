import {useRef} from 'react';

/** Gathers what comes in one after the other while a read of the terminal is taken apart, and hands it on as a whole after that. */
export const useOneRead = <Item>(take: (items: readonly Item[]) => void): ((item: Item) => void) => {
	const gathered = useRef<readonly Item[]>([]);
	return item => {
		gathered.current = [...gathered.current, item];
		if (gathered.current.length > 1) {
			return;
		}

		queueMicrotask(() => {
			const items = gathered.current;
			gathered.current = [];
			take(items);
		});
	};
};
