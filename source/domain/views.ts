import {isJsonObject} from './json.ts';
import {objectAt, textAt} from './json-reader.ts';
import {firstSort, sortColumns} from './resources/arrange.ts';
import type {ResourceKind} from './resources/table.ts';
import {resourceTables} from './resources/tables.ts';
import {defaultSort, sortKeys} from './sort.ts';
import {printable} from './text.ts';

/** What has a filter of its own. */
export type ViewName = 'machines' | 'logs' | ResourceKind;

/** What a person makes of a view: what it leaves out, and its order. */
export type ViewSettings = {
	readonly filter: string;
	/** A column; empty where there are none. */
	readonly sort: string;
	readonly isDescending: boolean;
	readonly isTroubleOnly: boolean;
};

export type Views = ReadonlyMap<ViewName, ViewSettings>;

const isKind = (name: string): name is ResourceKind => Object.hasOwn(resourceTables, name);

const isViewName = (name: string): name is ViewName => name === 'machines' || name === 'logs' || isKind(name);

const sortsOf = (view: ViewName): readonly string[] => {
	if (view === 'machines') {
		return sortKeys;
	}

	return view === 'logs' ? [] : sortColumns(view, true);
};

const firstSortOf = (view: ViewName): string => {
	if (view === 'machines') {
		return defaultSort.key;
	}

	return view === 'logs' ? '' : firstSort(view).column;
};

/** A view of which nobody has made anything. */
export const usualSettings = (view: ViewName): ViewSettings => ({
	filter: '',
	sort: firstSortOf(view),
	isDescending: false,
	isTroubleOnly: false,
});

const longestFilter = 1000;

/** The settings of views as they were written. What makes no sense, such as a column that is no more, is as usual. */
export const viewsFrom = (json: unknown): Views => {
	const written = isJsonObject(json) ? objectAt(json, 'views') : {};
	const names = Object.keys(written).filter(isViewName);
	return new Map(
		names.map(name => {
			const settings = objectAt(written, name);
			const sort = textAt(settings, 'sort') ?? '';
			const usual = usualSettings(name);
			return [
				name,
				{
					filter: printable(textAt(settings, 'filter') ?? '').slice(0, longestFilter),
					sort: sortsOf(name).includes(sort) ? sort : usual.sort,
					isDescending: settings.isDescending === true,
					isTroubleOnly: settings.isTroubleOnly === true,
				},
			];
		}),
	);
};

/** The same as they are written. */
export const viewsJson = (views: Views): string => JSON.stringify({version: 1, views: Object.fromEntries(views)});
