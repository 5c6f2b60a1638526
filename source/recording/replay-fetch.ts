import type {Clock} from '../domain/clock.ts';
import type {Answers} from '../domain/recording/answers.ts';
import {keyOf} from '../domain/recording/lines.ts';
import {bodyTextOf, type RecordedExchange} from '../domain/recording/recording.ts';

/** Longer than this a question does not wait for its next answer, in ms: the client would give up first. */
const patienceMs = 8000;

const refused = (sentence: string): Response =>
	new Response(JSON.stringify({error: sentence}), {status: 501, headers: {'content-type': 'application/json; charset=utf-8'}});

const untilAborted = (signal: AbortSignal): Promise<never> =>
	new Promise((_resolve, reject) => {
		signal.throwIfAborted();
		signal.addEventListener('abort', () => reject(signal.reason), {once: true});
	});

const bodyless = new Set([204, 205, 304]);

const responseOf = ({outcome}: RecordedExchange, signal: AbortSignal): Response | Promise<never> => {
	switch (outcome.kind) {
		case 'answer': {
			const {status, headers, body} = outcome;
			return new Response(bodyless.has(status) ? null : bodyTextOf(body), {status, headers});
		}

		case 'failure':
			throw new TypeError('fetch failed', {
				cause: Object.assign(new Error(outcome.message), outcome.code === '' ? {} : {code: outcome.code}),
			});
		case 'silence':
			return untilAborted(signal);
	}
};

type ReplayFetchOptions = {readonly answers: Answers; readonly clock: Clock; readonly startedAtMs: number};

/**
A fetch that asks nobody. What was recorded as the next answer to a question comes when it came; where that is long after, what was last
answered comes at once. Whatever would change something is refused, and so is what was never asked.
*/
export const createReplayFetch =
	({answers, clock, startedAtMs}: ReplayFetchOptions): typeof fetch =>
	async (input, init) => {
		const request = input instanceof Request ? input : new Request(input, init);
		const {method, signal} = request;
		if (method !== 'GET') {
			return refused('this is a replay: nothing can be changed');
		}

		const {pathname, search} = new URL(request.url);
		const key = keyOf({method, path: pathname + search});
		const nowMs = clock.now() - startedAtMs;
		const next = answers.take(key, nowMs, nowMs + patienceMs);
		if (next === undefined) {
			const last = answers.newest(key, nowMs);
			return last === undefined ? refused('this is a replay: that was not recorded') : responseOf(last, signal);
		}

		const {promise, resolve} = Promise.withResolvers<void>();
		const cancel = clock.after(next.answeredMs - nowMs, resolve);
		await Promise.race([promise, untilAborted(signal)]).finally(cancel);
		return responseOf(next, signal);
	};
