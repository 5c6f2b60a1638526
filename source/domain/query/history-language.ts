import {effectiveExitCode} from '../exit.ts';
import {itemWords} from '../history/item-words.ts';
import type {HistoryItem} from '../history/items.ts';
import {formatAge} from '../time.ts';
import {known, type QueryKey, type QueryLanguage} from './language.ts';
import {units} from './units.ts';

/** A line of the history of a machine at a moment. */
export type HistorySubject = {readonly item: HistoryItem; readonly nowMs: number};

type Key = QueryKey<HistorySubject>;

const exitCodeOf = ({item}: HistorySubject): number | undefined =>
	item.kind === 'event' && item.event.exit !== undefined ? effectiveExitCode(item.event.exit) : undefined;

const text = (meaning: string, valueIn: (item: HistoryItem) => string): Key => ({meaning, valuesOf: ({item}) => known(valueIn(item))});

/** What can be asked about the lines of a history. */
export const historyLanguage: QueryLanguage<HistorySubject> = {
	keys: new Map<string, Key>([
		['kind', {...text('event, change or action', ({kind}) => kind), choices: ['event', 'change', 'action']}],
		['type', text('what happened: exit, start, lease, check ...', item => itemWords(item).type)],
		['value', text('what it was then: started, critical ...', item => itemWords(item).value)],
		['source', text('who did it: user, flyd, you ...', item => itemWords(item).source)],
		[
			'exit',
			{
				meaning: 'the exit code: 137, >0',
				valuesOf: subject => known(exitCodeOf(subject)?.toString()),
				amount: {unit: units.number, of: exitCodeOf},
			},
		],
		[
			'age',
			{
				meaning: 'how long ago it was: <2h',
				valuesOf: ({item, nowMs}) => [formatAge(nowMs - item.atMs)],
				amount: {unit: units.span, of: ({item, nowMs}) => Math.max(0, nowMs - item.atMs)},
			},
		],
	]),
	hasText: (subject, fits) => historyLanguage.linesOf(subject).some(fits),
	linesOf({item}) {
		const {type, value, source, detail} = itemWords(item);
		return [[type, value, source, detail].join(' ').toLowerCase()];
	},
};
