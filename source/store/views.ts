import {defaultSort, sortKeys} from '../domain/sort.ts';
import {usualSettings, type ViewName, type ViewSettings, type Views} from '../domain/views.ts';
import type {LogsMode} from './logs.ts';
import {withEntry} from './maps.ts';
import type {ResourceScreen} from './screens.ts';
import type {State} from './state.ts';
import type {View} from './view.ts';

const settingsOfScreen = ({filter, sort}: ResourceScreen): ViewSettings => ({
	filter,
	sort: sort.column,
	isDescending: sort.isDescending,
	isTroubleOnly: false,
});

const settingsOfMachines = ({filter, sort, isTroubleOnly}: View): ViewSettings => ({
	filter,
	sort: sort.key,
	isDescending: sort.isDescending,
	isTroubleOnly,
});

const settingsOfLogs = ({filter}: LogsMode): ViewSettings => ({...usualSettings('logs'), filter});

/** What is shown, and what the person has made of it. */
export const selectViewSettings = ({view}: State): {readonly name: ViewName; readonly settings: ViewSettings} => {
	if (view.mode.kind === 'logs') {
		return {name: 'logs', settings: settingsOfLogs(view.mode)};
	}

	const screen = view.screens.at(-1);
	return screen === undefined
		? {name: 'machines', settings: settingsOfMachines(view)}
		: {name: screen.kind, settings: settingsOfScreen(screen)};
};

/** A screen with the filter and the order in which its kind was last left. */
export const asLeft = (views: Views, screen: ResourceScreen): ResourceScreen => {
	const settings = views.get(screen.kind);
	return settings === undefined
		? screen
		: {...screen, filter: settings.filter, sort: {column: settings.sort, isDescending: settings.isDescending}};
};

const isSame = (left: ViewSettings, right: ViewSettings): boolean =>
	left.filter === right.filter && left.sort === right.sort && left.isDescending === right.isDescending;

const keepOne = (views: Views, name: ViewName, settings: ViewSettings): Views =>
	isSame(views.get(name) ?? usualSettings(name), settings) ? views : withEntry(views, name, settings);

/** The view, which remembers what the person made of each table and page over that of the machines. */
export const rememberViews = (view: View): View => {
	const {mode} = view;
	const ofScreens = view.screens.reduce((views, screen) => keepOne(views, screen.kind, settingsOfScreen(screen)), view.views);
	const views = mode.kind === 'logs' ? keepOne(ofScreens, 'logs', settingsOfLogs(mode)) : ofScreens;
	return views === view.views ? view : {...view, views};
};

/** What saved views make of the view as it opens. */
export const asSaved = (views: Views): Pick<View, 'views' | 'filter' | 'isTroubleOnly' | 'sort'> => {
	const {filter, sort, isDescending, isTroubleOnly} = views.get('machines') ?? usualSettings('machines');
	return {views, filter, isTroubleOnly, sort: {key: sortKeys.find(key => key === sort) ?? defaultSort.key, isDescending}};
};
