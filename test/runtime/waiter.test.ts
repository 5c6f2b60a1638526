import {describe, expect, onTestFinished, test} from 'vitest';
import {createMachineReader} from '../../source/runtime/machine-reader.ts';
import {createWaiter} from '../../source/runtime/waiter.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, createHold, listPath, machinePath, onWire, targetIn} from './harness.ts';

const waits = `GET ${machinePath}/wait`;
const target = targetIn('started');
const reached = jsonAnswer({ok: true, state: 'stopped'});
const notYet = jsonAnswer({error: 'deadline_exceeded: machine failed to reach desired state, stopped, currently started'}, 408);

const startWaiting = async (answer: StubAnswer, wanted = 'stopped') => {
	const harness = await createHarness({[waits]: answer, [`GET ${machinePath}`]: jsonAnswer(onWire({state: 'suspended'}))});
	const {api, store, clock} = harness;
	const rings: string[] = [];
	const ring = (text: string): void => {
		rings.push(text);
	};
	const waiter = createWaiter({api, store, clock, reader: createMachineReader({api, store, clock}), ring});
	onTestFinished(() => waiter.stop());
	const startedAtMs = clock.now();
	const done = waiter.wait([target], wanted);
	return {
		...harness,
		waiter,
		startedAtMs,
		done,
		shown: () => store.getState().waits,
		lastNote: () => store.getState().notes.at(-1),
		rings: () => rings,
	};
};

describe('a wait', () => {
	test('is shown at once and until it ends, and its end is told with a ring', async () => {
		const hold = createHold();
		const {clock, startedAtMs, done, shown, lastNote, until, rings} = await startWaiting(hold.answer);
		expect(shown()).toEqual([{id: 1, targets: [target], wanted: 'stopped', reached: 0, startedAtMs}]);
		await until(() => hold.count() === 1);
		clock.advance(12_000);
		hold.letGo(reached);
		await done;
		expect(shown()).toEqual([]);
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'web-1 is stopped after 12s'});
		expect(rings()).toEqual(['web-1 is stopped after 12s']);
	});

	test('for several ends with one note and one ring, when the last of them is there', async () => {
		const second = {...target, id: '148e21ea046790', name: 'web-2'};
		const hold = createHold();
		const {api, store, clock, until} = await createHarness({[waits]: reached, [`GET ${listPath}/${second.id}/wait`]: hold.answer});
		const rings: string[] = [];
		const ring = (text: string): void => {
			rings.push(text);
		};
		const waiter = createWaiter({api, store, clock, reader: createMachineReader({api, store, clock}), ring});
		onTestFinished(() => waiter.stop());
		const done = waiter.wait([target, second], 'stopped');
		await until(() => store.getState().waits[0]?.reached === 1);
		await waiter.wait([second], 'stopped');
		expect(store.getState().notes.map(({text}) => text)).toEqual(['Already waiting for web-2 to be stopped.']);
		clock.advance(12_000);
		hold.letGo(reached);
		await done;
		expect(rings).toEqual(['all 2 are stopped after 12s']);
		expect(store.getState().notes.at(-1)).toMatchObject({tone: 'ok', text: 'all 2 are stopped after 12s'});
	});

	test('that is over at once does not ring', async () => {
		const {done, lastNote, rings} = await startWaiting(reached);
		await done;
		expect(lastNote()).toMatchObject({tone: 'ok'});
		expect(rings()).toEqual([]);
	});

	test('for settled reads the machine and tells the state it came to', async () => {
		const {done, lastNote} = await startWaiting(jsonAnswer({ok: true}), 'settled');
		await done;
		expect(lastNote()).toMatchObject({tone: 'ok', text: expect.stringMatching(/^web-1 is settled, suspended, after /)});
	});

	test('tells when the machine is gone', async () => {
		const {done, shown, lastNote} = await startWaiting(jsonAnswer({error: 'not_found: machine not found'}, 404));
		await done;
		expect(shown()).toEqual([]);
		expect(lastNote()).toMatchObject({tone: 'warning', text: 'web-1 no longer exists: it will never be stopped.'});
	});

	test('ends after half an hour and says so', async () => {
		const hold = createHold();
		const {clock, done, shown, lastNote, until} = await startWaiting(hold.answer);
		for (let quarter = 0; quarter < 30 * 4; quarter++) {
			await until(() => hold.count() === 1);
			expect(shown()).toHaveLength(1);
			clock.advance(15_000);
			hold.letGo(notYet);
		}

		await done;
		expect(shown()).toEqual([]);
		expect(lastNote()).toMatchObject({tone: 'warning', text: 'web-1 was not stopped in 30m 0s: no longer waiting.'});
	});

	test('is dropped without a word when flydeck ends', async () => {
		const hold = createHold();
		const {clock, waiter, done, notes, until, rings} = await startWaiting(hold.answer);
		await until(() => hold.count() === 1);
		waiter.stop();
		await done;
		expect(notes()).toEqual([]);
		expect(rings()).toEqual([]);
		expect(clock.pending()).toBe(0);
	});
});
