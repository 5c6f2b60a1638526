import {type Candidate, completionsFor} from '../domain/query/complete.ts';
import {logLanguage} from '../domain/query/log-language.ts';
import type {MachineSubject} from '../domain/query/machine-keys.ts';
import {machineLanguage} from '../domain/query/machine-language.ts';
import {matchesQuery, parseQuery} from '../domain/query/parse.ts';
import {type RowSubject, rowLanguages} from '../domain/query/row-language.ts';
import type {QueryProblem} from '../domain/query/scan.ts';
import type {LogLine} from '../domain/resources/log-line.ts';
import type {ResourceKind, Row} from '../domain/resources/table.ts';
import {aboutNow} from './about-now.ts';
import {type LogsMode, selectLogQuery} from './logs.ts';
import {memoizeLast} from './memoize.ts';
import {filterOf, selectListed, selectRowQuery, selectScreen} from './screens.ts';
import {selectQuery, selectSubjects} from './selectors.ts';
import type {State} from './state.ts';

/** The candidate that is in the filter just now, and the text that it was completed from. */
export type Cycle = {readonly from: string; readonly index: number};

/** A filter that is shown: its text, what of it makes no sense, and, while it is typed, what it may go on as. */
export type ShownFilter = {
	readonly text: string;
	readonly problems: readonly QueryProblem[];
	readonly isTyped: boolean;
	readonly cycle: Cycle | undefined;
	readonly candidates: readonly Candidate[];
};

const machineSubjects = memoizeLast((otherTerms: string, subjects: readonly MachineSubject[]): readonly MachineSubject[] => {
	const query = parseQuery(otherTerms, machineLanguage);
	return query.tests.length === 0 ? subjects : subjects.filter(subject => matchesQuery(query, subject));
});

const machineCandidates = memoizeLast((text: string, subjects: () => readonly MachineSubject[]): readonly Candidate[] =>
	completionsFor(text, machineLanguage, others => machineSubjects(others, subjects())),
);

const rowSubjects = memoizeLast((otherTerms: string, kind: ResourceKind, listed: readonly Row[], nowMs: number): readonly RowSubject[] => {
	const query = parseQuery(otherTerms, rowLanguages[kind]);
	return listed.map(row => ({row, nowMs})).filter(subject => matchesQuery(query, subject));
});

const rowCandidates = memoizeLast((text: string, kind: ResourceKind, listed: readonly Row[], nowMs: number): readonly Candidate[] =>
	completionsFor(text, rowLanguages[kind], others => rowSubjects(others, kind, listed, nowMs)),
);

const fittingLines = memoizeLast((otherTerms: string, lines: readonly LogLine[]): readonly LogLine[] => {
	const query = parseQuery(otherTerms, logLanguage);
	return lines.filter(line => matchesQuery(query, line));
});

const logCandidates = memoizeLast((text: string, lines: readonly LogLine[]): readonly Candidate[] =>
	completionsFor(text, logLanguage, others => fittingLines(others, lines)),
);

const noLines: readonly LogLine[] = [];

/** What the filter that is typed may go on as, from what is listed. */
const candidatesFor = (state: State, text: string): readonly Candidate[] => {
	if (state.view.mode.kind === 'logs') {
		return logCandidates(text, state.log?.lines ?? noLines);
	}

	const screen = selectScreen(state);
	return screen === undefined
		? machineCandidates(text, selectSubjects(state, text))
		: rowCandidates(text, screen.kind, selectListed(state, screen), aboutNow(state));
};

const noCandidates: readonly Candidate[] = [];

/** What is wrong with a filter that is being typed. A term that is not whole yet, and may still become one that makes sense, is not wrong. */
const problemsWhileTyped = (text: string, problems: readonly QueryProblem[], candidates: readonly Candidate[]): readonly QueryProblem[] =>
	candidates.length === 0 ? problems : problems.filter(({end}) => end < text.length);

const typed = (state: State, text: string, problems: readonly QueryProblem[], cycle: Cycle | undefined): ShownFilter => {
	const candidates = candidatesFor(state, cycle?.from ?? text);
	return {text, problems: problemsWhileTyped(text, problems, candidates), isTyped: true, cycle, candidates};
};

const kept = (text: string, problems: readonly QueryProblem[]): ShownFilter => ({
	text,
	problems,
	isTyped: false,
	cycle: undefined,
	candidates: noCandidates,
});

/** The filter of the table that is shown. */
export const selectTableFilter = (state: State): ShownFilter => {
	const {mode} = state.view;
	const screen = selectScreen(state);
	const text = filterOf(state);
	const {problems} = screen === undefined ? selectQuery(state) : selectRowQuery(screen);
	return mode.kind === 'filter' ? typed(state, text, problems, mode.cycle) : kept(text, problems);
};

/** The filter of the log's page. */
export const selectLogFilter = (state: State, mode: LogsMode): ShownFilter => {
	const {entry, filter} = mode;
	const {problems} = selectLogQuery(mode);
	return entry?.kind === 'filter' ? typed(state, filter, problems, entry.cycle) : kept(filter, problems);
};

/** The filter that has the keys, be it of a table or a page. */
export const selectFilter = (state: State): ShownFilter => {
	const {mode} = state.view;
	return mode.kind === 'logs' ? selectLogFilter(state, mode) : selectTableFilter(state);
};
