import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {StoreEvent} from '../store/events.ts';
import type {Failure} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {failureOf} from './failure.ts';
import {createLoop, type Loop} from './loop.ts';

export type ReadLoop = Loop & {
	/** Ends the wait after a failed read: another read has shown that the API answers again. */
	readonly retry: () => void;
	/** Ends the wait after a read that went well: there is something new to read. */
	readonly hurry: () => void;
};

export type ReadLoopOptions = {
	readonly store: Store;
	readonly clock: Clock;
	/** Reads once and answers how long to wait before the next time, in ms. */
	readonly read: (signal: AbortSignal) => Promise<number>;
	/** What a failed read is told as; left out where nobody needs to know. */
	readonly failed?: (failure: Failure) => StoreEvent;
	/** How long to wait after so many failures in a row, in ms. */
	readonly delayMsAfter: (failures: number, retryAfterMs: number | undefined) => number;
	/** Called when a read went well after one that failed. */
	readonly onRecovery: () => void;
};

/** A loop that reads; a failed read is dispatched as a failure and tried again later, however often. */
export const createReadLoop = ({store, clock, read, failed, delayMsAfter, onRecovery}: ReadLoopOptions): ReadLoop => {
	let failures = 0;
	let isAsked = false;
	/** The span in which the API wants no reads. */
	let quiet = {fromMs: 0, untilMs: 0};
	const isPaused = (): boolean => store.getState().view.isPaused;
	const loop = createLoop(clock, async (signal, isNudged) => {
		isAsked ||= isNudged;
		if (!isAsked && isPaused()) {
			return undefined;
		}

		const startedAtMs = clock.now();
		// A clock that was set back must not make the span longer.
		if (startedAtMs >= quiet.fromMs && startedAtMs < quiet.untilMs) {
			return quiet.untilMs - startedAtMs;
		}

		isAsked = false;
		try {
			const delayMs = await read(signal);
			const isRecovery = failures > 0;
			failures = 0;
			if (isRecovery) {
				onRecovery();
			}

			return isPaused() ? undefined : delayMs;
		} catch (error) {
			if (signal.aborted) {
				return undefined;
			}

			failures += 1;
			const retryAfterMs = isApiError(error) ? error.retryAfterMs : undefined;
			const delayMs = delayMsAfter(failures, retryAfterMs);
			const nowMs = clock.now();
			quiet = {fromMs: nowMs, untilMs: nowMs + (retryAfterMs ?? 0)};
			if (failed !== undefined) {
				store.dispatch(failed(failureOf(error, nowMs, nowMs + delayMs)));
			}

			return isPaused() ? undefined : delayMs;
		}
	});

	const nudgeIf = (isMeant: boolean): void => {
		if (isMeant && !isPaused()) {
			loop.nudge();
		}
	};

	return {
		...loop,
		retry: () => nudgeIf(failures > 0),
		hurry: () => nudgeIf(failures === 0),
	};
};
