import type {Journal} from '../journal/journal.ts';
import {errorInWords} from './failure.ts';

/** A journal that never gets in the way: at its first failure (a full disk, a broken file) it tells once and keeps nothing more. */
export const carefulJournal = (journal: Journal, tell: (sentence: string) => void): Journal => {
	let isBroken = false;
	const attempt = <Result>(work: () => Result, otherwise: Result): Result => {
		if (isBroken) {
			return otherwise;
		}

		try {
			return work();
		} catch (error) {
			isBroken = true;
			tell(`The journal cannot be used, and nothing more is kept in it: ${errorInWords(error)}`);
			return otherwise;
		}
	};

	return {
		addEvents: entries => attempt(() => journal.addEvents(entries), undefined),
		eventsOf: machineId => attempt(() => journal.eventsOf(machineId), []),
		close: () => attempt(() => journal.close(), undefined),
	};
};
