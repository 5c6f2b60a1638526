import {durationMs} from '../../domain/config/duration.ts';
import {verbs} from '../../domain/verbs.ts';
import type {ConfirmMode} from '../../store/confirming.ts';
import type {State} from '../../store/state.ts';
import {send} from '../act.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {both, enterMode, leaveMode, note, nothing} from '../outcomes.ts';
import {answerTo} from './answer.ts';

/** Whether it can be said for how long the act is meant. */
export const takesLasts = ({confirmation}: ConfirmMode): boolean => confirmation.order.verb === 'cordon';

/** The time after a key; undefined when the key does not edit it. */
export const lastsAfter = ({lasts}: ConfirmMode, chord: Chord): string | undefined => {
	const edited = editText(lasts, chord);
	return edited !== undefined && /^[\dhms]{0,9}$/.test(edited) ? edited : undefined;
};

const longestLastsMs = 7 * 24 * 3_600_000;

/** For how long an act is meant, in ms: nothing where no time is given, `bad` where none is to be made out. */
const lastsMsOf = ({lasts}: ConfirmMode): number | undefined | 'bad' => {
	const ms = durationMs(lasts) ?? 0;
	return lasts === '' ? undefined : ms >= 1000 && ms <= longestLastsMs ? ms : 'bad';
};

const badLasts = (state: State, mode: ConfirmMode): Outcome =>
	both(
		enterMode({...mode, isLastsOpen: true}),
		note(state, 'warning', `"${mode.lasts}" is no time: write it as in 15m or 1h30m, or nothing.`),
	);

const go = (state: State, mode: ConfirmMode): Outcome => {
	const {
		confirmation: {order, targets},
		parallel,
	} = mode;
	const lastsMs = lastsMsOf(mode);
	return lastsMs === 'bad'
		? badLasts(state, mode)
		: both(leaveMode, send(state, lastsMs === undefined ? order : {...order, lastsMs}, targets, parallel));
};

/** A key while the time is typed. */
const lastsKey = (state: State, mode: ConfirmMode, chord: Chord): Outcome => {
	if (chord.name === 'tab' || chord.name === 'enter') {
		return lastsMsOf(mode) === 'bad' ? badLasts(state, mode) : enterMode({...mode, isLastsOpen: false});
	}

	const lasts = lastsAfter(mode, chord);
	return lasts === undefined ? nothing : enterMode({...mode, lasts});
};

const dontGo = (state: State, {confirmation: {order, targets}}: ConfirmMode, why?: string): Outcome => {
	const [first] = targets;
	const what = targets.length === 1 && first !== undefined ? `${first.name || first.id} was` : `${targets.length} machines were`;
	return both(leaveMode, note(state, 'info', `Not ${verbs[order.verb].done}: ${why ?? `${what} left alone`}.`));
};

const answered = (state: State, mode: ConfirmMode, chord: Chord): Outcome => {
	const answer = answerTo(mode.confirmation.ask, mode.typed, chord);
	switch (answer.kind) {
		case 'go':
			return go(state, mode);
		case 'no':
			return dontGo(state, mode, answer.why);
		case 'typed':
			return enterMode({...mode, typed: answer.typed});
		case 'ignored':
			return nothing;
	}
};

const page = 5;

type Pace = (parallel: number, count: number) => number;

const more: Pace = (parallel, count) => Math.min(parallel + 1, count);
const fewer: Pace = parallel => Math.max(1, parallel - 1);
const aThird: Pace = (_parallel, count) => Math.ceil(count / 3);

/** How many machines are worked on at once, after a key. */
const paces: Readonly<Record<string, Pace>> = {'+': more, '-': fewer, '=': aThird};

/** How far the list of machines goes on, for a key that moves and types nothing. */
const scrollBy = ({name, text}: Chord): number | undefined => (text === undefined ? stepOf(name, page) : undefined);

/** A question before an act. The default is No: only what is asked for lets it through, to the machines that the dialog named. */
export const confirmKey = (state: State, mode: ConfirmMode, chord: Chord): Outcome => {
	const {targets} = mode.confirmation;
	const pace = paces[chord.name];
	const scroll = scrollBy(chord);
	if (chord.name === 'esc') {
		return dontGo(state, mode);
	}

	if (scroll !== undefined && targets.length > 1) {
		return enterMode({...mode, scroll: Math.max(0, Math.min(mode.scroll + scroll, targets.length - 1))});
	}

	if (!mode.isHiddenAccepted) {
		return chord.name === 'tab' ? enterMode({...mode, isHiddenAccepted: true}) : nothing;
	}

	if (mode.isLastsOpen) {
		return lastsKey(state, mode, chord);
	}

	if (chord.name === 'tab' && takesLasts(mode)) {
		return enterMode({...mode, isLastsOpen: true});
	}

	if (pace !== undefined && targets.length > 1) {
		return enterMode({...mode, parallel: pace(mode.parallel, targets.length)});
	}

	return answered(state, mode, chord);
};
