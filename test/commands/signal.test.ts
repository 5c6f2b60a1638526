import {describe, expect, test} from 'vitest';
import {signals, stopSignals} from '../../source/domain/signals.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {lastNote, press} from '../helpers/press.ts';

const running = buildMachine({id: 'm-1', name: 'web-1'});
const other = buildMachine({id: 'm-2', name: 'web-2'});
const resting = buildMachine({id: 'm-3', name: 'web-3', state: 'stopped'});
const state = buildState({machines: [running, other, resting], view: {sort: {key: 'id', isDescending: false}}});

const down = (count: number): readonly string[] => Array.from({length: count}, () => 'j');

describe.each([
	['ctrl-k', 'signal', signals],
	['T', 'stop', stopSignals],
	['R', 'restart', stopSignals],
] as const)('%s', (key, verb, offered) => {
	test.each(offered.map((signal, index) => ({signal, index})))('offers $signal, and asks before it is sent', ({signal, index}) => {
		const asking = press(state, key, ...down(index), 'enter');
		expect(asking.effects).toEqual([]);
		expect(asking.state.view.mode).toMatchObject({kind: 'confirm', confirmation: {order: {verb, signal}, targets: [{id: 'm-1'}]}});
		expect(press(asking.state, 'y').effects).toMatchObject([{type: 'act', order: {verb, signal}, target: {id: 'm-1'}}]);
	});

	test('picks within its choices, and closes without a deed', () => {
		expect(press(state, key, 'k', 'up').state.view.mode).toMatchObject({picked: 0});
		expect(press(state, key, ...down(99)).state.view.mode).toMatchObject({picked: offered.length - 1});
		for (const close of ['esc', 'q']) {
			expect(press(state, key, close)).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
		}
	});

	test('is meant for the machines that were marked when it opened', () => {
		const open = press(state, 'space', 'space', key).state;
		const moved = reduceAll(open, {type: 'view-changed', change: {marks: new Set(['m-3']), cursorId: 'm-3'}});
		expect(press(moved, 'enter').state.view.mode).toMatchObject({confirmation: {targets: [{id: 'm-1'}, {id: 'm-2'}]}});
	});

	test('tells when its machine is gone by then', () => {
		const gone = reduceAll(press(state, key).state, listOf('web', [other], {requestId: 2}));
		const {state: after, effects} = press(gone, 'enter');
		expect(effects).toEqual([]);
		expect(lastNote(after)).toBe('Gone meanwhile: nothing was sent.');
	});

	test('is refused before it opens where it could not be sent', () => {
		const {state: after} = press(state, 'G', key);
		expect(after.view.mode.kind).toBe('browse');
		expect(lastNote(after)).toMatch(/^web-3 is /);
	});
});

describe('the time-out of a stop', () => {
	const open = press(state, 'T').state;
	const orderAfter = (...keys: readonly string[]): unknown => press(open, ...keys, 'enter').state.view.mode;

	test('is as configured, or so many seconds', () => {
		expect(orderAfter()).toMatchObject({confirmation: {order: {timeoutSeconds: undefined}}});
		expect(orderAfter('3', '0')).toMatchObject({confirmation: {order: {timeoutSeconds: 30}}});
		expect(orderAfter('3', 'backspace', 'x', '-', '5')).toMatchObject({confirmation: {order: {timeoutSeconds: 5}}});
		expect(orderAfter(...'300')).toMatchObject({confirmation: {order: {timeoutSeconds: 300}}});
	});

	test('is never longer than the API takes', () => {
		const {state: after} = press(open, ...'301', 'enter');
		expect(after.view.mode).toMatchObject({kind: 'signal', timeout: '301'});
		expect(lastNote(after)).toBe('A machine is killed after 300 s at the latest: give fewer seconds.');
	});

	test('is not asked for a mere signal', () => {
		expect(press(state, 'ctrl-k', '3').state.view.mode).toMatchObject({timeout: ''});
	});
});
