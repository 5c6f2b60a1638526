import {subjectKey} from '../domain/protection.ts';
import {selectProtection} from '../store/protection.ts';
import type {Ask, Mode, State} from '../store/state.ts';
import {type Changed, changedBy} from './changed-by.ts';
import type {Chord} from './chord.ts';
import type {Effect, Outcome} from './command.ts';
import {enterMode, note} from './outcomes.ts';
import {typedCount} from './typed-count.ts';

/** What a mode asks, and what was typed. */
const questionIn = (mode: Mode): {readonly ask: Ask; readonly typed: string} | undefined => {
	switch (mode.kind) {
		case 'confirm':
		case 'confirm-resource':
			return {ask: mode.confirmation.ask, typed: mode.typed};
		case 'break-lease':
		case 'confirm-protected':
			return mode;
		default:
			return undefined;
	}
};

/** Whether a key is the end of the words that were asked for. It does not rely on the mode that has let it through. */
const endsWords = (mode: Mode, {name}: Chord): boolean => {
	const question = questionIn(mode);
	return name === 'enter' && question?.ask.kind === 'type' && question.typed === question.ask.expected;
};

/** Whether an effect still is about what the question named. */
const isAsNamed = (mode: Mode, changed: readonly Changed[]): boolean => {
	const named = mode.kind === 'confirm-protected' ? new Set(mode.subjects.map(subjectKey)) : undefined;
	return named === undefined || changed.every(({subject}) => named.has(subjectKey(subject)));
};

/**
What a key leads to, unless that would change something protected: then only as the end of words that were typed for it, and the client is told
what they were for. Where no words were asked for yet, they are, and the key is held until then.
*/
export const withProtection = (state: State, chord: Chord, outcome: Outcome): Outcome => {
	const {effects = []} = outcome;
	const changes = effects.flatMap(effect => changedBy(state, outcome, effect) ?? []);
	const changed = changes.flatMap(change => change.changed);
	const subjects = changed.map(({subject}) => subject);
	if (selectProtection(state, subjects) === undefined) {
		return outcome;
	}

	const {mode} = state.view;
	if (endsWords(mode, chord)) {
		const withConsent = (effect: Effect): Effect => ({
			...effect,
			consent: changedBy(state, outcome, effect)?.changed.map(({subject}) => subject) ?? [],
		});
		return isAsNamed(mode, changed)
			? {...outcome, effects: effects.map(withConsent)}
			: note(state, 'warning', 'Something else is meant by now: nothing was done.');
	}

	const {name, text} = chord;
	const ask = typedCount(changes[0]?.act ?? '', changed.length);
	return enterMode({
		kind: 'confirm-protected',
		held: mode,
		key: {name, text},
		subjects,
		names: changed.map(each => each.name),
		ask,
		typed: '',
	});
};
