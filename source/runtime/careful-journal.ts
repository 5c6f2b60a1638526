import type {Clock} from '../domain/clock.ts';
import type {Journal} from '../journal/journal.ts';
import type {Store} from '../store/store.ts';
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

/** The journal, or none when it cannot be opened: that is told, and the rest works. */
export const openCarefulJournal = ({
	store,
	clock,
	openJournal,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly openJournal: (() => Journal) | undefined;
}): Journal | undefined => {
	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
	try {
		return openJournal === undefined ? undefined : carefulJournal(openJournal(), tell);
	} catch (error) {
		tell(`There is no journal, and nothing is kept: ${errorInWords(error)}`);
		return undefined;
	}
};
