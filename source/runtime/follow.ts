import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Target} from '../store/state.ts';

const longestWaitSeconds = 60;

/** How a wait ended: the state came, the machine is gone, the time is over, or nobody wants to know any more. */
export type Followed = 'reached' | 'gone' | 'timed-out' | 'cancelled';

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
Waits until a machine is in a state, in calls of at most 60 s as the API demands. Failed calls are tried again until the deadline: a wait
only reads.
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
	},
	signal: AbortSignal,
): Promise<Followed> => {
	while (!signal.aborted) {
		const leftMs = wish.deadlineMs - clock.now();
		if (leftMs <= 0) {
			return 'timed-out';
		}

		const timeoutSeconds = Math.min(longestWaitSeconds, Math.max(1, Math.ceil(leftMs / 1000)));
		try {
			const {state, instanceId, fromEventId} = wish;
			await api.waitForMachine(target.app, target.id, {state, timeoutSeconds, instanceId, fromEventId}, {signal});
			return 'reached';
		} catch (error) {
			if (isApiError(error) && error.kind === 'not-found') {
				return 'gone';
			}

			if (!isApiError(error) || error.kind !== 'deadline') {
				const delayMs = (isApiError(error) ? error.retryAfterMs : undefined) ?? retryDelayMs;
				await pause(clock, Math.min(delayMs, Math.max(0, wish.deadlineMs - clock.now())), signal);
			}
		}
	}

	return 'cancelled';
};
