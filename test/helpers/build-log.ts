import type {LogLine} from '../../source/domain/resources/log-line.ts';
import {keptLines, type Log} from '../../source/store/logs.ts';
import {presentMs} from './build-machine.ts';
import {buildTarget} from './build-state.ts';

export const buildLogLine = (given: Partial<LogLine> = {}): LogLine => ({
	id: '1',
	timestampMs: presentMs,
	message: 'listening on port 8080',
	level: 'info',
	instance: '148e123456abcd',
	region: 'fra',
	provider: 'app',
	...given,
});

/** So many lines, each with its number in it. */
export const someLines = (count: number, from = 0): readonly LogLine[] =>
	Array.from({length: Math.min(count, keptLines + 1)}, (_, index) => buildLogLine({message: `line ${from + index}`}));

/** The log of the machine of `buildTarget`, read once. */
export const buildLog = (given: Partial<Log> = {}): Log => ({
	id: 1,
	source: {app: 'web', target: buildTarget()},
	openedAtMs: presentMs,
	spanMinutes: undefined,
	lines: [],
	dropped: 0,
	isRead: true,
	failure: undefined,
	...given,
});
