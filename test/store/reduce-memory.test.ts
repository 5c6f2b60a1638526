import {describe, expect, test} from 'vitest';
import {buildEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, buildTarget, reduceAll} from '../helpers/build-state.ts';

const {id} = buildMachine();
const state = buildState({machines: [buildMachine()]});
const noted = (text: string) => ({type: 'noted', tone: 'info', text, atMs: presentMs}) as const;

test('of all that was told, the newest hundred notes stay, each with a number of its own', () => {
	const texts = Array.from({length: 150}, (_, index) => `note ${index}`);
	const {notes} = reduceAll(state, ...texts.map(noted));
	expect(notes.map(({text}) => text)).toEqual(texts.slice(50));
	expect(new Set(notes.map(note => note.id)).size).toBe(100);
	expect(notes.at(-1)).toEqual({id: 150, tone: 'info', text: 'note 149', atMs: presentMs});
});

test('a lease of our own is kept until it is dropped', () => {
	const held = reduceAll(state, {type: 'lease-held', machineId: id, lease: buildLease()});
	expect(held.ownLeases.get(id)).toEqual(buildLease());
	const dropped = reduceAll(held, {type: 'lease-dropped', machineId: id});
	expect(dropped.ownLeases.size).toBe(0);
	expect(reduceAll(dropped, {type: 'lease-dropped', machineId: id})).toBe(dropped);
});

test('a lease that was seen is forgotten when the next look shows none', () => {
	const seen = reduceAll(state, {type: 'lease-seen', machineId: id, lease: buildLease()});
	expect(seen.seenLeases.get(id)).toEqual(buildLease());
	expect(reduceAll(seen, {type: 'lease-seen', machineId: id, lease: undefined}).seenLeases.size).toBe(0);
	expect(reduceAll(state, {type: 'lease-seen', machineId: id, lease: undefined})).toBe(state);
});

test('what the journal has is kept by machine', () => {
	const history = {items: [], days: [], checks: [], olderEvents: [buildEvent()]};
	expect(reduceAll(state, {type: 'history-read', machineId: id, history}).history.get(id)).toBe(history);
});

test('what the journal has is kept of the ten machines that were looked at last', () => {
	const history = {items: [], days: [], checks: [], olderEvents: []};
	const looked = [...Array.from({length: 15}, (_, index) => `m${index}`), 'm6'];
	const all = reduceAll(state, ...looked.map(machineId => ({type: 'history-read', machineId, history}) as const)).history;
	expect([...all.keys()]).toEqual(['m5', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12', 'm13', 'm14', 'm6']);
});

describe('waits', () => {
	const started = (waitId: number, wanted: string) =>
		({
			type: 'wait-started',
			wait: {id: waitId, targets: [buildTarget(), buildTarget()], wanted, reached: 0, startedAtMs: presentMs},
		}) as const;
	const waiting = reduceAll(state, started(1, 'stopped'), started(2, 'destroyed'));

	test('are listed until they end', () => {
		expect(waiting.waits.map(({wanted}) => wanted)).toEqual(['stopped', 'destroyed']);
		const rest = reduceAll(waiting, {type: 'wait-ended', waitId: 1});
		expect(rest.waits.map(({wanted}) => wanted)).toEqual(['destroyed']);
	});

	test('count the machines that came to the state', () => {
		const advanced = reduceAll(waiting, {type: 'wait-advanced', waitId: 2}, {type: 'wait-advanced', waitId: 2});
		expect(advanced.waits.map(({reached}) => reached)).toEqual([0, 2]);
	});
});

test('a tick of the clock changes the time and nothing else, and a tick without time nothing at all', () => {
	expect(reduceAll(state, {type: 'clock-ticked', nowMs: presentMs})).toBe(state);
	const next = reduceAll(state, {type: 'clock-ticked', nowMs: presentMs + 1000});
	expect({...next, nowMs: presentMs}).toEqual(state);
	expect(next.fleet).toBe(state.fleet);
});
