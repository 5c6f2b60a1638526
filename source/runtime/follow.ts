import type {Api} from '../api/api.ts';
import {type ApiError, isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Target} from '../store/state.ts';

/** The API would let it wait for 60 s, but one that hangs in a dead network is only given up when it is over. */
const longestWaitSeconds = 15;

/** How long a wait asks for while the API cannot be reached: a connection that hangs is to be given up soon. */
const probeSeconds = 5;

/** How long the API may be out of reach, in ms, until the end of an act is given up as unknown. */
export const lostAfterMs = 30_000;

/**
How a wait ended: the state came, the machine is gone, the time is over, the API cannot be reached, so that nothing is known, or nobody wants
to know any more.
*/
export type Followed = 'reached' | 'gone' | 'timed-out' | 'unreachable' | 'cancelled';

/** Whether a call failed without an answer. */
export const isUnanswered = (error: unknown): error is ApiError =>
	isApiError(error) && (error.kind === 'unreachable' || error.kind === 'timeout');

/** A pause that ends early when the signal is aborted. */
export const pause = (clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> =>
	new Promise(resolve => {
		if (signal.aborted) {
			resolve();
			return;
		}

		const finish = (): void => {
			cancel();
			signal.removeEventListener('abort', finish);
			resolve();
		};
		const cancel = clock.after(delayMs, finish);
		signal.addEventListener('abort', finish);
	});

const retryDelayMs = 2000;

/**
Waits until a machine is in a state, in short calls one after the other. Failed calls are tried again until the deadline, or until the
API has been out of reach for too long: a wait only reads.
*/
export const followState = async (
	{api, clock}: {readonly api: Api; readonly clock: Clock},
	target: Pick<Target, 'app' | 'id'>,
	wish: {
		readonly state: string;
		readonly instanceId?: string | undefined;
		/** Only a state that came after this event counts. */
		readonly fromEventId?: string | undefined;
		readonly deadlineMs: number;
		/** How long the API may be out of reach, in ms; undefined: until the deadline. */
		readonly lostAfterMs?: number;
	},
	signal: AbortSignal,
): Promise<Followed> => {
	const {lostAfterMs: patienceMs = Number.POSITIVE_INFINITY} = wish;
	let lostAtMs: number | undefined;
	while (!signal.aborted) {
		const nowMs = clock.now();
		const leftMs = wish.deadlineMs - nowMs;
		if (lostAtMs !== undefined && (leftMs <= 0 || nowMs - lostAtMs >= patienceMs)) {
			return 'unreachable';
		}

		if (leftMs <= 0) {
			return 'timed-out';
		}

		const longestSeconds = lostAtMs === undefined ? longestWaitSeconds : probeSeconds;
		const timeoutSeconds = Math.min(longestSeconds, Math.max(1, Math.ceil(leftMs / 1000)));
		try {
			const {state, instanceId, fromEventId} = wish;
			await api.waitForMachine(target.app, target.id, {state, timeoutSeconds, instanceId, fromEventId}, {signal});
			return 'reached';
		} catch (error) {
			if (isApiError(error) && error.kind === 'not-found') {
				return 'gone';
			}

			lostAtMs = isUnanswered(error) ? (lostAtMs ?? (error.kind === 'timeout' ? nowMs : clock.now())) : undefined;
			if (!isApiError(error) || error.kind !== 'deadline') {
				const delayMs = (isApiError(error) ? error.retryAfterMs : undefined) ?? retryDelayMs;
				await pause(clock, Math.min(delayMs, Math.max(0, wish.deadlineMs - clock.now())), signal);
			}
		}
	}

	return 'cancelled';
};
