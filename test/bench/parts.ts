import {changeFigures} from './change-figures.ts';
import {dataPathFigures} from './data-path.ts';
import {growthFigures} from './growth-figures.ts';
import {idleFigures} from './idle-figures.ts';
import {journalFigures} from './journal.ts';
import {keyFigures} from './key-figures.ts';
import type {Figure} from './measure.ts';
import {memoryFigures} from './memory-figures.ts';
import {pollFigures} from './poll-figures.ts';
import {serveFigures} from './serve.ts';
import {stallFigures} from './stall-figures.ts';
import {startFigures} from './start-figures.ts';

/** A part of the bench, which can be run alone. */
export type Part = {readonly name: string; readonly title: string; readonly measure: () => Promise<readonly Figure[]> | readonly Figure[]};

/** All parts; the quick ones take about six minutes together, the others 25. */
export const partsOf = (isQuick: boolean): readonly Part[] => {
	const of = <Value>(quick: Value, full: Value): Value => (isQuick ? quick : full);
	const large = of([10_000], [10_000, 100_000]);
	return [
		{name: 'start', title: 'from the start', measure: () => startFigures([1000, ...large], of(5, 9))},
		{name: 'keys', title: 'keys, nothing is read', measure: () => keyFigures([10, 1000, ...large], of(3, 10))},
		{name: 'polls', title: 'keys while lists are read', measure: () => pollFigures([12, 1000, ...large], of(3, 10), of(8, 20))},
		{name: 'changes', title: 'polls that bring changes', measure: () => changeFigures(of(1, 3))},
		{name: 'idle', title: 'nothing changes', measure: () => idleFigures(of(20, 60))},
		{name: 'stalls', title: 'the main thread', measure: () => stallFigures(large, of(15, 30))},
		{name: 'memory', title: 'a long time', measure: () => memoryFigures([10_000], of(40, 600))},
		{name: 'growth', title: 'many polls', measure: () => growthFigures(of(2000, 10_000))},
		{name: 'data-path', title: 'from the wire to the rows', measure: () => dataPathFigures(of([100, 1000], [100, 1000, 10_000]))},
		{name: 'journal', title: '30 days of 1,000 machines', measure: journalFigures},
		{name: 'serve', title: 'the local API', measure: () => serveFigures(of([100], [100, 10_000]))},
	];
};
