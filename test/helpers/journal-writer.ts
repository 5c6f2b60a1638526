/*
A process that writes into the journal of a directory until it has written so many batches or is killed. It prints the number of each batch that
it was told is on disk. All such processes write one event that is their own and one that is everybody's.
*/
import {writeSync} from 'node:fs';
import {openBook} from '../../source/journal/book.ts';
import {buildEvent, presentMs} from './build-machine.ts';
import {eventEntry, machineEntry, stateEntry} from './journal-entries.ts';

const [, , directory, name = '', batches = '0'] = process.argv;
const book = openBook(directory);
for (let batch = 0; batch < Number(batches); batch++) {
	const own = buildEvent({id: `${name}-${batch}`, timestampMs: presentMs - batch * 1000});
	const shared = buildEvent({id: `shared-${batch}`, timestampMs: presentMs - batch * 1000});
	const state = stateEntry('m', presentMs + batch * 1000 + 500, batch % 2 === 0 ? 'started' : 'stopped');
	book.write([machineEntry('m', presentMs), eventEntry('m', own), eventEntry('m', shared), state], presentMs);
	writeSync(1, `${batch}\n`);
}

book.close();
