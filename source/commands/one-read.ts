import type {Mode, State} from '../store/state.ts';
import {countsInBurst, tellBehind, tellIgnored} from './burst.ts';
import type {Chord} from './chord.ts';
import type {Outcome} from './command.ts';
import {onChord, onPaste} from './dispatch.ts';
import {stepOf} from './move.ts';
import {commandForKey} from './table.ts';

/** A part of what a terminal sent at once: keys, of which there may be more than have a name, or text that was pasted. */
export type Arrival =
	| {readonly type: 'keys'; readonly chords: readonly Chord[]; readonly count: number}
	| {readonly type: 'paste'; readonly text: string};

type Surroundings = {
	readonly getState: () => State;
	/** Changes the state before it returns. */
	readonly apply: (outcome: Outcome) => void;
	/** False while the screen is too small to show what a key would act on, or what a dialog asks. */
	readonly isSeen: boolean;
	/** True while the terminal does not show the newest picture: what a key would act on may be another thing than the person sees. */
	readonly isBehind?: boolean;
};

const back: Chord = {name: 'esc', text: undefined};

/** What a key counts for while nothing can be seen: it moves the cursor, goes back or quits; undefined when it does none of these. */
const unseenChord = (mode: Mode, chord: Chord): Chord | undefined => {
	const isBrowsing = mode.kind === 'browse';
	if (chord.name === 'q' && !isBrowsing) {
		return back;
	}

	const isHarmless =
		chord.name === 'esc' ||
		commandForKey(chord.name)?.isEverywhere === true ||
		(isBrowsing && (chord.name === 'q' || stepOf(chord.name, 1) !== undefined));
	return isHarmless ? chord : undefined;
};

/** Does what arrived in one read: each key, or, when there were several, those that may count together. */
export const onRead = (arrivals: readonly Arrival[], {getState, apply, isSeen: hasRoom, isBehind = false}: Surroundings): void => {
	const isSeen = hasRoom && !isBehind;
	const arrived = arrivals.reduce((sum, arrival) => sum + (arrival.type === 'keys' ? arrival.count : 1), 0);
	let taken = 0;
	for (const arrival of arrivals) {
		if (arrival.type === 'paste') {
			apply(isSeen ? onPaste(getState(), arrival.text) : {});
			taken += 1;
			continue;
		}

		for (const chord of arrival.chords) {
			const {mode} = getState().view;
			const possible = isSeen ? chord : unseenChord(mode, chord);
			if (possible !== undefined && (arrived === 1 || countsInBurst(mode, possible))) {
				apply(onChord(getState(), possible));
				taken += 1;
			}
		}
	}

	if (isBehind && taken < arrived) {
		apply(tellBehind(getState(), arrived - taken));
	} else if (arrived > 1) {
		apply(tellIgnored(getState(), arrived, taken));
	}
};
