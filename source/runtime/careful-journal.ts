import type {Clock} from '../domain/clock.ts';
import type {Journal} from '../journal/journal.ts';
import type {Store} from '../store/store.ts';
import {errorInWords} from './failure.ts';

/** A journal that never gets in the way: at its first failure (a full disk, a broken file) it tells once and keeps nothing more. It never rejects. */
export const carefulJournal = (journal: Journal, tell: (sentence: string) => void): Journal => {
	let isBroken = false;
	const careful =
		<Values extends readonly unknown[], Answer>(call: (...values: Values) => Promise<Answer>, otherwise: Answer) =>
		async (...values: Values): Promise<Answer> => {
			if (isBroken) {
				return otherwise;
			}

			try {
				return await call(...values);
			} catch (error) {
				if (!isBroken) {
					isBroken = true;
					tell(`The journal cannot be used, and nothing more is kept in it: ${errorInWords(error)}`);
				}

				return otherwise;
			}
		};

	return {
		write: careful(journal.write, undefined),
		lastLookedMs: careful(journal.lastLookedMs, undefined),
		historyOf: careful(journal.historyOf, []),
		uptimeOf: careful(journal.uptimeOf, []),
		timelineOf: careful(journal.timelineOf, []),
		changesSince: careful(journal.changesSince, []),
		machinesNamed: careful(journal.machinesNamed, []),
		prune: careful(journal.prune, undefined),
		// A thread that works no more has to end all the same.
		close: () => journal.close().catch(() => {}),
	};
};

/** The journal; what is wrong with it is told, and the rest works. */
export const openCarefulJournal = ({
	store,
	clock,
	openJournal,
}: {
	readonly store: Store;
	readonly clock: Clock;
	readonly openJournal: ((tell: (sentence: string) => void) => Journal) | undefined;
}): Journal | undefined => {
	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
	return openJournal === undefined ? undefined : carefulJournal(openJournal(tell), tell);
};
