import type {StoreEvent} from './events.ts';
import type {State} from './state.ts';

/** How a recording is being played; the time is that of the state. */
export type Replay = {
	/** How many times as fast as it happened. */
	readonly speed: number;
	readonly isPaused: boolean;
	/** Whether it runs on to the next trouble, as fast as it can. */
	readonly isSeeking: boolean;
	readonly isEnded: boolean;
};

/** What a person can do with a recording that is played. */
export type Steering = 'pause' | 'step' | 'faster' | 'slower' | 'next-trouble';

/** The speeds that there are, as factors. */
export const replaySpeeds: readonly number[] = [1, 2, 10, 60];

/** Why an order is not sent. */
export const replayRefusal = 'This is a replay: nothing can be changed.';

export const reduceReplay = ({replay}: State, event: StoreEvent): Replay | undefined =>
	event.type === 'replay-changed' ? event.replay : replay;

/** How a replay goes, in one word: `10x`, `paused`, `seeking` or `end`. */
export const replayInWords = ({speed, isPaused, isSeeking, isEnded}: Replay): string => {
	if (isEnded) {
		return 'end';
	}

	if (isSeeking) {
		return 'seeking';
	}

	return isPaused ? 'paused' : `${speed}x`;
};
