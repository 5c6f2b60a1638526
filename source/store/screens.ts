import type {Line} from '../domain/details/line.ts';
import {wrapLine} from '../domain/details/wrap-line.ts';
import {matchesQuery, parseQuery, type Query} from '../domain/query/parse.ts';
import {type RowSubject, rowLanguages} from '../domain/query/row-language.ts';
import {arrangeRows, firstSort, type ResourceSort} from '../domain/resources/arrange.ts';
import type {ResourceKind, Row} from '../domain/resources/table.ts';
import {detailsOfRow} from '../domain/resources/tables.ts';
import {aboutNow} from './about-now.ts';
import {memoizeLast} from './memoize.ts';
import {type ResourceFeeds, type ResourceSource, sourceKey} from './resources.ts';
import type {State} from './state.ts';
import type {View} from './view.ts';

/** A table of things that are no machines, over the machines' table. Each keeps its own cursor, marks, filter and order. */
export type ResourceScreen = {
	readonly kind: ResourceKind;
	/** Whose things are listed; the apps themselves are nobody's. */
	readonly apps: readonly string[];
	/** For snapshots: the volume that they are of. */
	readonly volumeId: string | undefined;
	readonly cursorKey: string | undefined;
	/** What is marked, by key, in the order of marking. */
	readonly marks: ReadonlySet<string>;
	/** The index of the first visible row. */
	readonly top: number;
	readonly filter: string;
	readonly sort: ResourceSort;
	readonly focus: 'table' | 'details';
	readonly paneScroll: number;
};

/** A screen as it opens. */
export const newScreen = (kind: ResourceKind, apps: readonly string[], volumeId?: string): ResourceScreen => ({
	kind,
	apps,
	volumeId,
	cursorKey: undefined,
	marks: new Set(),
	top: 0,
	filter: '',
	sort: firstSort(kind),
	focus: 'table',
	paneScroll: 0,
});

/** The screen that is shown; undefined for the machines. */
export const selectScreen = ({view}: State): ResourceScreen | undefined => view.screens.at(-1);

/** The view with the shown screen changed. */
export const withScreen = (view: View, change: Partial<ResourceScreen>): View => {
	const screen = view.screens.at(-1);
	return screen === undefined ? view : {...view, screens: [...view.screens.slice(0, -1), {...screen, ...change}]};
};

/** Every list that a screen is made of. */
export const sourcesOf = ({kind, apps, volumeId}: Pick<ResourceScreen, 'kind' | 'apps' | 'volumeId'>): readonly ResourceSource[] =>
	kind === 'apps' ? [{kind, app: '', volumeId: undefined}] : apps.map(app => ({kind, app, volumeId}));

const listedOf = memoizeLast((feeds: ResourceFeeds, kind: ResourceKind, apps: readonly string[], volumeId: string | undefined) =>
	sourcesOf({kind, apps, volumeId}).flatMap(source => feeds.get(sourceKey(source))?.rows ?? []),
);

/** Everything that the shown screen could list, whatever the filter says. */
export const selectListed = ({resources}: State, {kind, apps, volumeId}: ResourceScreen): readonly Row[] =>
	listedOf(resources, kind, apps, volumeId);

const queryOf = memoizeLast((kind: ResourceKind, filter: string): Query<RowSubject> => parseQuery(filter, rowLanguages[kind]));

/** The filter of a screen as it is understood. What of it makes no sense filters nothing away. */
export const selectRowQuery = ({kind, filter}: ResourceScreen): Query<RowSubject> => queryOf(kind, filter);

const rowsOf = memoizeLast(
	(kind: ResourceKind, listed: readonly Row[], query: Query<RowSubject>, sort: ResourceSort, nowMs: number): readonly Row[] =>
		arrangeRows(
			kind,
			listed.filter(row => matchesQuery(query, {row, nowMs})),
			sort,
		),
);

const noRows: readonly Row[] = [];

/** The rows of the shown screen, filtered and in order; the same array while nothing of that changed. */
export const selectResourceRows = (state: State): readonly Row[] => {
	const screen = selectScreen(state);
	return screen === undefined
		? noRows
		: rowsOf(screen.kind, selectListed(state, screen), selectRowQuery(screen), screen.sort, screen.filter === '' ? 0 : aboutNow(state));
};

const indexOfKey = memoizeLast((rows: readonly Row[], key: string | undefined): number => rows.findIndex(row => row.key === key));

/** The index of the row under the cursor of the shown screen, or -1 when there are no rows. */
export const selectResourceIndex = (state: State): number => indexOfKey(selectResourceRows(state), selectScreen(state)?.cursorKey);

export const selectResourceRow = (state: State): Row | undefined => selectResourceRows(state)[selectResourceIndex(state)];

/** What a verb works on: what is marked, in the order of marking, else the row under the cursor. */
export const selectResourceTargets = (state: State): readonly Row[] => {
	const screen = selectScreen(state);
	if (screen === undefined || screen.marks.size === 0) {
		const row = selectResourceRow(state);
		return row === undefined ? noRows : [row];
	}

	const byKey = new Map(selectListed(state, screen).map(row => [row.key, row]));
	return [...screen.marks].flatMap(key => byKey.get(key) ?? []);
};

const hiddenOf = memoizeLast((marks: ReadonlySet<string> | undefined, rows: readonly Row[]): number =>
	marks === undefined || marks.size === 0 ? 0 : marks.size - rows.filter(({key}) => marks.has(key)).length,
);

/** How many marked rows the filter hides. */
export const selectHiddenRows = (state: State): number => hiddenOf(selectScreen(state)?.marks, selectResourceRows(state));

/** All that is known of the row under the cursor. */
export const selectResourceDetails = (state: State): readonly Line[] => {
	const row = selectResourceRow(state);
	return row === undefined
		? []
		: detailsOfRow(row, {nowMs: state.nowMs, certificate: state.certificates.get(row.key)}).flatMap(line =>
				wrapLine(line, state.view.paneWidth),
			);
};

/** The filter of what is shown, be it machines or other things. */
export const filterOf = (state: State): string => selectScreen(state)?.filter ?? state.view.filter;

/** The change of the view that gives what is shown another filter. */
export const withFilter = (state: State, filter: string): Partial<View> =>
	selectScreen(state) === undefined ? {filter} : {screens: withScreen(state.view, {filter}).screens};

/** What of the shown screen has the keys, and whether it has all of the room. */
export const selectFocus = (state: State): Pick<View, 'focus' | 'isFullScreen'> => {
	const screen = selectScreen(state);
	return screen === undefined ? state.view : {focus: screen.focus, isFullScreen: false};
};
