import {expect, onTestFinished, test} from 'vitest';
import type {Machine} from '../../source/domain/machine.ts';
import {createTroubleBell} from '../../source/runtime/trouble-bell.ts';
import type {State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {buildCheck, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf} from '../helpers/build-state.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const wellOf = (number: number, app = 'web'): Machine => buildMachine({id: `m${number}`, name: `${app}-${number}`, app});
const failed = (machine: Machine): Machine => ({...machine, state: 'failed'});
const wells = [1, 2, 3, 4, 5].map(number => wellOf(number));

const start = (given: Partial<State> = {}, {isBellOn = true}: {readonly isBellOn?: boolean} = {}) => {
	const clock = createManualClock(presentMs);
	const first = buildState({apps: ['api', 'web'], view: {isBellOn}});
	const store = createStore({...first, feeds: buildState({apps: []}).feeds, ...given});
	store.dispatch({type: 'apps-received', apps: ['api', 'web']});
	const rings: string[] = [];
	const bell = createTroubleBell({
		store,
		clock,
		ring(text) {
			rings.push(text);
		},
	});
	bell.start();
	onTestFinished(() => bell.stop());
	let requestId = 0;
	return {
		store,
		clock,
		rings,
		bell,
		read(machines: readonly Machine[], app = 'web'): void {
			requestId += 1;
			store.dispatch(listOf(app, machines, {requestId, requestedAtMs: clock.now()}));
		},
		/** Lets time go by, as the ticker tells it. */
		pass(spanMs: number): void {
			clock.advance(spanMs);
			store.dispatch({type: 'clock-ticked', nowMs: clock.now()});
		},
	};
};

/** The machines, the first so many of them in trouble. */
const withFailed = (count: number): readonly Machine[] => wells.map((machine, index) => (index < count ? failed(machine) : machine));

test('new trouble rings once, and says what it is', () => {
	const {read, rings, store} = start();
	read(wells);
	read(withFailed(1));
	read(withFailed(1));
	expect(rings).toEqual([expect.stringMatching(/^web-1 FAILED: .+\.$/)]);
	expect(store.getState().notes.map(({text, tone}) => [tone, text])).toEqual([['warning', rings[0]]]);
});

test('nothing rings unless it was asked for, and what was there before that is not new', () => {
	const {read, rings, store} = start({}, {isBellOn: false});
	read(wells);
	read(withFailed(1));
	store.dispatch({type: 'view-changed', change: {isBellOn: true}});
	read(withFailed(1));
	expect(rings).toEqual([]);
	read(withFailed(2));
	expect(rings).toEqual([expect.stringMatching(/^web-2 FAILED/)]);
});

test('what an app has when it is first read is not new', () => {
	const {read, rings} = start();
	read(withFailed(2));
	read([failed(wellOf(1, 'api'))], 'api');
	expect(rings).toEqual([]);
});

test('a machine that comes with its trouble rings', () => {
	const {read, rings} = start();
	read(wells.slice(1));
	read(withFailed(1));
	expect(rings).toHaveLength(1);
});

test('another trouble of the same machine is new', () => {
	const {read, rings, pass} = start();
	const cordoned = {...wellOf(1), cordoned: true, updatedAtMs: presentMs - 7_200_000, events: []};
	read([cordoned]);
	pass(60_000);
	read([{...cordoned, checks: [buildCheck({status: 'critical'})]}]);
	expect(rings).toEqual([expect.stringMatching(/^web-1 CHECK: /)]);
});

test('several at once are told in one sentence, with how many there are', () => {
	const {read, rings} = start();
	read(wells);
	read(withFailed(5));
	expect(rings).toEqual(['5 machines are in new trouble: web-1 FAILED, web-2 FAILED, web-3 FAILED, and 2 more.']);
});

test('after a ring it is quiet for half a minute, and what came meanwhile and lasts is told together', () => {
	const {read, rings, pass} = start();
	read(wells);
	read(withFailed(1));
	pass(5000);
	read(withFailed(3));
	pass(10_000);
	read(withFailed(4));
	read(withFailed(3));
	pass(14_999);
	expect(rings).toHaveLength(1);
	pass(1);
	expect(rings.slice(1)).toEqual(['2 machines are in new trouble: web-2 FAILED, web-3 FAILED.']);
	pass(60_000);
	read(withFailed(5));
	expect(rings).toHaveLength(3);
});

test('what comes and goes rings once, and again when it was away for ten minutes', () => {
	const {read, rings, pass} = start();
	read(wells);
	for (let turn = 0; turn < 5; turn++) {
		read(withFailed(1));
		pass(60_000);
		read(wells);
		pass(60_000);
	}

	expect(rings).toHaveLength(1);
	for (let second = 0; second < 600; second += 10) {
		pass(10_000);
	}

	read(withFailed(1));
	expect(rings).toHaveLength(2);
});

test('what becomes trouble with time rings', () => {
	const {read, rings, pass} = start();
	read([{...wellOf(1), state: 'stopping', events: [], updatedAtMs: presentMs - 290_000}]);
	pass(9000);
	expect(rings).toEqual([]);
	pass(11_000);
	expect(rings).toEqual([expect.stringMatching(/^web-1 STUCK: /)]);
});

test('nothing rings in a replay, nor after the end', () => {
	const replayed = start({replay: {speed: 1, isPaused: false, isSeeking: false, isEnded: false}});
	replayed.read(wells);
	replayed.read(withFailed(1));
	const ended = start();
	ended.read(wells);
	ended.bell.stop();
	ended.read(withFailed(1));
	expect([...replayed.rings, ...ended.rings]).toEqual([]);
	expect(ended.clock.pending()).toBe(0);
});

test('no timer waits while nothing was told', () => {
	const {read, clock} = start();
	read(wells);
	read(wells.map(machine => ({...machine, region: 'ams'})));
	expect(clock.pending()).toBe(0);
});
