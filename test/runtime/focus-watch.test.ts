import {describe, expect, onTestFinished, test} from 'vitest';
import {createFocusWatch} from '../../source/runtime/focus-watch.ts';
import {createPoller} from '../../source/runtime/poller.ts';
import type {StoreEvent} from '../../source/store/events.ts';
import {buildPending} from '../helpers/build-machine.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {createHarness, id, listPath, onWire} from './harness.ts';

const list = `GET ${listPath}`;
const focus = (isFocused: boolean): StoreEvent => ({type: 'focus-changed', isFocused});

const startWatching = async ({state = 'started', intervalMs}: {readonly state?: string; readonly intervalMs?: number} = {}) => {
	const harness = await createHarness({[list]: jsonAnswer([onWire({state})])});
	const {api, store, clock, until, quiet, requests} = harness;
	const poller = createPoller({api, store, clock, random: () => 0.5, organization: 'personal', apps: ['web'], intervalMs});
	const watch = createFocusWatch({store, refresh: poller.refresh});
	onTestFinished(() => {
		watch.stop();
		poller.stop();
	});
	watch.start();
	poller.start();
	const reads = (): number => requests(list).length;
	/** Lets an answer arrive, and the wait after it begin. */
	const settled = async (count: number): Promise<void> => {
		await until(() => reads() === count && store.getState().feeds.get('web')?.acceptedRequestId === count);
		await quiet();
	};

	/** The wait that is the answer to a read which is made under the circumstances that these events make. */
	const waitAfter = async (...events: readonly StoreEvent[]): Promise<number> => {
		await settled(1);
		store.dispatch(...events);
		clock.advance(clock.dueInMs());
		await settled(2);
		return clock.dueInMs();
	};

	return {...harness, reads, settled, waitAfter};
};

describe('while the terminal does not have the focus', () => {
	test.each([
		{title: 'what is calm is read five times as seldom', given: {}, events: [], waitMs: 25_000},
		{title: 'it is read every half minute at least', given: {intervalMs: 10_000}, events: [], waitMs: 30_000},
		{title: 'it is not read more often than was asked for', given: {intervalMs: 60_000}, events: [], waitMs: 60_000},
		{title: 'what changes is read as usual', given: {state: 'stopping'}, events: [], waitMs: 2000},
		{
			title: 'what was asked for is followed as usual',
			given: {},
			events: [{type: 'action-started', pending: buildPending({machineId: 'other', actionId: 1})}],
			waitMs: 5000,
		},
		{title: 'the bell tells in time', given: {}, events: [{type: 'view-changed', change: {isBellOn: true}}], waitMs: 5000},
	] satisfies readonly {
		readonly title: string;
		readonly given: Parameters<typeof startWatching>[0];
		readonly events: readonly StoreEvent[];
		readonly waitMs: number;
	}[])('$title', async ({given, events, waitMs}) => {
		const {waitAfter} = await startWatching(given);
		expect(await waitAfter(focus(false), ...events)).toBe(waitMs);
	});
});

describe('when the focus comes back', () => {
	test.each([
		['which the terminal tells', focus(true)],
		['which a key tells', {type: 'key-pressed'}],
	] satisfies readonly (readonly [string, StoreEvent])[])('the machines are read at once, %s', async (_who, event) => {
		const {store, waitAfter, settled} = await startWatching();
		expect(await waitAfter(focus(false))).toBe(25_000);
		store.dispatch(event);
		await settled(3);
		expect(store.getState().fleet.get(id)?.state).toBe('started');
	});

	test('nothing is read where the person paused it', async () => {
		const {store, waitAfter, quiet, reads} = await startWatching();
		await waitAfter(focus(false), {type: 'view-changed', change: {isPaused: false}});
		store.dispatch({type: 'view-changed', change: {isPaused: true}}, focus(true));
		await quiet();
		expect(reads()).toBe(2);
	});
});
