import {describe, expect, onTestFinished, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {openJournal} from '../../source/journal/journal.ts';
import {createRecorder} from '../../source/runtime/recorder.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {buildMachine, exitOnWire, id, receive} from './harness.ts';

const exit = (eventId: string, agoMs: number): JsonObject => exitOnWire({exit_code: 1}, eventId, 1_800_000_000_000 - agoMs);

const startRecorder = () => {
	const clock = createManualClock();
	const store = createStore(initialState({isLocal: true, host: '', organization: '', apps: ['web'], nowMs: clock.now()}));
	const journal = openJournal(undefined, clock.now());
	onTestFinished(() => journal.close());
	const batches: (readonly string[])[] = [];
	const recorder = createRecorder({
		store,
		clock,
		journal: {
			...journal,
			addEvents(entries) {
				batches.push(entries.map(({event}) => event.id));
				journal.addEvents(entries);
			},
		},
	});
	recorder.start();
	let requestId = 0;
	const list = (...machines: readonly JsonObject[]): void =>
		receive(
			{store, clock},
			machines.map(fields => buildMachine(fields)),
			++requestId,
		);
	const kept = () => journal.eventsOf(id).map(event => event.id);
	return {clock, store, recorder, batches, list, kept};
};

describe('the recorder', () => {
	test('keeps events a second after they were seen, and not while they are being taken in', () => {
		const {clock, list, kept, batches} = startRecorder();
		list({events: [exit('02', 10), exit('01', 20)]});
		expect(kept()).toEqual([]);
		clock.advance(999);
		expect(kept()).toEqual([]);
		clock.advance(1);
		expect(kept()).toEqual(['02', '01']);
		expect(batches).toHaveLength(1);
	});

	test('writes only what is new, in one batch for all machines', () => {
		const {clock, list, batches} = startRecorder();
		list({events: [exit('01', 20)]}, {id: 'other', events: [exit('07', 20)]});
		clock.advance(1000);
		list({events: [exit('02', 10), exit('01', 20)]}, {id: 'other', events: [exit('07', 20)]});
		clock.advance(500);
		list({events: [exit('02', 10), exit('01', 20)]}, {id: 'other', events: [exit('08', 5), exit('07', 20)]});
		clock.advance(500);
		expect(batches).toEqual([
			['01', '07'],
			['02', '08'],
		]);
	});

	test('writes nothing when only the view or a state changed', () => {
		const {clock, store, list, batches} = startRecorder();
		list({events: [exit('01', 20)]});
		clock.advance(1000);
		store.dispatch({type: 'view-changed', change: {filter: 'web'}});
		list({events: [exit('01', 20)], state: 'stopping'});
		clock.advance(10_000);
		expect(batches).toHaveLength(1);
	});

	test('keeps the last events of a machine that was gone before the second was over', () => {
		const {clock, list, kept} = startRecorder();
		list({events: [exit('01', 20)]});
		clock.advance(1000);
		list({events: [exit('02', 10), exit('01', 20)], state: 'destroying'});
		clock.advance(300);
		list();
		clock.advance(700);
		expect(kept()).toEqual(['02', '01']);
	});

	test('keeps at its end what has not been written yet, and nothing afterwards', () => {
		const {clock, list, recorder, kept} = startRecorder();
		list({events: [exit('01', 20)]});
		recorder.stop();
		expect(kept()).toEqual(['01']);
		list({events: [exit('02', 10), exit('01', 20)]});
		clock.advance(10_000);
		expect(kept()).toEqual(['01']);
		expect(clock.pending()).toBe(0);
	});
});
