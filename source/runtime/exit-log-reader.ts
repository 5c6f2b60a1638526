import type {Api} from '../api/api.ts';
import {aroundExit, type ExitLog, isPast} from '../domain/details/exit-log.ts';
import type {Machine} from '../domain/machine.ts';
import type {LogLine} from '../domain/resources/log-line.ts';
import {causeInWords} from './failure.ts';
import {createLogReader} from './log-reader.ts';

/** How long before an exit the reading begins, in ms: from nearer where so much was said that it takes too long, from further back where nothing was. */
const spanMs = 60_000;
const nearMs = 2000;
const farMs = 3_600_000;

/** A page is of 100 lines. */
const mostPages = 5;

type Reading = {
	readonly log: ExitLog;
	/** Whether it was read up to the exit. */
	readonly isWhole: boolean;
};

/** What a log has from some time before an exit on, until two lines are from after it; or why it cannot be read. */
const readFrom = async (api: Api, machine: Machine, exitMs: number, beforeMs: number, signal: AbortSignal): Promise<Reading> => {
	const readNext = createLogReader({api, app: machine.app, instance: machine.id, sinceMs: Math.floor(exitMs - beforeMs)});
	let lines: readonly LogLine[] = [];
	for (let page = 0; page < mostPages; page += 1) {
		const read = await readNext(signal);
		if (read.kind === 'failed') {
			return {log: {kind: 'failed', why: causeInWords(read.error)}, isWhole: true};
		}

		lines = [...lines, ...read.lines];
		if (read.lines.length === 0 || isPast(lines, exitMs)) {
			return {log: aroundExit(lines, exitMs), isWhole: true};
		}
	}

	return {log: aroundExit(lines, exitMs), isWhole: false};
};

/** What a machine said around an exit, with few requests. Never rejects. */
export const readExitLog = async (api: Api, machine: Machine, exitMs: number, signal: AbortSignal): Promise<ExitLog> => {
	const {log, isWhole} = await readFrom(api, machine, exitMs, spanMs, signal);
	const isSilent = log.kind === 'read' && log.before.length === 0;
	if (signal.aborted || (isWhole && !isSilent)) {
		return log;
	}

	const again = await readFrom(api, machine, exitMs, isWhole ? farMs : nearMs, signal);
	return again.log;
};
