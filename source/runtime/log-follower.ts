import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {Log} from '../store/logs.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {causeInWords} from './failure.ts';
import {createLoop, type Loop} from './loop.ts';

/** How long to wait after a page with lines, which may have more behind it, and after an empty one, in ms. */
const soonMs = 100;
const laterMs = 1000;

const shortestBackoffMs = 1000;
const longestBackoffMs = 30_000;

const minuteMs = 60_000;

/** The log that has to be followed: the one on the page, for as long as the page is there. */
const followedLog = ({view, log}: State): Log | undefined => (view.mode.kind === 'logs' ? log : undefined);

/** A token is the moment of the last line that was read, in nanoseconds (reference of the Machines API, section 7). */
const firstToken = ({openedAtMs, spanMinutes}: Log): string | undefined =>
	spanMinutes === undefined ? undefined : `${openedAtMs - spanMinutes * minuteMs}000000`;

/**
Follows the log whose page is open: asks for what came after the last line, soon after lines, later after none, and ever more slowly while
it cannot be read. It begins and ends with the page.
*/
export const createLogFollower = ({
	api,
	store,
	clock,
}: {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
}): {readonly start: () => void; readonly stop: () => void} => {
	let current: {readonly logId: number; readonly loop: Loop} | undefined;

	const follow = (log: Log): Loop => {
		const {app, target} = log.source;
		let nextToken = firstToken(log);
		let failures = 0;
		return createLoop(clock, async signal => {
			try {
				const page = await api.getLogs(app, {nextToken, instance: target?.id}, {signal});
				nextToken = page.nextToken;
				failures = 0;
				store.dispatch({type: 'log-received', logId: log.id, lines: page.lines});
				return page.lines.length > 0 ? soonMs : laterMs;
			} catch (error) {
				if (signal.aborted) {
					return undefined;
				}

				const retryAfterMs = (isApiError(error) ? error.retryAfterMs : undefined) ?? 0;
				const delayMs = Math.max(retryAfterMs, Math.min(longestBackoffMs, shortestBackoffMs * 2 ** failures));
				failures += 1;
				store.dispatch({type: 'log-failed', logId: log.id, failure: {text: causeInWords(error), retryAtMs: clock.now() + delayMs}});
				return delayMs;
			}
		});
	};

	const onChange = (): void => {
		const log = followedLog(store.getState());
		if (log?.id === current?.logId) {
			return;
		}

		current?.loop.stop();
		current = log === undefined ? undefined : {logId: log.id, loop: follow(log)};
		current?.loop.nudge();
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(onChange);
		},
		stop() {
			unsubscribe?.();
			current?.loop.stop();
		},
	};
};
