import type {Comparison, VersionsMode} from '../../store/drafts.ts';
import type {State} from '../../store/state.ts';
import {changeRefusal} from '../change.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {enterMode, leaveMode, note, nothing} from '../outcomes.ts';

/** What the picker offers, from the top: the other marked machine, the versions, a file. */
export type Choice =
	| Exclude<Comparison, {readonly kind: 'file'}>
	/** Its path has to be typed. */
	| {readonly kind: 'file'};

export const choicesOf = ({other, list}: VersionsMode): readonly Choice[] => [
	...(other === undefined ? [] : [{kind: 'machine', target: other} as const]),
	...(list?.rows ?? []).map(({version, config}) => ({kind: 'version', version, config}) as const),
	{kind: 'file'},
];

const compare = ({target}: VersionsMode, comparison: Comparison, isOffered: boolean): Outcome => ({
	effects: [{type: 'compare', target, comparison, isOffered}],
});

const choose = (state: State, mode: VersionsMode, isOffered: boolean): Outcome => {
	const choice = choicesOf(mode)[mode.picked];
	if (choice === undefined) {
		return nothing;
	}

	if (choice.kind === 'file') {
		return enterMode({...mode, path: ''});
	}

	const machine = state.fleet.get(mode.target.id);
	const why = !isOffered || machine === undefined ? undefined : changeRefusal(state, machine);
	return why === undefined ? compare(mode, choice, isOffered) : note(state, 'warning', why);
};

const typePath = (state: State, mode: VersionsMode, path: string, chord: Chord): Outcome => {
	switch (chord.name) {
		case 'esc':
			return enterMode({...mode, path: undefined});
		case 'enter':
			return path.trim() === ''
				? note(state, 'warning', 'Type the path of a file that holds a config.')
				: compare(mode, {kind: 'file', path: path.trim()}, false);
		default: {
			const typed = editText(path, chord);
			return typed === undefined ? nothing : enterMode({...mode, path: typed});
		}
	}
};

/** What a machine's config is compared with: picked with the keys that move, shown with enter; b takes an earlier version back. */
export const versionsKey = (state: State, mode: VersionsMode, chord: Chord): Outcome => {
	if (mode.path !== undefined) {
		return typePath(state, mode, mode.path, chord);
	}

	switch (chord.name) {
		case 'esc':
		case 'q':
			return leaveMode;
		case 'enter':
			return choose(state, mode, false);
		case 'b':
			return choicesOf(mode)[mode.picked]?.kind === 'version' ? choose(state, mode, true) : nothing;
		default: {
			const last = choicesOf(mode).length - 1;
			const step = stepOf(chord.name, 5);
			return step === undefined ? nothing : enterMode({...mode, picked: Math.max(0, Math.min(mode.picked + step, last))});
		}
	}
};
