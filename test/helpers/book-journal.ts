import {onTestFinished} from 'vitest';
import {type Book, openBook} from '../../source/journal/book.ts';
import type {Journal} from '../../source/journal/journal.ts';

/** A journal that is closed when the test ends, if it was not before. */
export const openTestBook = (directory?: string): Book => {
	const book = openBook(directory);
	let isOpen = true;
	const close = (): void => {
		if (isOpen) {
			isOpen = false;
			book.close();
		}
	};
	onTestFinished(close);
	return {...book, close};
};

/** The same behind promises, as the thread of the journal has it, but in this one. */
export const journalOf = (book: Book): Journal => ({
	write: async (...values) => book.write(...values),
	keep: async (...values) => book.keep(...values),
	lastLookedMs: async () => book.lastLookedMs(),
	historyOf: async (...values) => book.historyOf(...values),
	uptimeOf: async (...values) => book.uptimeOf(...values),
	barsOf: async (...values) => book.barsOf(...values),
	goneIn: async (...values) => book.goneIn(...values),
	remembered: async machineIds => book.remembered(machineIds),
	pulsesOf: async (...values) => book.pulsesOf(...values),
	changesSince: async (...values) => book.changesSince(...values),
	machinesNamed: async word => book.machinesNamed(word),
	prune: async (...values) => book.prune(...values),
	close: async () => book.close(),
});
