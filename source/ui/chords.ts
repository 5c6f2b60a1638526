import type {Key} from 'ink';
import type {Chord} from '../commands/chord.ts';
import {isPrintable} from '../domain/text.ts';

const named: readonly (readonly [keyof Key, string])[] = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'del'],
];

const controls: Readonly<Record<string, string>> = {'\r': 'enter', '\n': 'enter', '\t': 'tab'};

const chordOf = (character: string): Chord | undefined => {
	const control = controls[character];
	if (control !== undefined) {
		return {name: control, text: undefined};
	}

	if (character === ' ') {
		return {name: 'space', text: character};
	}

	return isPrintable(character) ? {name: character, text: character} : undefined;
};

/**
The chords in one input event. Several characters that arrived in one read come as one event, so there may be many: a held key, quick
typing, or a paste without brackets. Keys with alt held are none of ours: alt-d must not mean d.
*/
export const chordsOf = (input: string, key: Key): readonly Chord[] => {
	const name = named.find(([flag]) => key[flag] === true)?.[1];
	if (name !== undefined) {
		return key.meta && name !== 'esc' ? [] : [{name, text: undefined}];
	}

	if (key.meta) {
		return [];
	}

	if (key.ctrl) {
		return [{name: `ctrl-${input}`, text: undefined}];
	}

	return [...input].map(chordOf).filter(chord => chord !== undefined);
};
