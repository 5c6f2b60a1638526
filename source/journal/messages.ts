import type {Book} from './book.ts';

export type CallName = keyof Book;

/** What the thread is started with. */
export type ThreadData = {readonly directory: string | undefined; readonly patienceMs: number | undefined};

/** What the main thread asks of the one that has the journal. */
export type Ask = {readonly id: number; readonly call: CallName; readonly values: readonly unknown[]};

/** What comes back: an answer to each question, and sentences for the person at any time. */
export type Reply =
	| {readonly kind: 'answer'; readonly id: number; readonly value: unknown}
	| {readonly kind: 'failure'; readonly id: number; readonly message: string}
	| {readonly kind: 'note'; readonly sentence: string};
