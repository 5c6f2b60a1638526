import {isJsonObject, type JsonObject} from './json.ts';
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

/** A filter that was cut would let other things through. */
const requireShort = (view: ViewName, {length}: string): void => {
	if (length > longestFilter) {
		throw new Error(`The filter of the ${view} has ${length} letters, and at most ${longestFilter} are kept: make it shorter.`);
	}
};

/** What keeps views, or will: an object without anything else in it, or with views. */
export const keepsViews = (json: unknown): json is JsonObject =>
	isJsonObject(json) && (Object.keys(json).length === 0 || isJsonObject(json.views));

/**
The settings of views as they were written. What makes no sense, such as a column that is no more, is as usual.

@throws Error with a sentence when a filter is too long
*/
export const viewsFrom = (json: unknown): Views => {
	const written = isJsonObject(json) ? objectAt(json, 'views') : {};
	const names = Object.keys(written).filter(isViewName);
	return new Map(
		names.map(name => {
			const settings = objectAt(written, name);
			const sort = textAt(settings, 'sort') ?? '';
			const filter = textAt(settings, 'filter') ?? '';
			const usual = usualSettings(name);
			requireShort(name, filter);
			return [
				name,
				{
					filter: printable(filter),
					sort: sortsOf(name).includes(sort) ? sort : usual.sort,
					isDescending: settings.isDescending === true,
					isTroubleOnly: settings.isTroubleOnly === true,
				},
			];
		}),
	);
};

const isUsual = (name: ViewName, {filter, sort, isDescending, isTroubleOnly}: ViewSettings): boolean => {
	const usual = usualSettings(name);
	return filter === usual.filter && sort === usual.sort && !isDescending && !isTroubleOnly;
};

/**
What was written, with other settings of one view. All else stays as it is, and so does what a newer flydeck keeps of that view.

@throws Error with a sentence when the filter is too long
*/
export const withView = (json: JsonObject, name: ViewName, settings: ViewSettings): JsonObject => {
	requireShort(name, settings.filter);
	const written = objectAt(json, 'views');
	const {[name]: _before, ...others} = written;
	const {filter: _filter, sort: _sort, isDescending: _isDescending, isTroubleOnly: _isTroubleOnly, ...unknown} = objectAt(written, name);
	const kept = {...unknown, ...(isUsual(name, settings) ? {} : settings)};
	return {version: 1, ...json, views: Object.keys(kept).length === 0 ? others : {...others, [name]: kept}};
};
