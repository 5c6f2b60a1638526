import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {waitStates} from '../../source/commands/machine.ts';
import {completionsFor} from '../../source/commands/prompt.ts';
import {commands} from '../../source/commands/table.ts';
import {sortKeys} from '../../source/domain/sort.ts';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {lastNote, press} from '../helpers/press.ts';

const state = buildState({machines: [buildMachine({state: 'stopped'})]});
const open = press(state, ':').state;
const textsFor = (text: string): readonly string[] => completionsFor(text).map(offer => offer.text);

describe('completion', () => {
	test('offers every command of the prompt once for an empty text', () => {
		expect(textsFor('')).toEqual(commands.filter(({isInPrompt}) => isInPrompt === true).map(({id}) => id));
		expect(textsFor('   ')).toEqual(textsFor(''));
	});

	test('offers what starts with the text, and nothing that only contains it: what is typed in haste must not run', () => {
		expect(textsFor('st')).toEqual(['start', 'stop', 'stop-with']);
		expect(textsFor('rest')).toEqual(['restart', 'restart-with']);
		expect(textsFor('t')).toEqual(['timeline']);
		expect(textsFor('started')).toEqual([]);
		expect(textsFor('nothing like it')).toEqual([]);
	});

	test('offers the words that a command takes', () => {
		expect(textsFor('sort ')).toEqual(['sort', ...sortKeys.map(key => `sort ${key}`)]);
		expect(textsFor('wait ')).toEqual(['wait', ...waitStates.map(wanted => `wait ${wanted}`)]);
	});

	test('tells what a command does with each of those words', () => {
		expect(completionsFor('sort region').map(({title}) => title)).toEqual(['sort by region']);
		expect(completionsFor('wait stopped').map(({title}) => title)).toEqual(['wait until it is stopped']);
	});

	test('does not mind case and spaces', () => {
		expect(textsFor('  SORT   Name ')).toEqual(['sort name']);
	});

	test('never offers what does not contain the text, and a longer text never brings more', () => {
		fc.assert(
			fc.property(fc.string({maxLength: 4}), fc.string({maxLength: 2}), (text, more) => {
				fc.pre(text.trim() !== '');
				const wanted = text.trim().toLowerCase().replace(/\s+/g, ' ');
				expect(textsFor(text).every(offer => offer.includes(wanted))).toBe(true);
				expect(textsFor(text)).toEqual(expect.arrayContaining([...textsFor(text + more)]));
			}),
		);
	});
});

describe('the prompt', () => {
	test('is filled by tab with the offer that is picked', () => {
		expect(press(open, ...'hel', 'tab').state.view.mode).toEqual({kind: 'prompt', text: 'help', picked: 0});
		expect(press(open, ...'st', 'down', 'tab').state.view.mode).toEqual({kind: 'prompt', text: 'stop', picked: 0});
		expect(press(open, ...'zzz', 'tab').state.view.mode).toEqual({kind: 'prompt', text: 'zzz', picked: 0});
	});

	test('picks within the offers, and from the first again when the text changes', () => {
		expect(press(open, 'up').state.view.mode).toMatchObject({picked: -1});
		expect(press(open, 'down', 'down', 'up', 'up', 'up').state.view.mode).toMatchObject({picked: -1});
		expect(press(open, 's', 'up').state.view.mode).toMatchObject({picked: 0});
		expect(press(open, ...'sort', ...Array.from({length: 99}, () => 'down')).state.view.mode).toMatchObject({
			picked: textsFor('sort').length - 1,
		});
		expect(press(open, ...'sort', 'down', 'down', ' ').state.view.mode).toMatchObject({text: 'sort ', picked: 0});
		expect(press(open, ...'zzz', 'down').state.view.mode).toMatchObject({picked: 0});
	});

	test('runs a command by its name, through the same gate as its key', () => {
		expect(press(open, ...'start', 'enter')).toMatchObject({
			effects: [{type: 'act', order: {verb: 'start'}}],
			state: {view: {mode: {kind: 'browse'}}},
		});
		const denied = press(open, ...'stop', 'enter');
		expect(denied.effects).toEqual([]);
		expect(lastNote(denied.state)).toBe('web-1 is already stopped');
		expect(completionsFor('stop').map(({text}) => text)).toEqual(['stop', 'stop-with']);
		expect(press(open, ...'delete', 'enter').state.view.mode.kind).toBe('confirm');
	});

	test('runs a command with the word after it', () => {
		expect(press(open, ...'sort region', 'enter').state.view.sort).toEqual({key: 'region', isDescending: false});
		expect(press(open, ...'wait destroyed', 'enter').effects).toMatchObject([{type: 'wait', wanted: 'destroyed'}]);
	});

	test('runs what is picked', () => {
		expect(press(open, ...'sort', 'down', 'down', 'enter').state.view.sort.key).toBe(sortKeys[1]);
	});

	test('does nothing when it is empty', () => {
		const {state: after, effects} = press(open, 'enter');
		expect(effects).toEqual([]);
		expect(after.notes).toEqual([]);
		expect(after.view.mode.kind).toBe('browse');
	});

	test('runs what was picked with an arrow though nothing was typed, the first command too', () => {
		expect(press(open, 'down', 'enter').effects).toMatchObject([{type: 'act', order: {verb: 'start'}}]);
		expect(press(open, 's', 'backspace', 'enter')).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
	});

	test('says so when there is no such command', () => {
		const {state: after, effects} = press(open, ...'frobnicate', 'enter');
		expect(effects).toEqual([]);
		expect(after.view.mode.kind).toBe('browse');
		expect(lastNote(after)).toContain('There is no command "frobnicate".');
	});

	test('closes with escape', () => {
		expect(press(open, ...'start', 'esc')).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
	});
});
