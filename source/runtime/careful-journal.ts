import type {Clock} from '../domain/clock.ts';
import {noPulses} from '../domain/fleet-view/pulses.ts';
import type {Journal} from '../journal/journal.ts';
import type {Store} from '../store/store.ts';
import {errorInWords} from './failure.ts';

/** A journal that never rejects. A write answers whether it was kept. */
export type CarefulJournal = Omit<Journal, 'write' | 'keep'> & {
	readonly write: (...values: Parameters<Journal['write']>) => Promise<boolean>;
};

/** So long nothing is written to a journal that could not be written, in ms. */
const leftAloneMs = 30_000;

/**
A journal that never gets in the way: when it fails (a full disk, a broken file), that is told once. Writing is tried again from time to time;
until that works, which is told too, nothing is kept.
*/
export const carefulJournal = (journal: Journal, clock: Pick<Clock, 'now'>, tell: (sentence: string) => void): CarefulJournal => {
	let isTold = false;
	let failedAtMs: number | undefined;
	const fail = (error: unknown): void => {
		if (!isTold) {
			isTold = true;
			tell(`The journal cannot be used, and nothing is kept in it until it can be: ${errorInWords(error)}`);
		}
	};

	const careful =
		<Values extends readonly unknown[], Answer>(call: (...values: Values) => Promise<Answer>, otherwise: Answer) =>
		async (...values: Values): Promise<Answer> => {
			try {
				return await call(...values);
			} catch (error) {
				fail(error);
				return otherwise;
			}
		};

	const write: CarefulJournal['write'] = async (...values) => {
		if (failedAtMs !== undefined && clock.now() - failedAtMs < leftAloneMs) {
			return false;
		}

		try {
			await journal.write(...values);
			if (failedAtMs !== undefined) {
				failedAtMs = undefined;
				isTold = false;
				tell('The journal can be used again.');
			}

			return true;
		} catch (error) {
			fail(error);
			failedAtMs = clock.now();
			return false;
		}
	};

	return {
		write,
		lastLookedMs: careful(journal.lastLookedMs, undefined),
		historyOf: careful(journal.historyOf, []),
		uptimeOf: careful(journal.uptimeOf, []),
		barsOf: careful(journal.barsOf, []),
		goneIn: careful(journal.goneIn, []),
		remembered: careful(journal.remembered, []),
		pulsesOf: careful(journal.pulsesOf, noPulses),
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
}): CarefulJournal | undefined => {
	const tell = (text: string): void => store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
	return openJournal === undefined ? undefined : carefulJournal(openJournal(tell), clock, tell);
};
