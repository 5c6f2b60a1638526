/*
The thread that reads long lists: no key waits for what it does. It is an entry of the bundle of its own. The token comes with each request and is
not kept.
*/
import {parentPort} from 'node:worker_threads';
import type {KnownList} from './compare-list.ts';
import type {Ask, Reply} from './messages.ts';
import {readList} from './read-list.ts';

type Reading = {readonly stopping: AbortController; goOn: () => void};

const lists = new Map<string, KnownList>();
const readings = new Map<number, Reading>();
let lastVersion = 0;

const reply = (message: Reply): void => parentPort?.postMessage(message);

const read = async (ask: Ask & {readonly kind: 'read'}): Promise<void> => {
	const reading: Reading = {stopping: new AbortController(), goOn() {}};
	readings.set(ask.id, reading);
	const {signal} = reading.stopping;
	const held = lists.get(ask.list);
	lastVersion += 1;
	const read = await readList(ask, {
		fetch,
		signal,
		// What the main thread did not take it does not know.
		known: held?.version === ask.base ? held : undefined,
		version: lastVersion,
		progressed: () => reply({kind: 'progress', id: ask.id}),
		give: items =>
			new Promise(resolve => {
				reading.goOn = resolve;
				reply({kind: 'part', id: ask.id, items});
			}),
	});
	readings.delete(ask.id);
	if (read.known === undefined) {
		lists.delete(ask.list);
	} else {
		lists.set(ask.list, read.known);
	}

	reply(read.reply);
};

parentPort?.on('message', (ask: Ask) => {
	switch (ask.kind) {
		case 'read':
			void read(ask);
			break;
		case 'more':
			readings.get(ask.id)?.goOn();
			break;
		case 'stop':
			readings.get(ask.id)?.stopping.abort();
			readings.get(ask.id)?.goOn();
			break;
	}
});
