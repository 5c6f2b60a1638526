import {describe, expect, test} from 'vitest';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {lastNote, press, pressBurst} from '../helpers/press.ts';

const state = buildState({machines: [buildMachine({id: 'm-1', name: 'web-1'})]});
const asking = press(state, 'C').state;
const minutes = 60_000;

describe('a cordon', () => {
	test('is without end where no time is given', () => {
		expect(press(asking, 'y').effects).toMatchObject([{type: 'act', order: {verb: 'cordon'}}]);
		expect(press(asking, 'tab', 'enter', 'y').effects).toMatchObject([{order: {verb: 'cordon'}}]);
		expect(press(asking, 'y').effects[0]).not.toHaveProperty('order.lastsMs');
	});

	test.each([
		['15m', 15 * minutes],
		['1h30m', 90 * minutes],
		['90s', 1.5 * minutes],
	])('for %s is meant for that long', (lasts, lastsMs) => {
		const {state: after, effects} = press(asking, 'tab', ...lasts, 'enter', 'y');
		expect(effects).toMatchObject([{type: 'act', order: {verb: 'cordon', lastsMs}, target: {id: 'm-1'}}]);
		expect(after.view.mode.kind).toBe('browse');
	});

	test.each(['15', 'm', '0s', '900h'])('is not sent for %s, which is no time', lasts => {
		const typed = press(asking, 'tab', ...lasts);
		const kept = press(typed.state, 'enter');
		expect(kept.state.view.mode).toMatchObject({kind: 'confirm', isLastsOpen: true});
		expect(lastNote(kept.state)).toBe(`"${lasts}" is no time: write it as in 15m or 1h30m, or nothing.`);
		expect(press(kept.state, 'y', 'enter', 'tab', 'y').effects).toEqual([]);
	});

	test('is not sent by a y while the time is typed, nor after esc', () => {
		expect(press(asking, 'tab', ...'5m', 'y').effects).toEqual([]);
		const left = press(asking, 'tab', ...'5m', 'esc');
		expect(left.effects).toEqual([]);
		expect(left.state.view.mode.kind).toBe('browse');
	});

	test('takes a time that arrives in one read as text, and no more', () => {
		const after = pressBurst(press(asking, 'tab').state, ...'15m', 'enter', 'y');
		expect(after.effects).toEqual([]);
		expect(after.state.view.mode).toMatchObject({lasts: '15m', isLastsOpen: true});
	});
});

test('no other act asks for how long', () => {
	const stopping = press(state, 't', 'tab');
	expect(stopping.state.view.mode.kind).toBe('browse');
	expect(stopping.effects).toEqual([]);
});
