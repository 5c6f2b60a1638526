import {expect, test} from 'vitest';
import type {StoreEvent} from '../../source/store/events.ts';
import type {NoteTone} from '../../source/store/state.ts';
import {selectToast} from '../../source/store/toast.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {buildState, reduceAll} from '../helpers/build-state.ts';
import {press} from '../helpers/press.ts';

const noted = (text: string, tone: NoteTone = 'error'): StoreEvent => ({type: 'noted', tone, text, atMs: presentMs});
const tick = (ms: number): StoreEvent => ({type: 'clock-ticked', nowMs: presentMs + ms});
const told = reduceAll(buildState(), noted('it failed'));

test('the newest note is told, and a success takes the place of an error', () => {
	expect(selectToast(buildState())).toBeUndefined();
	expect(selectToast(told)?.text).toBe('it failed');
	expect(selectToast(reduceAll(told, noted('it went well', 'ok')))?.text).toBe('it went well');
});

test('a note, be it an error, is told for 15 s and stays among the notes', () => {
	expect(selectToast(reduceAll(told, tick(14_999)))?.text).toBe('it failed');
	const later = reduceAll(told, tick(15_000));
	expect(selectToast(later)).toBeUndefined();
	expect(later.notes).toHaveLength(1);
});

test('esc sends a note away, and the next one is told again', () => {
	const {state} = press(told, 'esc');
	expect(selectToast(state)).toBeUndefined();
	expect(state.notes).toHaveLength(1);
	expect(press(state, 'esc').state).toBe(state);
	expect(selectToast(reduceAll(state, noted('once more')))?.text).toBe('once more');
});

test('esc steps back all the same', () => {
	const {state} = press({...told, view: {...told.view, filter: 'web'}}, 'esc');
	expect(state.view.filter).toBe('');
	expect(selectToast(state)).toBeUndefined();
});
