import {expect, onTestFinished, test} from 'vitest';
import {createCordonReminders} from '../../source/runtime/cordon-reminders.ts';
import {buildMachine, createHarness, id, receive, targetIn} from './harness.ts';

const start = async () => {
	const harness = await createHarness();
	const {store, clock} = harness;
	const rings: string[] = [];
	const reminders = createCordonReminders({
		store,
		clock,
		ring(text) {
			rings.push(text);
		},
	});
	reminders.start();
	onTestFinished(() => reminders.stop());
	const target = targetIn('started');
	receive(harness, [buildMachine({cordoned: true})]);
	store.dispatch({type: 'cordon-timed', target, untilMs: clock.now() + 60_000});
	let requestId = 1;
	return {
		...harness,
		rings,
		/** Lets time go by, as the ticker tells it. */
		pass(spanMs: number): void {
			clock.advance(spanMs);
			store.dispatch({type: 'clock-ticked', nowMs: clock.now()});
		},
		see(cordoned: boolean): void {
			requestId += 1;
			receive(harness, [buildMachine({cordoned})], requestId);
		},
	};
};

const told = 'web-1 is cordoned past its time: C uncordons it.';

test('the end of a timed cordon is told once, with a ring', async () => {
	const {pass, rings, notes, store, writes} = await start();
	pass(59_000);
	expect(rings).toEqual([]);
	pass(1000);
	pass(1000);
	expect([rings, notes()]).toEqual([[told], [told]]);
	expect(store.getState().timedCordons.get(id)).toMatchObject({isTold: true});
	expect(writes()).toEqual([]);
});

test('of a machine that was uncordoned before, whoever did it, nothing is told', async () => {
	const {pass, see, rings, store} = await start();
	see(false);
	expect(store.getState().timedCordons.size).toBe(0);
	see(true);
	pass(60_000);
	expect(rings).toEqual([]);
});

test('of several at once it is told in one sentence', async () => {
	const {pass, rings, store, clock, ...harness} = await start();
	const other = {...targetIn('started'), id: 'm-2', name: 'web-2'};
	receive({store, clock, ...harness}, [buildMachine({cordoned: true}), buildMachine({id: 'm-2', name: 'web-2', cordoned: true})], 2);
	store.dispatch({type: 'cordon-timed', target: other, untilMs: clock.now() + 50_000});
	pass(60_000);
	expect(rings).toEqual(['2 machines are cordoned past their time: web-2, web-1. C uncordons them.']);
});
