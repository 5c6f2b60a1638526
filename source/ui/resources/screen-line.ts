import type {Line, Segment} from '../../domain/details/line.ts';
import {widthOf} from '../../domain/text.ts';
import {formatAge} from '../../domain/time.ts';
import {failureLabel} from '../../store/failure-kinds.ts';
import {selectTableFilter} from '../../store/filters.ts';
import {emptyFeed, type ResourceFeed, sourceKey} from '../../store/resources.ts';
import {type ResourceScreen, selectHiddenRows, selectListed, selectResourceRows, selectScreen, sourcesOf} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import {besideFilter, filterInput} from '../chrome/filter-line.ts';
import {modeWords, spread} from '../chrome/header-text.ts';

const nameOf = ({kind, apps, volumeId}: ResourceScreen): string => {
	if (kind === 'apps') {
		return kind;
	}

	return `${kind} of ${volumeId ?? (apps.length === 1 ? apps[0] : `${apps.length} apps`)}`;
};

/** How the reading of what is shown goes: its oldest age, or what fails. */
const readingOf = (feeds: readonly ResourceFeed[], nowMs: number): {readonly words: string; readonly isFailing: boolean} => {
	const failed = feeds.filter(({failure}) => failure !== undefined);
	const ages = (failed.length > 0 ? failed : feeds).map(({answeredAtMs}) => answeredAtMs);
	const known = ages.filter(atMs => atMs !== undefined);
	const age = known.length === 0 ? '' : formatAge(nowMs - Math.min(...known));
	const failure = failed[0]?.failure;
	if (failure !== undefined) {
		const label = failure.kind === 'not-found' ? 'NOT FOUND' : failureLabel(failure, undefined);
		return {words: `${label} ${age}`.trim(), isFailing: true};
	}

	return {words: known.length < ages.length ? 'loading' : `read ${age} ago`, isFailing: false};
};

const marksOf = (state: State, {marks}: ResourceScreen): readonly Segment[] =>
	marks.size === 0 ? [] : [{text: `  marked ${marks.size} (${selectHiddenRows(state)} hidden)`, isStrong: true}];

/** The second line over a table of things that are no machines: where we are, what narrows and orders it, and how old it is. */
export const screenLine = (state: State, width: number): Line => {
	const screen = selectScreen(state);
	if (screen === undefined) {
		return [];
	}

	const {sort} = screen;
	const shown = selectTableFilter(state);
	const below = ['machines', ...state.view.screens.slice(0, -1).map(({kind}) => kind)].join(' > ');
	const reading = readingOf(
		sourcesOf(screen).map(source => state.resources.get(sourceKey(source)) ?? emptyFeed),
		state.nowMs,
	);
	// Who types a filter knows where that is: then what it may go on as has the room.
	const place: readonly Segment[] = [
		{text: shown.isTyped ? ' ' : ` ${below} > `, isFaint: true},
		{text: shown.isTyped ? screen.kind : nameOf(screen), isStrong: true},
		{text: `  ${selectResourceRows(state).length}/${selectListed(state, screen).length}`},
		...marksOf(state, screen),
	];
	const end: Segment = {
		text: `${reading.words} ${modeWords(state).replace('-resource', '')} `,
		...(reading.isFailing ? {tone: 'bad'} : {isFaint: true}),
	};
	const room = width - widthOf([...place, end].map(({text}) => text).join('')) - 4;
	return spread(
		[
			...place,
			...(shown.text === '' && !shown.isTyped ? [] : [{text: '  '}, ...filterInput(shown, room)]),
			...(shown.isTyped
				? []
				: [...besideFilter(shown), {text: '  sort ', isFaint: true}, {text: `${sort.column} ${sort.isDescending ? 'v' : '^'}`}]),
		],
		end,
		width,
		shown.isTyped ? besideFilter(shown) : [],
	);
};
