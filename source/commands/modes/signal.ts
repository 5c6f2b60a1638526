import {signals, stopSignals} from '../../domain/signals.ts';
import type {Order} from '../../domain/verbs.ts';
import type {Mode, SignalVerb, State} from '../../store/state.ts';
import {actOnNamed} from '../act.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {enterMode, leaveMode, note, nothing} from '../outcomes.ts';

type SignalMode = Mode & {readonly kind: 'signal'};

/** The longest that the API lets a process take to end, in s (reference of the Machines API, section 4.4). */
const longestTimeoutSeconds = 300;

/** The signals that a verb takes. */
export const signalsFor = (verb: SignalVerb): readonly string[] => (verb === 'signal' ? signals : stopSignals);

/** Whether a time-out can be given besides. */
export const takesTimeout = ({verb}: SignalMode): boolean => verb !== 'signal';

/** The time-out after a key; undefined when the key does not edit it. */
export const timeoutAfter = (mode: SignalMode, chord: Chord): string | undefined => {
	const timeout = takesTimeout(mode) ? editText(mode.timeout, chord) : undefined;
	return timeout !== undefined && /^\d{0,3}$/.test(timeout) ? timeout : undefined;
};

/** The order that is asked for; or why it is none, as a sentence. */
export const signalOrder = ({verb, picked, timeout}: SignalMode): Order | string => {
	const timeoutSeconds = timeout === '' ? undefined : Number.parseInt(timeout, 10);
	return timeoutSeconds !== undefined && timeoutSeconds > longestTimeoutSeconds
		? `A machine is killed after ${longestTimeoutSeconds} s at the latest: give fewer seconds.`
		: {verb, signal: signalsFor(verb)[picked], timeoutSeconds};
};

const choose = (state: State, mode: SignalMode): Outcome => {
	const order = signalOrder(mode);
	return typeof order === 'string' ? note(state, 'warning', order) : actOnNamed(state, order, mode.targets);
};

/** Which signal: picked with the arrows, chosen with enter; digits set the time-out where there is one. */
export const signalKey = (state: State, mode: SignalMode, chord: Chord): Outcome => {
	const last = signalsFor(mode.verb).length - 1;
	switch (chord.name) {
		case 'esc':
		case 'q':
			return leaveMode;
		case 'j':
		case 'down':
			return enterMode({...mode, picked: Math.min(mode.picked + 1, last)});
		case 'k':
		case 'up':
			return enterMode({...mode, picked: Math.max(mode.picked - 1, 0)});
		case 'enter':
			return choose(state, mode);
		default: {
			const timeout = timeoutAfter(mode, chord);
			return timeout === undefined ? nothing : enterMode({...mode, timeout});
		}
	}
};
