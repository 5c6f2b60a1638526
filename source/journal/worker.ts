/*
The thread that has the journal: no other one waits for the disk. It is an entry of the bundle of its own, and is given as its data the
directory, undefined to keep the journal in memory, and how long to wait for other flydecks.
*/
import {parentPort, workerData} from 'node:worker_threads';
import {type Book, openBook} from './book.ts';
import type {Ask, Reply, ThreadData} from './messages.ts';
import {isBrokenFile, putAside, putAsideInWords} from './open-database.ts';

const {directory, patienceMs}: ThreadData = workerData;
const reply = (message: Reply): void => parentPort?.postMessage(message);
const tell = (sentence: string): void => reply({kind: 'note', sentence});

let book: Book | undefined;

const callOn = (opened: Book, {call, values}: Ask): unknown => (opened[call] as (...given: readonly unknown[]) => unknown)(...values);

/** Asks the journal; where it turns out to be broken, a new one in its place. */
const answerTo = (ask: Ask): unknown => {
	try {
		book ??= openBook(directory, tell, patienceMs);
		return callOn(book, ask);
	} catch (error) {
		if (directory === undefined || book === undefined || !isBrokenFile(error)) {
			throw error;
		}

		book.close();
		tell(putAsideInWords(putAside(directory)));
		book = openBook(directory, tell, patienceMs);
		return callOn(book, ask);
	}
};

parentPort?.on('message', (ask: Ask) => {
	try {
		reply({kind: 'answer', id: ask.id, value: answerTo(ask)});
	} catch (error) {
		reply({kind: 'failure', id: ask.id, message: error instanceof Error ? error.message : String(error)});
	}
});
