import type {Chord} from '../../source/commands/chord.ts';
import type {Effect, Outcome} from '../../source/commands/command.ts';
import {type Arrival, onRead} from '../../source/commands/one-read.ts';
import type {State} from '../../source/store/state.ts';
import {reduceAll} from './build-state.ts';

/** What came of some keys: the state after them, and everything that the runtime was asked for. */
export type Pressed = {readonly state: State; readonly effects: readonly Effect[]};

/** A key by its name in the keymap, or by what it types, if that is a single character. */
export const chordOf = (key: string): Chord =>
	key === ' ' || key === 'space' ? {name: 'space', text: ' '} : {name: key, text: [...key].length === 1 ? key : undefined};

/** What came of an outcome in a state. */
export const applied = (state: State, {events = [], effects = []}: Outcome): Pressed => ({state: reduceAll(state, ...events), effects});

/** What came of one read of the terminal, which may bring several keys and pastes. */
export const read = (state: State, arrivals: readonly Arrival[], isSeen = true, isBehind = false): Pressed => {
	let pressed: Pressed = {state, effects: []};
	const apply = (outcome: Outcome): void => {
		const after = applied(pressed.state, outcome);
		pressed = {state: after.state, effects: [...pressed.effects, ...after.effects]};
	};
	onRead(arrivals, {getState: () => pressed.state, apply, isSeen, isBehind});
	return pressed;
};

const arrivalOf = (key: string): Arrival => ({type: 'keys', chords: [chordOf(key)], count: 1});

const pressEach = (state: State, keys: readonly string[], isSeen: boolean): Pressed =>
	keys.reduce<Pressed>(
		(before, key) => {
			const after = read(before.state, [arrivalOf(key)], isSeen);
			return {state: after.state, effects: [...before.effects, ...after.effects]};
		},
		{state, effects: []},
	);

/** Some keys, one after the other. */
export const press = (state: State, ...keys: readonly string[]): Pressed => pressEach(state, keys, true);

/** Some keys that arrived in one read, as a held key or a paste without brackets does. */
export const pressBurst = (state: State, ...keys: readonly string[]): Pressed => read(state, keys.map(arrivalOf));

/** Some keys that arrived in one read, while the terminal does not show the newest picture. */
export const pressBehind = (state: State, ...keys: readonly string[]): Pressed => read(state, keys.map(arrivalOf), true, true);

/** Some keys, one after the other, while the screen is too small to show what they do. */
export const pressUnseen = (state: State, ...keys: readonly string[]): Pressed => pressEach(state, keys, false);

/** The newest note, for what a key was answered. */
export const lastNote = ({notes}: State): string | undefined => notes.at(-1)?.text;
