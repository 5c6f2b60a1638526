import {describe, expect, onTestFinished, test} from 'vitest';
import type {MachineEvent} from '../../source/domain/machine.ts';
import {createDetailsLoader} from '../../source/runtime/details-loader.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {eventEntry} from '../helpers/journal-entries.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, exitOnWire, hangUp, id, machinePath, receive} from './harness.ts';

const looks = `GET ${machinePath}/lease`;
const other = '248e21ea046790';
const otherLooks = `GET /v1/apps/web/machines/${other}/lease`;
const held = jsonAnswer({
	status: 'success',
	data: {nonce: 'n', expires_at: 1_800_000_900, owner: 'ada@example.com', description: 'deploy'},
});
const none = jsonAnswer({error: 'lease not found'}, 404);

/** A little before the present of the clock. */
const baseMs = 1_799_999_000_000;

const journaled = (eventId: string, timestampMs: number): MachineEvent => ({
	id: eventId,
	type: 'start',
	status: 'started',
	source: 'flyd',
	timestampMs,
	exit: undefined,
	restartCount: undefined,
});

const startLoader = async (events: readonly MachineEvent[] = []) => {
	const harness = await createHarness({[looks]: held, [otherLooks]: none});
	const {api, store, clock} = harness;
	const told: (readonly [string, string | undefined])[] = [];
	const book = openTestBook();
	book.write(
		events.map(event => eventEntry(id, event)),
		clock.now(),
	);
	const loader = createDetailsLoader({
		api,
		store,
		clock,
		journal: journalOf(book),
		onLease: (machineId, lease) => told.push([machineId, lease?.owner]),
	});
	onTestFinished(() => loader.stop());
	loader.start();
	receive(harness, [buildMachine({events: [exitOnWire({exit_code: 1}, '01X', baseMs + 5000)]}), buildMachine({id: other, name: 'web-2'})]);
	const moveTo = (cursorId: string): void => store.dispatch({type: 'view-changed', change: {cursorId}});
	const seen = (machineId: string) => store.getState().seenLeases.get(machineId);
	return {...harness, loader, moveTo, seen, told};
};

describe('the details loader', () => {
	test('reads the lease of the machine under the cursor once the cursor rests there', async () => {
		const {clock, requests, quiet, seen, told, until} = await startLoader();
		clock.advance(249);
		await quiet();
		expect(requests(looks)).toHaveLength(0);
		clock.advance(1);
		await until(() => seen(id) !== undefined);
		expect(seen(id)).toEqual({owner: 'ada@example.com', description: 'deploy', expiresAtMs: 1_800_000_900_000});
		expect(told).toEqual([[id, 'ada@example.com']]);
	});

	test('reads nothing of the machines that the cursor only passes', async () => {
		const {clock, requests, moveTo, until, quiet} = await startLoader();
		for (const machineId of [other, id, other, id]) {
			clock.advance(200);
			moveTo(machineId);
		}

		moveTo(other);
		clock.advance(250);
		await until(() => requests(otherLooks).length === 1);
		await quiet();
		expect(requests(looks)).toHaveLength(0);
	});

	test('reads again every 5 s, and a lease that is gone is forgotten', async () => {
		const {clock, answers, requests, seen, quiet, until} = await startLoader();
		clock.advance(250);
		await until(() => seen(id) !== undefined);
		await quiet();
		answers[looks] = none;
		clock.advance(4999);
		await quiet();
		expect(requests(looks)).toHaveLength(1);
		clock.advance(1);
		await until(() => seen(id) === undefined);
		expect(requests(looks)).toHaveLength(2);
	});

	test('takes a lease that cannot be read for none, and goes on', async () => {
		const {clock, answers, notes, requests, seen, quiet, until} = await startLoader();
		answers[looks] = hangUp;
		clock.advance(250);
		await until(() => requests(looks).length === 1);
		await quiet();
		expect(seen(id)).toBeUndefined();
		expect(notes()).toEqual([]);
		answers[looks] = held;
		clock.advance(5000);
		await until(() => seen(id) !== undefined);
	});

	test('shows the events of the journal that are older than all that the API still tells', async () => {
		const events = [journaled('03', baseMs + 9000), journaled('02', baseMs + 4999), journaled('01', baseMs + 10)];
		const {clock, store, until} = await startLoader(events);
		clock.advance(250);
		await until(() => store.getState().history.has(id));
		expect(
			store
				.getState()
				.history.get(id)
				?.olderEvents.map(event => event.id),
		).toEqual(['02', '01']);
	});

	test('reads nothing while paused, and goes on when the pause ends, though the cursor has not moved', async () => {
		const {clock, store, requests, seen, until, quiet} = await startLoader();
		clock.advance(250);
		await until(() => seen(id) !== undefined);
		await quiet();
		store.dispatch({type: 'view-changed', change: {isPaused: true}});
		clock.advance(60_000);
		await quiet();
		expect(requests(looks)).toHaveLength(1);
		store.dispatch({type: 'view-changed', change: {isPaused: false}});
		clock.advance(250);
		await until(() => requests(looks).length === 2);
	});

	test('reads nothing more once it is stopped', async () => {
		const {clock, loader, moveTo, requests, quiet} = await startLoader();
		loader.stop();
		moveTo(other);
		clock.advance(60_000);
		await quiet();
		expect([...requests(looks), ...requests(otherLooks)]).toEqual([]);
		expect(clock.pending()).toBe(0);
	});
});
