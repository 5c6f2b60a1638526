import {describe, expect, test} from 'vitest';
import type {ActionEntry} from '../../source/domain/action-entry.ts';
import type {JournalEntry} from '../../source/domain/history/record.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import {createRecorder} from '../../source/runtime/recorder.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {untilQuiet} from '../helpers/watched.tsx';
import {buildMachine, exitOnWire, id, receive} from './harness.ts';

const exit = (eventId: string, agoMs: number): JsonObject => exitOnWire({exit_code: 1}, eventId, 1_800_000_000_000 - agoMs);

const startRecorder = () => {
	const clock = createManualClock();
	const store = createStore(initialState({isLocal: true, host: '', organization: '', apps: ['web'], nowMs: clock.now()}));
	const batches: (readonly JournalEntry[])[] = [];
	const disk = {isFull: false};
	const recorder = createRecorder({
		store,
		clock,
		journal: {
			async write(entries) {
				batches.push(entries);
				return !disk.isFull;
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
	const eventsIn = (batch: readonly JournalEntry[] = []) => batch.flatMap(entry => (entry.kind === 'event' ? [entry.event.id] : []));
	const changesIn = (batch: readonly JournalEntry[] = []) =>
		batch.flatMap(entry => (entry.kind === 'change' ? [`${entry.change.aspect} ${entry.change.value}`] : []));
	return {clock, store, recorder, disk, batches, list, eventsIn, changesIn};
};

const action: ActionEntry = {
	kind: 'act',
	atMs: 1_800_000_000_000,
	what: 'stop',
	app: 'web',
	machineId: id,
	name: 'web-1',
	status: undefined,
	requestId: undefined,
	result: 'web-1 stopped in 1.0s',
	tookMs: 1000,
	curl: undefined,
};

describe('the recorder', () => {
	test('takes a big fleet bit by bit, and hands it over in parts that lose nothing', async () => {
		const {clock, list, batches, recorder, eventsIn} = startRecorder();
		const ids = Array.from({length: 1500}, (_, index) => `m${index}`);
		list(...ids.map(machineId => ({id: machineId, events: [exit(`01${machineId}`, 10)]})));
		while (clock.pending() > 1) {
			clock.advance(1000);
			await untilQuiet();
		}

		await recorder.stop();
		expect(Math.max(...batches.map(({length}) => length))).toBeLessThanOrEqual(2000);
		expect(batches.flatMap(eventsIn).toSorted()).toEqual(ids.map(machineId => `01${machineId}`).toSorted());
	});

	test('keeps what was seen a second afterwards, and not while it is being taken in', () => {
		const {clock, list, batches, eventsIn} = startRecorder();
		list({events: [exit('02', 10), exit('01', 20)]});
		clock.advance(999);
		expect(batches).toEqual([]);
		clock.advance(1);
		expect(batches.map(eventsIn)).toEqual([['02', '01']]);
	});

	test('writes only what is new, in one batch for all machines', () => {
		const {clock, list, batches, eventsIn} = startRecorder();
		list({events: [exit('01', 20)]}, {id: 'other', events: [exit('07', 20)]});
		clock.advance(1000);
		list({events: [exit('02', 10), exit('01', 20)]}, {id: 'other', events: [exit('07', 20)]});
		clock.advance(500);
		list({events: [exit('02', 10), exit('01', 20)], state: 'stopping'}, {id: 'other', events: [exit('08', 5), exit('07', 20)]});
		clock.advance(500);
		expect(batches.map(eventsIn)).toEqual([
			['01', '07'],
			['02', '08'],
		]);
	});

	test('writes nothing when only the view changed, or the same was read again', () => {
		const {clock, store, list, batches} = startRecorder();
		list({events: [exit('01', 20)]});
		clock.advance(1000);
		store.dispatch({type: 'view-changed', change: {filter: 'web'}});
		list({events: [exit('01', 20)]});
		clock.advance(10_000);
		expect(batches).toHaveLength(1);
	});

	test('keeps the last of a machine that was gone before the second was over, and that it is gone', () => {
		const {clock, list, batches, eventsIn, changesIn} = startRecorder();
		list({events: [exit('01', 20)]});
		clock.advance(1000);
		list({events: [exit('02', 10), exit('01', 20)], state: 'destroying'});
		clock.advance(300);
		list();
		clock.advance(700);
		expect(eventsIn(batches[1])).toEqual(['02']);
		expect(changesIn(batches[1])).toEqual(['state destroying', 'state destroyed']);
	});

	test('keeps each own action once', () => {
		const {clock, store, batches} = startRecorder();
		store.dispatch({type: 'actions-recorded', entries: [action]});
		clock.advance(1000);
		store.dispatch({
			type: 'actions-recorded',
			entries: [
				{...action, what: 'start'},
				{...action, machineId: undefined},
			],
		});
		clock.advance(1000);
		expect(batches.map(batch => batch.map(entry => entry.kind === 'action' && entry.action.what))).toEqual([['stop'], ['start']]);
	});

	test('tells each minute that somebody is looking, and everything again each day', () => {
		const {clock, list, batches, eventsIn} = startRecorder();
		list({events: [exit('01', 20)]});
		clock.advance(60_000);
		expect(batches.map(({length}) => length > 0)).toEqual([true, false]);
		clock.advance(86_400_000);
		list({events: [exit('01', 20)], state: 'stopping'});
		clock.advance(1000);
		expect(eventsIn(batches.at(-1))).toEqual(['01']);
	});

	test('tells everything again when the journal could not be written and now can be', async () => {
		const {clock, list, disk, batches, eventsIn} = startRecorder();
		disk.isFull = true;
		list({events: [exit('01', 20)]});
		clock.advance(1000);
		disk.isFull = false;
		await untilQuiet();
		list({events: [exit('02', 10), exit('01', 20)]});
		clock.advance(58_000);
		expect(batches).toHaveLength(1);
		clock.advance(1000);
		expect(batches.map(eventsIn)).toEqual([['01'], ['02', '01']]);
	});

	test('tells for how long an app was watched, and everything again after a pause', () => {
		const {clock, list, batches} = startRecorder();
		const beganMs = clock.now();
		const toldIn = () => batches.map(batch => batch.filter(({kind}) => kind === 'watched' || kind === 'machine' || kind === 'listed'));
		list({});
		clock.advance(20_000);
		list({});
		clock.advance(40_000);
		expect(toldIn()).toMatchObject([
			[{kind: 'machine'}, {kind: 'listed', app: 'web'}],
			[{kind: 'watched', app: 'web', fromMs: beganMs, untilMs: beganMs + 20_000}],
		]);
		clock.advance(600_000);
		list({});
		clock.advance(1000);
		expect(toldIn().at(-1)).toMatchObject([{kind: 'machine', knownFromMs: clock.now() - 1000}, {kind: 'listed'}]);
	});

	test('keeps at its end what has not been written yet, and nothing afterwards', async () => {
		const {clock, list, recorder, batches} = startRecorder();
		list({events: [exit('01', 20)]});
		await recorder.stop();
		expect(batches).toHaveLength(1);
		list({events: [exit('02', 10), exit('01', 20)]});
		clock.advance(10_000);
		expect(batches).toHaveLength(1);
		expect(clock.pending()).toBe(0);
	});
});
