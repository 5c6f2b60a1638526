import {sortColumns} from '../domain/resources/arrange.ts';
import {
	type ResourceScreen,
	selectResourceIndex,
	selectResourceRow,
	selectResourceRows,
	selectResourceTargets,
	selectScreen,
	withScreen,
} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {both, changeView, nothing} from './outcomes.ts';

type Run = Command['run'];

/** The shown screen with something changed. */
export const changeScreen = ({view}: State, change: Partial<ResourceScreen>): Outcome =>
	changeView({screens: withScreen(view, change).screens});

const onScreen =
	(run: (state: State, screen: ResourceScreen) => Outcome): Run =>
	state => {
		const screen = selectScreen(state);
		return screen === undefined ? nothing : run(state, screen);
	};

/** How many lines a page has for a key that moves. */
export const pageOnScreen = (state: State): number =>
	Math.max(1, (selectScreen(state)?.focus === 'details' ? state.view.paneRows : state.view.tableRows) - 1);

/** Moves the cursor, or scrolls the details when they have the focus. */
export const moveOnScreen = (state: State, by: number): Outcome => {
	const screen = selectScreen(state);
	if (screen?.focus === 'details') {
		return changeScreen(state, {paneScroll: Math.max(0, screen.paneScroll + by)});
	}

	const rows = selectResourceRows(state);
	const index = Math.min(Math.max(selectResourceIndex(state) + by, 0), rows.length - 1);
	return changeScreen(state, {cursorKey: rows[index]?.key, paneScroll: 0});
};

const toggleMark = onScreen((state, {marks: before, focus}) => {
	const row = selectResourceRow(state);
	if (row === undefined) {
		return nothing;
	}

	const marks = new Set(before);
	if (!marks.delete(row.key)) {
		marks.add(row.key);
	}

	const below = focus === 'table' ? selectResourceRows(state)[selectResourceIndex(state) + 1] : undefined;
	return changeScreen(state, {marks, ...(below === undefined ? {} : {cursorKey: below.key, paneScroll: 0})});
});

const markRange = onScreen((state, {marks}) => {
	const rows = selectResourceRows(state);
	const to = selectResourceIndex(state);
	const lastKey = [...marks].at(-1);
	const found = rows.findIndex(({key}) => key === lastKey);
	const from = found === -1 ? to : found;
	const between = to === -1 ? [] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
	return changeScreen(state, {marks: new Set([...marks, ...between.map(({key}) => key)])});
});

const sortBy = (by: number): Run =>
	onScreen((state, {kind, apps, sort}) => {
		const columns = sortColumns(kind, apps.length > 1);
		const column = columns[(columns.indexOf(sort.column) + by + columns.length) % columns.length] ?? sort.column;
		return changeScreen(state, {sort: {column, isDescending: false}});
	});

const showMachines = (state: State): Outcome => {
	const apps = selectResourceTargets(state).map(({id}) => id);
	return apps.length === 0
		? nothing
		: {
				events: [{type: 'apps-chosen', apps}, ...(changeView({screens: []}).events ?? [])],
				effects: [{type: 'choose-apps', apps}],
			};
};

/** One step back: the details, then the filter, then the marks, then the screen below. */
const stepBack = onScreen((state, {focus, filter, marks}) => {
	if (focus === 'details') {
		return changeScreen(state, {focus: 'table'});
	}

	if (filter !== '') {
		return changeScreen(state, {filter: ''});
	}

	return marks.size > 0 ? changeScreen(state, {marks: new Set()}) : changeView({screens: state.view.screens.slice(0, -1)});
});

/** Out of the details, or out of the table, whose filter is there again when it is next opened. */
const leave = onScreen((state, {focus}) =>
	focus === 'details' ? changeScreen(state, {focus: 'table'}) : changeView({screens: state.view.screens.slice(0, -1)}),
);

/** What the commands of the machines' table do on a table of other things, by their ids. */
export const screenRuns: Readonly<Record<string, Run>> = {
	mark: toggleMark,
	'mark-range': markRange,
	'mark-all': onScreen((state, {marks}) =>
		changeScreen(state, {marks: new Set([...marks, ...selectResourceRows(state).map(({key}) => key)])}),
	),
	'unmark-all': state => changeScreen(state, {marks: new Set()}),
	open: onScreen((state, {kind}) => (kind === 'apps' ? showMachines(state) : changeScreen(state, {focus: 'details'}))),
	pane: onScreen((state, {focus}) => changeScreen(state, {focus: focus === 'table' ? 'details' : 'table'})),
	back: state => both(stepBack(state), changeView({dismissedNoteId: state.notes.at(-1)?.id ?? 0})),
	close: leave,
	filter: onScreen((state, {filter}) => both(changeScreen(state, {focus: 'table'}), changeView({mode: {kind: 'filter', before: filter}}))),
	sort: sortBy(1),
	'sort-left': sortBy(-1),
	invert: onScreen((state, {sort}) => changeScreen(state, {sort: {...sort, isDescending: !sort.isDescending}})),
};
