import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Log} from '../store/logs.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {causeInWords} from './failure.ts';
import {createLogReader} from './log-reader.ts';
import {createLoop, type Loop} from './loop.ts';

const minuteMs = 60_000;

/** The log that has to be followed: the one on the page, for as long as the page is there. */
const followedLog = ({view, log}: State): Log | undefined => (view.mode.kind === 'logs' ? log : undefined);

const sinceMsOf = ({openedAtMs, spanMinutes}: Log): number | undefined =>
	spanMinutes === undefined ? undefined : openedAtMs - spanMinutes * minuteMs;

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
		const readNext = createLogReader({api, app, instance: target?.id, sinceMs: sinceMsOf(log)});
		return createLoop(clock, async signal => {
			const read = await readNext(signal);
			if (signal.aborted) {
				return undefined;
			}

			const {readAgainMs} = read;
			if (read.kind === 'page') {
				store.dispatch({type: 'log-received', logId: log.id, lines: read.lines});
			} else {
				const failure = {text: causeInWords(read.error), retryAtMs: clock.now() + readAgainMs};
				store.dispatch({type: 'log-failed', logId: log.id, failure});
			}

			return readAgainMs;
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
