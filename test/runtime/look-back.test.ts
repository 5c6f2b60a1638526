import {expect, test} from 'vitest';
import {carefulJournal} from '../../source/runtime/careful-journal.ts';
import {createLookBack} from '../../source/runtime/look-back.ts';
import {createRecorder} from '../../source/runtime/recorder.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {machineEntry, stateEntry} from '../helpers/journal-entries.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {buildMachine, createHarness, exitOnWire, id, receive} from './harness.ts';

const hourMs = 3_600_000;

/** Another flydeck looked an hour ago, and saw the machine started. */
const start = async (hasLookedBefore = true) => {
	const harness = await createHarness();
	const {store, clock} = harness;
	const directory = temporaryDirectory();
	if (hasLookedBefore) {
		const earlier = openTestBook(directory);
		earlier.write(
			[machineEntry(id, clock.now() - hourMs, 'web-1'), stateEntry(id, clock.now() - 3 * hourMs, 'started')],
			clock.now() - hourMs,
		);
		earlier.close();
	}

	const journal = carefulJournal(journalOf(openTestBook(directory)), clock, () => {});
	const recorder = createRecorder({store, clock, journal});
	const lookBack = createLookBack({store, clock, journal, recorder});
	recorder.start();
	lookBack.start();
	return {...harness, lookBack};
};

test('once every app was read, one note tells what changed since anybody looked last', async () => {
	const harness = await start();
	const {clock, notes, store, until} = harness;
	const oom = exitOnWire({exit_code: 137, oom_killed: true}, '01X', clock.now() - 1000);
	receive(harness, [buildMachine({state: 'stopped', events: [oom]})]);
	await until(() => notes().length > 0);
	expect(notes()).toEqual(['Since 07:00: 1 OOM, 1 stopped. :changes shows them.']);
	expect(store.getState().changesSince?.machines).toMatchObject([{machineId: id, stateBefore: 'started', state: 'stopped'}]);
});

test('where nothing changed nothing is told, and the page can be read again later', async () => {
	const harness = await start();
	const {store, clock, notes, until, lookBack} = harness;
	receive(harness, [buildMachine({state: 'started', instance_id: null, updated_at: new Date(clock.now() - 3 * hourMs).toISOString()})]);
	await until(() => store.getState().changesSince !== undefined);
	expect(notes()).toEqual([]);
	receive(harness, [buildMachine({state: 'stopped', instance_id: null})], 2);
	await lookBack.read();
	expect(store.getState().changesSince?.machines).toHaveLength(1);
});

test('a machine that was deleted while nobody looked is told as gone, once all of its app was read', async () => {
	const harness = await start();
	const {store, notes, until} = harness;
	receive(harness, []);
	await until(() => notes().length > 0);
	expect(notes()).toEqual(['Since 07:00: 1 gone. :changes shows them.']);
	expect(store.getState().changesSince?.machines).toMatchObject([{machineId: id, stateBefore: 'started', state: 'destroyed'}]);
});

test('the first look has nothing to look back to', async () => {
	const harness = await start(false);
	const {store, notes, quiet, lookBack} = harness;
	receive(harness, [buildMachine({state: 'stopped'})]);
	await quiet();
	await lookBack.read();
	expect(store.getState().changesSince).toBeUndefined();
	expect(notes()).toEqual([]);
});
