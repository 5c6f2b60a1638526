import type {StoreEvent} from './events.ts';
import {keptLines, type Log} from './logs.ts';
import type {State} from './state.ts';

/** The log that is followed; what is told of one that was open before is too late. */
export const reduceLogs = ({log}: State, event: StoreEvent): Log | undefined => {
	switch (event.type) {
		case 'log-opened':
			return event.log;
		case 'log-received': {
			if (log?.id !== event.logId || (event.lines.length === 0 && log.isRead && log.failure === undefined)) {
				return log;
			}

			const lines = [...log.lines, ...event.lines];
			const excess = Math.max(0, lines.length - keptLines);
			return {...log, lines: lines.slice(excess), dropped: log.dropped + excess, isRead: true, failure: undefined};
		}

		case 'log-failed':
			return log?.id === event.logId ? {...log, failure: event.failure} : log;
		default:
			return log;
	}
};
