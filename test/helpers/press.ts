import type {Chord} from '../../source/commands/chord.ts';
import type {Effect, Outcome} from '../../source/commands/command.ts';
import {onChord} from '../../source/commands/dispatch.ts';
import type {State} from '../../source/store/state.ts';
import {reduceAll} from './build-state.ts';

/** What came of some keys: the state after them, and everything that the runtime was asked for. */
export type Pressed = {readonly state: State; readonly effects: readonly Effect[]};

/** A key by its name in the keymap; one that is a single character also types it. */
export const chordOf = (key: string): Chord => ({name: key, text: [...key].length === 1 ? key : undefined});

/** What came of an outcome in a state. */
export const applied = (state: State, {events = [], effects = []}: Outcome): Pressed => ({state: reduceAll(state, ...events), effects});

const pressEach = (state: State, keys: readonly string[], isBurst: boolean): Pressed =>
	keys.reduce<Pressed>(
		(before, key) => {
			const after = applied(before.state, onChord(before.state, chordOf(key), isBurst));
			return {state: after.state, effects: [...before.effects, ...after.effects]};
		},
		{state, effects: []},
	);

/** Some keys, one after the other. */
export const press = (state: State, ...keys: readonly string[]): Pressed => pressEach(state, keys, false);

/** Some keys that arrived in one read, as a held key or a paste without brackets does. */
export const pressBurst = (state: State, ...keys: readonly string[]): Pressed => pressEach(state, keys, true);

/** The newest note, for what a key was answered. */
export const lastNote = ({notes}: State): string | undefined => notes.at(-1)?.text;
