import type {Ask} from '../../store/state.ts';
import {type Chord, editText} from '../chord.ts';

/** What a key says to a question. */
export type Answer =
	| {readonly kind: 'go'}
	/** `why` only where the person meant to go on. */
	| {readonly kind: 'no'; readonly why: string | undefined}
	| {readonly kind: 'typed'; readonly typed: string}
	| {readonly kind: 'ignored'};

/** The answer to a question, where `typed` is what stands in its text field already. The default is No. */
export const answerTo = (ask: Ask, typed: string, chord: Chord): Answer => {
	if (ask.kind === 'yes') {
		return chord.name === 'y' || chord.name === 'Y' ? {kind: 'go'} : {kind: 'no', why: undefined};
	}

	if (chord.name === 'enter') {
		return typed === ask.expected ? {kind: 'go'} : {kind: 'no', why: `what was typed is not ${ask.hint}`};
	}

	const edited = editText(typed, chord);
	return edited === undefined ? {kind: 'ignored'} : {kind: 'typed', typed: edited};
};
