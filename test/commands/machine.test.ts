import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {waitStates} from '../../source/commands/machine.ts';
import {buildLease, buildMachine, buildPending, presentMs} from '../helpers/build-machine.ts';
import {buildState, buildTarget, listOf, reduceAll} from '../helpers/build-state.ts';
import {lastNote, press} from '../helpers/press.ts';

const running = buildMachine({id: 'aaaa1111', name: 'web-1'});
const resting = buildMachine({id: 'bbbb2222', name: 'web-2', state: 'stopped'});
const sort = {key: 'id', isDescending: false} as const;
const state = buildState({machines: [running, resting], view: {sort}});
const onResting = press(state, 'j').state;
const target = buildTarget({id: running.id, name: running.name});
const restingTarget = buildTarget({id: resting.id, name: resting.name, state: 'stopped', sinceMs: resting.updatedAtMs});

/** The table after a refresh that brings a machine in front and takes the cursor elsewhere. */
const disturbed = (before: typeof state): typeof state =>
	reduceAll(
		before,
		listOf('web', [buildMachine({id: 'aaaa0000', name: 'other'}), {...running, name: 'renamed'}, resting], {requestId: 2}),
		{type: 'view-changed', change: {cursorId: resting.id}},
	);

test('start acts at once on the machine under the cursor', () => {
	expect(press(onResting, 's').effects).toEqual([{type: 'act', order: {verb: 'start'}, target: restingTarget}]);
	expect(press(onResting, 's').state.view.mode).toEqual({kind: 'browse'});
});

test('what is not possible is told, and nothing is done', () => {
	const {state: after, effects} = press(state, 's');
	expect(effects).toEqual([]);
	expect(lastNote(after)).toBe('web-1 is started: machine still active, refusing to start');
	const pending = buildPending({machineId: resting.id});
	const again = press({...onResting, pending: new Map([[resting.id, pending]])}, 's');
	expect(again.effects).toEqual([]);
	expect(lastNote(again.state)).toBe('web-2: starting is still on its way');
});

test.each(['s', 't', 'ctrl-d', 'del', 'L', 'W'])('%s without a machine says that there is none', key => {
	const {state: after, effects} = press(buildState(), key);
	expect(effects).toEqual([]);
	expect(after.view.mode.kind).toBe('browse');
	expect(lastNote(after)).toBe('There is no machine under the cursor.');
});

describe('stop', () => {
	const asking = press(state, 't').state;

	test('asks first, naming the machine as it is at that moment', () => {
		expect(press(state, 't').effects).toEqual([]);
		expect(asking.view.mode).toEqual({
			kind: 'confirm',
			confirmation: {order: {verb: 'stop'}, targets: [target], skipped: [], hidden: 0, ask: {kind: 'yes'}, openedAtMs: presentMs},
			typed: '',
			parallel: 1,
			scroll: 0,
			isHiddenAccepted: true,
			lasts: '',
			isLastsOpen: false,
		});
	});

	test.each(['y', 'Y'])('goes out with %s, to the machine that was named, wherever the cursor is by then', key => {
		const {state: after, effects} = press(disturbed(asking), key);
		expect(effects).toEqual([{type: 'act', order: {verb: 'stop'}, target}]);
		expect(after.view.mode.kind).toBe('browse');
	});

	test('does not go out with any other key: the default is No', () => {
		const key = fc.oneof(
			fc.constantFrom('enter', 'esc', 'tab', 'n', 'q', ' ', 't', 's', 'down', 'backspace'),
			fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}),
		);
		fc.assert(
			fc.property(key, pressed => {
				fc.pre(pressed !== 'y' && pressed !== 'Y');
				const {state: after, effects} = press(asking, pressed);
				expect(effects).toEqual([]);
				expect(after.view.mode.kind).toBe('browse');
				expect(lastNote(after)).toBe('Not stopped: web-1 was left alone.');
			}),
		);
	});
});

describe('delete', () => {
	const ladder = [
		{what: 'a machine at rest', from: onResting, verb: 'delete', expected: '2222', to: restingTarget},
		{what: 'a running machine', from: state, verb: 'force-delete', expected: 'web-1', to: target},
	] as const;

	test.each(ladder)('of $what takes $expected, typed', ({from, verb, expected, to}) => {
		for (const key of ['ctrl-d', 'del']) {
			const asking = press(from, key);
			expect(asking.effects).toEqual([]);
			expect(asking.state.view.mode).toMatchObject({
				kind: 'confirm',
				confirmation: {order: {verb}, targets: [to], ask: {kind: 'type', expected}},
			});
			const {state: after, effects} = press(asking.state, ...expected, 'enter');
			expect(effects).toEqual([{type: 'act', order: {verb}, target: to}]);
			expect(after.view.mode.kind).toBe('browse');
		}
	});

	test('hits the machine that was named, though another one has come under the cursor', () => {
		const asking = disturbed(press(state, 'ctrl-d').state);
		expect(press(asking, ...'web-1', 'enter').effects).toEqual([{type: 'act', order: {verb: 'force-delete'}, target}]);
		expect(press(asking, ...'web-2', 'enter').effects).toEqual([]);
	});

	test.each(ladder)('of $what is not done for any other text', ({from, expected}) => {
		const asking = press(from, 'ctrl-d').state;
		const near = fc.constantFrom('', expected.slice(1), `${expected} `, ` ${expected}`, expected.toUpperCase(), `${expected}x`, 'y', 'yes');
		fc.assert(
			fc.property(fc.oneof(near, fc.string({unit: 'grapheme', maxLength: 8})), typed => {
				fc.pre(typed !== expected);
				const {state: after, effects} = press(asking, ...typed, 'enter');
				expect(effects).toEqual([]);
				expect(after.view.mode.kind).toBe('browse');
				expect(lastNote(after)).toMatch(/^Not deleted: what was typed is not (?:its full name|the last 4 of its id)\.$/);
			}),
		);
	});

	test('can be typed with corrections, and left with escape', () => {
		const asking = press(state, 'ctrl-d').state;
		expect(press(asking, 'x', 'ctrl-u', ...'web-2', 'backspace', '1', 'enter').effects).toHaveLength(1);
		const left = press(asking, ...'web-1', 'esc');
		expect(left).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
		expect(lastNote(left.state)).toBe('Not deleted: web-1 was left alone.');
	});
});

