import type {ActionEntry} from '../domain/action-entry.ts';
import type {Clock} from '../domain/clock.ts';
import type {JournalEntry} from '../domain/history/record.ts';
import type {Journal} from '../journal/journal.ts';
import {errorInWords} from './failure.ts';

export type ActKeeper = {
	/** Hands what was done to a machine over to the journal, and waits for nothing. */
	readonly keep: (entry: ActionEntry) => void;
	/** Answers when all of it is on disk, or cannot be. */
	readonly close: () => Promise<void>;
};

type ActKeeperOptions = {
	readonly clock: Clock;
	readonly openJournal: (tell: (sentence: string) => void) => Pick<Journal, 'keep' | 'close'>;
	/** Is told once when the journal cannot be used, and of what was put aside. */
	readonly tell: (sentence: string) => void;
};

/** Keeps what a sub-command does in the journal, while it does it. It is opened for the first act, and given up at the first failure. */
export const createActKeeper = ({clock, openJournal, tell}: ActKeeperOptions): ActKeeper => {
	let journal: ReturnType<typeof openJournal> | undefined;
	let waiting: readonly JournalEntry[] = [];
	let writing: Promise<void> | undefined;
	let isLost = false;

	const writeAll = async (): Promise<void> => {
		try {
			while (waiting.length > 0 && !isLost) {
				const entries = waiting;
				waiting = [];
				journal ??= openJournal(tell);
				await journal.keep(entries, clock.now());
			}
		} catch (error) {
			isLost = true;
			tell(`The journal cannot be used, so not all that was done is in it: ${errorInWords(error)}`);
		} finally {
			writing = undefined;
		}
	};

	return {
		keep(action) {
			const {machineId} = action;
			if (machineId !== undefined && !isLost) {
				waiting = [...waiting, {kind: 'action', machineId, action}];
				writing ??= writeAll();
			}
		},
		async close() {
			await writing;
			// A thread that works no more has to end all the same.
			await journal?.close().catch(() => {});
		},
	};
};
