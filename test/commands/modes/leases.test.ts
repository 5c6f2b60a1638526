import {describe, expect, test} from 'vitest';
import {buildLease, buildMachine, presentMs} from '../../helpers/build-machine.ts';
import {buildState, inMode} from '../../helpers/build-state.ts';
import {breakLeaseMode, leftoverLease} from '../../helpers/modes.ts';
import {lastNote, press, read} from '../../helpers/press.ts';

const machine = buildMachine();
const {id} = machine;
const free = buildState({machines: [machine]});
const owner = 'ada@example.com';
const foreign = buildState({machines: [buildMachine({lease: buildLease({owner, expiresAtMs: presentMs + 90_000})})]});
const owned = {...free, ownLeases: new Map([[id, {...buildLease(), isRenewed: true}]])};

describe('the lease dialog', () => {
	test('takes a lease that is renewed, unless that is turned off', () => {
		expect(press(free, 'L', 'a').effects).toMatchObject([{type: 'acquire-lease', target: {id}, ttlSeconds: 120, isRenewed: true}]);
		expect(press(free, 'L', 'n', 'a').effects).toMatchObject([{type: 'acquire-lease', isRenewed: false}]);
		expect(press(free, 'L', 'n', 'n', 'a').effects).toMatchObject([{type: 'acquire-lease', isRenewed: true}]);
	});

	test('turns the renewal of a lease that is held off and on, and stays open', () => {
		const off = press(owned, 'L', 'n');
		expect(off.effects).toMatchObject([{type: 'renew-lease', target: {id}, isRenewed: false}]);
		expect(off.state.view.mode.kind).toBe('lease');
		expect(press(off.state, 'n').effects).toMatchObject([{type: 'renew-lease', isRenewed: true}]);
	});

	test('opens with the renewal as it is', () => {
		const unrenewed = {...free, ownLeases: new Map([[id, {...buildLease(), isRenewed: false}]])};
		expect(press(unrenewed, 'L').state.view.mode).toMatchObject({isRenewed: false});
	});

	test.each([
		['nobody holds', free, 'Nobody holds a lease on it.'],
		['this flydeck holds', owned, 'This flydeck holds it: release it instead.'],
	])('breaks no lease that %s', (_whose, state, told) => {
		const pressed = press(state, 'L', 'b');
		expect(pressed.effects).toEqual([]);
		expect(pressed.state.view.mode.kind).toBe('lease');
		expect(lastNote(pressed.state)).toBe(told);
	});
});

describe('breaking a lease', () => {
	const asking = press(foreign, 'L', 'b').state;

	test('asks for the owner, and does it when that is typed', () => {
		expect(asking.view.mode).toMatchObject({kind: 'break-lease', target: {id}, owner, ask: {expected: owner}});
		expect(press(asking, ...owner, 'enter').effects).toMatchObject([{type: 'break-lease', target: {id}, owner}]);
	});

	test.each([
		['nothing', [], 'Not broken: what was typed is not the owner. web-1 was left alone.'],
		['another name', [...'bob@example.com'], 'Not broken: what was typed is not the owner. web-1 was left alone.'],
		['the owner and more', [...owner, 's'], 'Not broken: what was typed is not the owner. web-1 was left alone.'],
	])('is not done after %s', (_what, typed, told) => {
		const {effects, state} = press(asking, ...typed, 'enter');
		expect(effects).toEqual([]);
		expect(state.view.mode.kind).toBe('browse');
		expect(lastNote(state)).toBe(told);
	});

	test('is not done after escape, nor by y', () => {
		expect(press(asking, 'esc').effects).toEqual([]);
		expect(lastNote(press(asking, 'esc').state)).toBe('Not broken: web-1 was left alone.');
		expect(press(asking, 'y', 'Y').effects).toEqual([]);
	});

	test('takes no paste', () => {
		const {state, effects} = read(asking, [{type: 'paste', text: owner}]);
		expect(effects).toEqual([]);
		expect(state.view.mode).toMatchObject({typed: ''});
	});

	test.each(['', 'Ада', ' ', 'x'.repeat(101), 'ada '])(
		'asks for the id where the owner is %j, which nobody can be asked to type',
		strange => {
			const state = buildState({machines: [buildMachine({lease: buildLease({owner: strange, expiresAtMs: presentMs + 90_000})})]});
			expect(press(state, 'L', 'b').state.view.mode).toMatchObject({owner: strange, ask: {expected: id}});
		},
	);

	test('reaches the owner who was named when the dialog opened, whoever holds it by now', () => {
		const later = inMode(free, breakLeaseMode({typed: owner}));
		expect(press(later, 'enter').effects).toMatchObject([{type: 'break-lease', owner}]);
	});
});

describe('leases that were left behind', () => {
	const leases = [leftoverLease(), leftoverLease({id: 'm2'})];
	const offered = inMode(free, {kind: 'leftover-leases', leases});

	test.each([
		['r', 'release-leftovers'],
		['k', 'keep-leftovers'],
	])('%s is for all of them', (key, type) => {
		const {effects, state} = press(offered, key);
		expect(effects).toEqual([{type, leases}]);
		expect(state.view.mode.kind).toBe('browse');
	});

	test('escape puts it off', () => {
		const {effects, state} = press(offered, 'esc');
		expect(effects).toEqual([]);
		expect(state.view.mode.kind).toBe('browse');
		expect(lastNote(state)).toBe('They are offered again at the next start, until they run out.');
	});

	test.each(['enter', 'y', 'j', 'q', 'space'])('%s decides nothing', key => {
		const {effects, state} = press(offered, key);
		expect(effects).toEqual([]);
		expect(state.view.mode.kind).toBe('leftover-leases');
	});
});

test.each(['O', 'A'])('the page of %s opens and closes with the same key', key => {
	const opened = press(free, key).state;
	expect(['leases', 'actions']).toContain(opened.view.mode.kind);
	expect(press(opened, key).state.view.mode.kind).toBe('browse');
});

test.each([
	['leases', 'leases'],
	['actions', 'actions'],
	['lease', 'lease'],
])('the command %s opens its page', (typed, kind) => {
	expect(press(free, ':', ...typed, 'enter').state.view.mode.kind).toBe(kind);
});