describe('the lease dialog', () => {
	const open = press(state, 'L').state;
	const ownLeases = new Map([[running.id, buildLease()]]);
	const foreign = {...open, seenLeases: new Map([[running.id, buildLease()]])};

	test('opens on the machine under the cursor with two minutes', () => {
		expect(open.view.mode).toEqual({kind: 'lease', target, ttl: '120', isRenewed: true});
	});

	test('takes a lease for as many seconds as it says, on the machine that it named', () => {
		expect(press(open, 'a').effects).toEqual([{type: 'acquire-lease', target, ttlSeconds: 120, isRenewed: true}]);
		const edited = press(disturbed(open), 'backspace', 'backspace', '3', 'a');
		expect(edited.effects).toEqual([{type: 'acquire-lease', target, ttlSeconds: 13, isRenewed: true}]);
		expect(edited.state.view.mode.kind).toBe('browse');
	});

	test.each([['0'], ['86401'], ['']])('does not take a lease of "%s" seconds', ttl => {
		const {state: after, effects} = press(open, 'ctrl-u', ...ttl, 'a');
		expect(effects).toEqual([]);
		expect(after.view.mode).toMatchObject({kind: 'lease', ttl});
		expect(lastNote(after)).toBe('A lease lasts 1 to 86400 seconds.');
	});

	test.each([
		['1', 1],
		['86400', 86_400],
	])('takes a lease of %s seconds', (ttl, ttlSeconds) => {
		expect(press(open, 'ctrl-u', ...ttl, 'a').effects).toEqual([{type: 'acquire-lease', target, ttlSeconds, isRenewed: true}]);
	});

	test('takes digits only, five at most', () => {
		expect(press(open, 'b', '-', '.', ' ', '4', '5', '6').state.view.mode).toMatchObject({ttl: '12045'});
	});

	test('refreshes and releases only what this flydeck holds', () => {
		for (const key of ['r', 'x']) {
			const {state: after, effects} = press(open, key);
			expect(effects).toEqual([]);
			expect(lastNote(after)).toBe('This flydeck holds no lease on it.');
		}

		expect(press({...open, ownLeases}, 'r').effects).toEqual([{type: 'refresh-lease', target, ttlSeconds: 120}]);
		expect(press({...open, ownLeases}, 'x').effects).toEqual([{type: 'release-lease', target}]);
		expect(press({...open, ownLeases}, 'ctrl-u', 'x').effects).toHaveLength(1);
		expect(press({...open, ownLeases}, 'ctrl-u', 'r').effects).toEqual([]);
	});

	test('does not take what is held already', () => {
		expect(press({...open, ownLeases}, 'a').effects).toEqual([]);
		expect(lastNote(press({...open, ownLeases}, 'a').state)).toBe('This flydeck holds it already: refresh it instead.');
		expect(press(foreign, 'a').effects).toEqual([]);
		expect(lastNote(press(foreign, 'a').state)).toBe('Held by mia@example.com, free in 1:00.');
	});

	test.each(['esc', 'q'])('closes with %s and does nothing', key => {
		expect(press(open, key)).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
	});
});

describe('the wait dialog', () => {
	const open = press(state, 'W').state;

	test.each(waitStates.map((wanted, index) => ({wanted, index})))('waits for $wanted when that is picked', ({wanted, index}) => {
		const down = Array.from({length: index}, () => 'j');
		const {state: after, effects} = press(disturbed(open), ...down, 'enter');
		expect(effects).toEqual([{type: 'wait', targets: [target], wanted}]);
		expect(after.view.mode.kind).toBe('browse');
	});

	test('picks within its choices', () => {
		expect(press(open, 'k', 'up').state.view.mode).toMatchObject({picked: 0});
		expect(press(open, ...'jjjjjjj', 'down').state.view.mode).toMatchObject({picked: waitStates.length - 1});
		expect(press(open, 'j', 'down', 'k').state.view.mode).toMatchObject({picked: 1});
	});

	test.each(['esc', 'q'])('closes with %s and does nothing', key => {
		expect(press(open, key)).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
	});
});
