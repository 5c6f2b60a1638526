import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {pause} from './follow.ts';

const tries = 4;
const usualDelayMs = 1000;
const longestDelayMs = 30_000;

/**
Makes a call of the person's own again while the API answers that there were too many: such a call was not carried out, so that nothing happens
twice. It waits as long as the API asks for, else a second more each time.

@throws what the last try threw
*/
export const againWhenLimited = async <Answer>(clock: Clock, signal: AbortSignal, call: () => Promise<Answer>): Promise<Answer> => {
	for (let tried = 1; ; tried++) {
		try {
			return await call();
		} catch (error) {
			if (!isApiError(error) || error.kind !== 'rate-limited' || tried === tries || signal.aborted) {
				throw error;
			}

			await pause(clock, Math.min(error.retryAfterMs ?? usualDelayMs * tried, longestDelayMs), signal);
		}
	}
};
