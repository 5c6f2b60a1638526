import {zooms} from '../../domain/history/timeline-window.ts';
import type {State} from '../../store/state.ts';
import {countBars, countTimeline, nearPresent, selectTimelineTop, selectTimelineWindow, type TimelineMode} from '../../store/timeline.ts';
import type {Chord} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {stepOf} from '../move.ts';
import {enterMode, leaveMode, nothing} from '../outcomes.ts';

/** Opens the page with the bars, up to now. */
export const openTimeline = (): Outcome => enterMode(nearPresent);

/** The journal keeps nothing older, in ms. */
const keptMs = 30 * 86_400_000;

/** Of the time that is shown, so much goes by with one key. */
const stepShare = 0.25;

type Move = (state: State, mode: TimelineMode) => Outcome;

const zoomBy =
	(by: number): Move =>
	(_state, mode) =>
		enterMode({...mode, zoom: Math.max(0, Math.min(mode.zoom + by, zooms.length - 1))});

/** Earlier or later by a part of what is shown; whoever gets to the present stays with it. */
const travel =
	(direction: number): Move =>
	(state, mode) => {
		const {fromMs, toMs} = selectTimelineWindow(state, mode);
		const endMs = Math.max(state.nowMs - keptMs, (mode.endMs ?? state.nowMs) + direction * (toMs - fromMs) * stepShare);
		return enterMode({...mode, endMs: endMs >= state.nowMs ? undefined : endMs});
	};

const toNow: Move = (_state, mode) => enterMode({...mode, endMs: undefined});
const close: Move = () => leaveMode;

const travels: Readonly<Record<string, Move>> = {left: travel(-1), h: travel(-1), right: travel(1), l: travel(1)};

const pageKeys: Readonly<Record<string, Move>> = {
	...travels,
	'+': zoomBy(-1),
	z: zoomBy(-1),
	'-': zoomBy(1),
	Z: zoomBy(1),
	'0': toNow,
	end: toNow,
	q: close,
	esc: close,
	v: close,
};

/** Whether a key moves in time or over the machines, and changes nothing else. */
export const movesTimeline = ({name}: Chord): boolean => name === 'left' || name === 'right' || stepOf(name, 1) !== undefined;

/** The timeline: it moves over the machines as a page does, and in time, closer and further away. */
export const timelineKey = (state: State, mode: TimelineMode, {name}: Chord): Outcome => {
	const move = pageKeys[name];
	if (move !== undefined) {
		return move(state, mode);
	}

	const step = stepOf(name === 'space' ? 'pagedown' : name, Math.max(1, countBars(state) - 1));
	const last = Math.max(0, countTimeline(state) - countBars(state));
	return step === undefined ? nothing : enterMode({...mode, top: Math.max(0, Math.min(selectTimelineTop(state, mode) + step, last))});
};
