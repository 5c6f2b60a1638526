import {logLineInFile} from '../../domain/logs/log-rows.ts';
import {matchesQuery} from '../../domain/query/parse.ts';
import {selectLogFilter} from '../../store/filters.ts';
import {
	countLogRows,
	type Log,
	type LogEntry,
	type LogSource,
	type LogsMode,
	logSpans,
	selectLogQuery,
	selectLogRows,
	selectLogTop,
} from '../../store/logs.ts';
import {selectTargets} from '../../store/marks.ts';
import type {State} from '../../store/state.ts';
import {selectViewSettings} from '../../store/views.ts';
import {type Chord, editText} from '../chord.ts';
import type {Outcome} from '../command.ts';
import {filterAfter} from '../filter-field.ts';
import {stepOf} from '../move.ts';
import {both, enterMode, leaveMode, note, nothing, targetOf} from '../outcomes.ts';

/** Whose log is meant: the one machine's, or that of its app; a sentence where it is of several apps, or of none. */
export const logSourceFor = (state: State, isWholeApp: boolean): LogSource | string => {
	const targets = selectTargets(state);
	const [first] = targets;
	const apps = new Set(first === undefined ? state.feeds.keys() : targets.map(({app}) => app));
	const [app] = apps;
	if (app === undefined || apps.size > 1) {
		return app === undefined ? 'There is no machine under the cursor.' : 'A log is of one app: mark machines of one, or none.';
	}

	return {app, target: first === undefined || targets.length > 1 || isWholeApp ? undefined : targetOf(first)};
};

const openLog = (state: State, source: LogSource, spanMinutes: Log['spanMinutes']): Outcome => ({
	events: [
		{
			type: 'log-opened',
			log: {
				id: (state.log?.id ?? 0) + 1,
				source,
				openedAtMs: state.nowMs,
				spanMinutes,
				lines: [],
				dropped: 0,
				isRead: false,
				failure: undefined,
			},
		},
	],
});

/** Opens the page that follows a log, at its newest lines. */
export const openLogs = (state: State, isWholeApp: boolean): Outcome => {
	const source = logSourceFor(state, isWholeApp);
	return typeof source === 'string'
		? note(state, 'warning', source)
		: both(
				openLog(state, source, undefined),
				enterMode({kind: 'logs', at: undefined, filter: state.view.views.get('logs')?.filter ?? '', isWrapped: false, entry: undefined}),
			);
};

const moveBy = (state: State, mode: LogsMode, step: number): Outcome => {
	const rows = selectLogRows(state, mode);
	const last = rows.length - countLogRows(state);
	if (step >= rows.length || (mode.at === undefined && step > 0)) {
		return enterMode({...mode, at: undefined});
	}

	const row = rows[Math.max(0, Math.min(selectLogTop(state, mode) + step, last))];
	return row === undefined ? nothing : enterMode({...mode, at: {number: row.number, part: row.part}});
};

/** Asks for the log again, from another moment on: what was read before is let go. */
const nextSpan = (state: State, mode: LogsMode): Outcome => {
	if (state.log === undefined) {
		return nothing;
	}

	const {source, spanMinutes} = state.log;
	const next = logSpans[(logSpans.indexOf(spanMinutes) + 1) % logSpans.length];
	return both(openLog(state, source, next), enterMode({...mode, at: undefined}));
};

/** A name for a file that nothing else has: `web-1-20261124T084618Z.log`. */
const fileNameFor = ({source: {app, target}}: Log, nowMs: number): string => {
	const moment = new Date(nowMs).toISOString().replace(/[:-]|\.\d+/g, '');
	const name = (target?.name || target?.id || app).replace(/[^\w.-]+/g, '-').replace(/^[.-]+/, '');
	return `${name}-${moment}.log`;
};

const startSaving = (state: State, mode: LogsMode): Outcome =>
	state.log === undefined ? nothing : enterMode({...mode, entry: {kind: 'save', path: fileNameFor(state.log, state.nowMs)}});

const save = (state: State, mode: LogsMode, path: string): Outcome => {
	const lines = state.log?.lines.filter(line => matchesQuery(selectLogQuery(mode), line)) ?? [];
	const done = enterMode({...mode, entry: undefined});
	if (path.trim() === '' || lines.length === 0) {
		return both(done, note(state, 'warning', 'Nothing was saved: there are no lines, or no name.'));
	}

	const text = lines.map(line => `${logLineInFile(line)}\n`).join('');
	const what = `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`;
	return both(done, {effects: [{type: 'save-file', path: path.trim(), text, what}]});
};

/** The page after a text was typed or pasted into its open field; undefined when there is none, or the key does not edit it. */
export const logEntryAfter = (state: State, mode: LogsMode, chord: Chord): LogsMode | undefined => {
	const {entry} = mode;
	if (entry?.kind === 'filter') {
		const step = filterAfter(selectLogFilter(state, mode), chord);
		return step === undefined ? undefined : {...mode, filter: step.text, entry: {...entry, cycle: step.cycle}};
	}

	const path = entry === undefined ? undefined : editText(entry.path, chord);
	return entry === undefined || path === undefined ? undefined : {...mode, entry: {...entry, path}};
};

const entryKey = (state: State, mode: LogsMode, entry: LogEntry, chord: Chord): Outcome => {
	const closed = {...mode, entry: undefined};
	switch (chord.name) {
		case 'enter':
			return entry.kind === 'filter' ? enterMode(closed) : save(state, mode, entry.path);
		case 'esc':
			return enterMode(entry.kind === 'filter' ? {...closed, filter: entry.before} : closed);
		default: {
			const after = logEntryAfter(state, mode, chord);
			return after === undefined ? nothing : enterMode(after);
		}
	}
};

const pageKeys: Readonly<Record<string, (state: State, mode: LogsMode) => Outcome>> = {
	q: () => leaveMode,
	esc: (_state, mode) => (mode.filter === '' ? leaveMode : enterMode({...mode, filter: ''})),
	'/': (_state, mode) => enterMode({...mode, entry: {kind: 'filter', before: mode.filter}}),
	w: (_state, mode) => enterMode({...mode, isWrapped: !mode.isWrapped}),
	t: nextSpan,
	'ctrl-s': startSaving,
	F: state => ({effects: [{type: 'save-view', ...selectViewSettings(state)}]}),
};

/** The log's page: it scrolls, which stops it from following until `G`; letters change what it shows. */
export const logsKey = (state: State, mode: LogsMode, chord: Chord): Outcome => {
	if (mode.entry !== undefined) {
		return entryKey(state, mode, mode.entry, chord);
	}

	const step = stepOf(chord.name === 'space' ? 'pagedown' : chord.name, Math.max(1, countLogRows(state) - 1));
	return step === undefined ? (pageKeys[chord.name]?.(state, mode) ?? nothing) : moveBy(state, mode, step);
};
