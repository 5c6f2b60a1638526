import type {Line} from '../../domain/details/line.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import {type LogRow, logColumns, logColumnsWidth} from '../../domain/logs/log-rows.ts';
import {inWidth} from '../../domain/text.ts';
import {formatCountdown, formatEventTime} from '../../domain/time.ts';
import {wrapText} from '../../domain/wrap.ts';
import {selectLogFilter} from '../../store/filters.ts';
import {type Log, type LogsMode, selectLogRows} from '../../store/logs.ts';
import type {State} from '../../store/state.ts';
import {besideFilter, filterInput} from '../chrome/filter-line.ts';
import {textField} from '../dialogs/text-field.ts';

/** Levels as they are written by loggers and by the platform; another has no tone. */
const tones: Readonly<Record<string, Tone>> = {
	error: 'bad',
	err: 'bad',
	fatal: 'bad',
	crit: 'bad',
	critical: 'bad',
	warn: 'busy',
	warning: 'busy',
};

/** A row of a log: the columns before the message where a line begins, the message alone where it goes on. */
export const logLine = ({line, part, text}: LogRow, showsInstance: boolean, nowMs: number): Line => {
	if (part > 0) {
		return [{text: ' '.repeat(logColumnsWidth(showsInstance))}, {text}];
	}

	const {timestampMs, level, region, instance} = line;
	const time = timestampMs === undefined ? '?' : formatEventTime(timestampMs, nowMs);
	return [
		{text: `${inWidth(time, logColumns.time)} `, isFaint: true},
		{text: `${inWidth(level, logColumns.level)} `, tone: tones[level.toLowerCase()]},
		{text: `${inWidth(region, logColumns.region)} `, isFaint: true},
		...(showsInstance ? [{text: `${inWidth(instance, logColumns.instance)} `, isFaint: true}] : []),
		{text},
	];
};

const plural = (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`;

/** What the page shows, and whose: `log of web-1  148e… following`. */
export const logTitle = ({source: {app, target}}: Log, {at}: LogsMode): string => {
	const who = target === undefined ? `app ${app}, all machines` : `${target.name}  ${target.id}`.trim();
	return `log of ${who}  ${at === undefined ? 'following' : 'not following: G'}`;
};

/** What stands where no row is: that nothing was read yet, that there is nothing, or why. */
export const emptyLog = ({isRead, lines, failure}: Log, width: number): readonly Line[] => {
	if (failure !== undefined) {
		return wrapText(`The log cannot be read: ${failure.text}`, width).map(text => [{text, tone: 'bad'}]);
	}

	const empty = lines.length === 0 ? 'No lines yet.' : 'No line has that text in it.';
	return [[{text: isRead ? empty : 'reading', isFaint: true}]];
};

const spanInWords = (minutes: number | undefined): string =>
	minutes === undefined ? 'from the newest 100 on' : `from ${minutes} min before on`;

/** The line below the rows: the text that is being typed, else what is wrong, else what is shown. */
export const logFoot = (state: State, log: Log, mode: LogsMode, width: number): Line => {
	const {filter, entry, isWrapped} = mode;
	const shownFilter = selectLogFilter(state, mode);
	switch (entry?.kind) {
		case 'filter':
			return [...filterInput(shownFilter, width), ...besideFilter(shownFilter)];
		case 'save':
			return textField({text: 'save to: ', isStrong: true}, entry.path, width);
		case undefined:
			break;
	}

	if (log.failure !== undefined) {
		const again = `again in ${formatCountdown(log.failure.retryAtMs - state.nowMs)}`;
		return [{text: `NOT READ, ${again}: ${log.failure.text}`, tone: 'bad'}];
	}

	const shown = new Set(selectLogRows(state, mode).map(({number}) => number)).size;
	return [
		...(filter === '' ? [] : [...filterInput(shownFilter, width), ...besideFilter(shownFilter), {text: `  ${shown} of `}]),
		{text: plural(log.lines.length)},
		{text: `${log.dropped === 0 ? '' : `, ${log.dropped} older let go`}  ${spanInWords(log.spanMinutes)}`, isFaint: true},
		{text: isWrapped ? '  wrapped' : '', isFaint: true},
	];
};
