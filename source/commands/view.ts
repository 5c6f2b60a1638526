import {type Tab, tabs} from '../domain/details/tabs.ts';
import {type SortKey, sortKeys} from '../domain/sort.ts';
import type {State} from '../store/state.ts';
import {selectToast} from '../store/toast.ts';
import {selectViewSettings} from '../store/views.ts';
import type {Command, Outcome} from './command.ts';
import {exitCommands} from './exits.ts';
import {backToPage} from './fleet-view/fleet-key.ts';
import {foldAtCursor} from './fleet-view/fold.ts';
import {openTimeline} from './modes/timeline.ts';
import {both, changeView, enterMode, nothing} from './outcomes.ts';

const sortBy = (state: State, by: number): Outcome => {
	const index = sortKeys.indexOf(state.view.sort.key);
	const key = sortKeys[(index + by + sortKeys.length) % sortKeys.length] ?? 'trouble';
	return changeView({sort: {key, isDescending: false}});
};

const showTab = (tab: Tab): Outcome => changeView({tab, paneScroll: 0});

const neighbourTab = (state: State, by: number): Outcome => {
	const index = tabs.findIndex(row => row.tab === state.view.tab);
	return showTab(tabs[(index + by + tabs.length) % tabs.length]?.tab ?? 'events');
};

/** One step back: full screen, then the details, then the page that the table was opened from, then the filter, then what hides machines that are well, then the marks. Undefined when there is nothing to step back from. */
export const stepBack = ({view}: State): Outcome | undefined => {
	if (view.isFullScreen && view.isWide) {
		return changeView({isFullScreen: false});
	}

	if (view.focus === 'details') {
		return changeView({focus: 'table', isFullScreen: false});
	}

	const toPage = backToPage(view);
	if (toPage !== undefined) {
		return toPage;
	}

	if (view.filter !== '') {
		return changeView({filter: ''});
	}

	if (view.isTroubleOnly) {
		return changeView({isTroubleOnly: false});
	}

	return view.marks.size === 0 ? undefined : changeView({marks: new Set()});
};

/** Empties the message line; what was told stays among the notes. */
const dismissToast = (state: State): Outcome => {
	const toast = selectToast(state);
	return toast === undefined ? nothing : changeView({dismissedNoteId: toast.id});
};

/** The whole screen for the pane that has the keys, or both panes again, where there is room for both. */
const toggleFullScreen = ({view}: State): Outcome => changeView({isFullScreen: view.isWide && !view.isFullScreen});

/** The details, or what is below the head of a group; once more, where they share the screen with the table, the whole screen for them. */
const openDetails = (state: State): Outcome =>
	state.view.focus === 'table' ? (foldAtCursor(state) ?? changeView({focus: 'details'})) : toggleFullScreen(state);

const switchPane = ({view}: State): Outcome => changeView({focus: view.focus === 'table' ? 'details' : 'table', isFullScreen: false});

const tabCommands: readonly Command[] = tabs.map(({tab}, index) => ({
	id: `tab-${tab}`,
	title: `details: ${tab}`,
	keys: [`${index + 1}`],
	group: 'view',
	risk: 'none',
	run: () => showTab(tab),
}));

export const viewCommands: readonly Command[] = [
	{
		id: 'open',
		title: 'open the details, again: full screen; on a group: fold it',
		keys: ['enter'],
		group: 'view',
		risk: 'none',
		hint: 'open',
		run: openDetails,
	},
	{
		id: 'back',
		title: 'one step back: full screen, details, page, filter, trouble only, marks',
		keys: ['esc'],
		group: 'view',
		risk: 'none',
		run: state => both(stepBack(state) ?? nothing, dismissToast(state)),
	},
	{id: 'pane', title: 'switch between table and details', keys: ['tab'], group: 'view', risk: 'none', hint: 'pane', run: switchPane},
	{
		id: 'full-screen',
		title: 'whole screen for the pane, or both panes again',
		keys: ['f'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: toggleFullScreen,
	},
	...tabCommands,
	{
		id: 'next-tab',
		title: 'next tab of the details',
		keys: ['right'],
		group: 'view',
		risk: 'none',
		run: state => neighbourTab(state, 1),
	},
	{
		id: 'previous-tab',
		title: 'previous tab of the details',
		keys: ['h', 'left'],
		group: 'view',
		risk: 'none',
		run: state => neighbourTab(state, -1),
	},
	...exitCommands,
	{
		id: 'filter',
		title: 'filter: show only what fits; tab completes keys and values',
		keys: ['/'],
		group: 'view',
		risk: 'none',
		hint: 'filter',
		run: ({view}) =>
			changeView({mode: {kind: 'filter', before: view.filter}, focus: 'table', isFullScreen: view.isFullScreen && view.focus === 'table'}),
	},
	{
		id: 'problems',
		title: 'show only machines in trouble, or all again',
		keys: ['!'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: ({view}) =>
			changeView({isTroubleOnly: !view.isTroubleOnly, focus: 'table', isFullScreen: view.isFullScreen && view.focus === 'table'}),
	},
	{
		id: 'sort',
		title: 'sort by the next column',
		keys: ['>'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		choices: sortKeys,
		choiceTitle: key => `sort by ${key}`,
		run: (state, key) => (key === undefined ? sortBy(state, 1) : changeView({sort: {key: key as SortKey, isDescending: false}})),
	},
	{id: 'sort-left', title: 'sort by the previous column', keys: ['<'], group: 'view', risk: 'none', run: state => sortBy(state, -1)},
	{
		id: 'invert',
		title: 'invert the order',
		keys: ['i'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: ({view}) => changeView({sort: {...view.sort, isDescending: !view.sort.isDescending}}),
	},
	{
		id: 'save-view',
		title: 'save filter and order of this table for the next flydeck',
		keys: ['ctrl-s'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: state => ({effects: [{type: 'save-view', ...selectViewSettings(state)}]}),
	},
	{
		id: 'timeline',
		title: 'timeline: what each machine went through; closer, further, earlier',
		keys: ['v'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: openTimeline,
	},
	{
		id: 'actions',
		title: 'actions: what was asked of the API, and what came of it',
		keys: ['A'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: () => enterMode({kind: 'actions', scroll: 0}),
	},
	{
		id: 'changes',
		title: 'what changed since you last looked, before this flydeck',
		keys: [':changes'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: () => both(enterMode({kind: 'changes', scroll: 0}), {effects: [{type: 'read-changes'}]}),
	},
	{
		id: 'notes',
		title: 'everything flydeck told you',
		keys: ['N'],
		group: 'view',
		risk: 'none',
		isInPrompt: true,
		run: () => enterMode({kind: 'notes', scroll: 0}),
	},
];
