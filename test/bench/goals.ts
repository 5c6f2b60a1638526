import type {Figure} from './measure.ts';

/** What was wanted, as a quotient or an amount that must not be above `most`, and what this run reached; undefined where a part of it was not measured. */
export type Goal = {readonly what: string; readonly most: number; readonly unit: string; readonly reached: number | undefined};

/** Finds the median, or the slowest of a hundred, of one figure. */
type Find = (of: string, what: string | RegExp, which?: 'median' | 'p99') => number | undefined;

const finder =
	(figures: readonly Figure[]): Find =>
	(of, what, which = 'median') => {
		const found = figures.find(figure => figure.of === of && (typeof what === 'string' ? figure.what === what : what.test(figure.what)));
		return found === undefined || 'missing' in found ? undefined : found[which];
	};

const ratio = (value: number | undefined, to: number | undefined): number | undefined =>
	value === undefined || to === undefined || to === 0 ? undefined : value / to;

const larger = (...values: readonly (number | undefined)[]): number | undefined =>
	values.some(value => value === undefined) ? undefined : Math.max(...values.map(value => value ?? 0));

const main = 'flydeck 1000 120x40';
const raw = 'raw ANSI 1000 120x40';
const node = 'node -e 0';

const keyGoals = (find: Find): readonly Goal[] =>
	['move', 'scroll'].flatMap(key => {
		const time = `${key}: key to last byte`;
		const bytes = `${key}: bytes`;
		return [
			{
				what: `${key}: bytes, of the ideal for its own screen`,
				most: 1.1,
				unit: 'x',
				reached: find(main, `${key}: bytes to ideal cell diff`),
			},
			{what: `${key}: bytes, of the raw ANSI program's`, most: 1.1, unit: 'x', reached: ratio(find(main, bytes), find(raw, bytes))},
			{what: `${key}: bytes, of htop's`, most: 1, unit: 'x', reached: ratio(find(main, bytes), find('htop 120x40', bytes))},
			{what: `${key}: p50, of the raw ANSI program's`, most: 2, unit: 'x', reached: ratio(find(main, time), find(raw, time))},
			{what: `${key}: p99, of its own p50`, most: 5, unit: 'x', reached: ratio(find(main, time, 'p99'), find(main, time))},
			{
				what: `${key}: CPU, of the raw ANSI program's`,
				most: 2,
				unit: 'x',
				reached: ratio(find(main, `${key}: CPU`), find(raw, `${key}: CPU`)),
			},
		];
	});

const pollGoals = (find: Find): readonly Goal[] =>
	['move', 'scroll'].map(key => {
		const at = (when: string) => find('flydeck 10000 120x40', `${key}, ${when}: key to last byte`, 'p99');
		return {
			what: `${key}: p99 while 10,000 are read, of without`,
			most: 1.5,
			unit: 'x',
			reached: ratio(at('poll in flight'), at('between polls')),
		};
	});

/** From the smallest fleet that can do it: ten machines cannot scroll. */
const sizeGoals = (find: Find): readonly Goal[] =>
	[
		{key: 'move', small: 10},
		{key: 'scroll', small: 1000},
	].flatMap(({key, small}) =>
		['key to last byte', 'bytes'].map(what => ({
			what: `${key}: ${what}, 100,000 machines, of ${small}`,
			most: 1.2,
			unit: 'x',
			reached: ratio(find('flydeck 100000 120x40', `${key}: ${what}`), find(`flydeck ${small} 120x40`, `${key}: ${what}`)),
		})),
	);

const startGoals = (find: Find): readonly Goal[] => {
	const command = (name: string) => ratio(find(name, 'start to end'), find(node, 'start to end'));
	return [
		{what: 'first frame, of node -e 0', most: 3, unit: 'x', reached: ratio(find(main, 'start to first frame'), find(node, 'start to end'))},
		{what: 'first frame to first data', most: 60, unit: 'ms', reached: find(main, 'first frame to first data')},
		{what: '--version, of node -e 0', most: 1.3, unit: 'x', reached: command('flydeck --version')},
		{what: 'list of 12 machines, of node -e 0', most: 2, unit: 'x', reached: command('flydeck list, 12 machines')},
		{what: 'serve ready, of node -e 0', most: 3, unit: 'x', reached: command('flydeck serve, ready')},
	];
};

/** Every goal of the program's speed, with what a run reached. */
export const goalsOf = (figures: readonly Figure[]): readonly Goal[] => {
	const find = finder(figures);
	const changes = 'flydeck 25 120x40';
	/** By the time that the thread ran: a stall in which others ran is the machine's. */
	const stall = (machines: number) => {
		const of = `flydeck ${machines} 120x40`;
		return larger(find(of, /^longest run in one go, first/), find(of, /^longest run in one go, \d+ lists/));
	};
	const heap = 'store and poller, 12 machines';
	return [
		...keyGoals(find),
		{
			what: 'one row changed: bytes, of the ideal',
			most: 1.1,
			unit: 'x',
			reached: find(changes, 'one machine stopped: bytes to ideal cell diff'),
		},
		{
			what: 'all rows changed: bytes, of the ideal',
			most: 1.1,
			unit: 'x',
			reached: find(changes, 'all machines stopped: bytes to ideal cell diff'),
		},
		...pollGoals(find),
		...sizeGoals(find),
		...startGoals(find),
		{what: 'idle: bytes a minute, 12 machines, 80x24', most: 2048, unit: 'bytes', reached: find('flydeck 12 80x24', /^idle: bytes/)},
		{what: 'idle: CPU a second, 12 machines', most: 5, unit: 'ms', reached: find('flydeck 12 120x40', 'idle: CPU a second')},
		{
			what: 'memory at 10,000 machines, scrolled and polled',
			most: 110,
			unit: 'MB',
			reached: find('flydeck 10000 120x40', /^memory after \d+ s of scrolling and polling$/),
		},
		{what: 'growth of the live heap over the polls', most: 3, unit: '%', reached: find(heap, /^growth of the live heap/)},
		{what: 'growth of the handles over the polls', most: 3, unit: '%', reached: find(heap, /^growth of the handles/)},
		{what: 'longest stall at 10,000 machines, by its CPU', most: 8, unit: 'ms', reached: stall(10_000)},
		{what: 'longest stall at 100,000 machines, by its CPU', most: 16, unit: 'ms', reached: stall(100_000)},
	];
};

const written = (value: number, unit: string): string =>
	unit === 'bytes' ? `${Math.round(value)} ${unit}` : `${value.toFixed(2)} ${unit}`;

/** The goals as lines: what is wanted, what was reached, and the reached in goals, which must not be above 1. */
export const goalLines = (goals: readonly Goal[]): readonly string[] => [
	`${'Goals'.padEnd(54)}${'goal'.padStart(14)}${'reached'.padStart(16)}${'ratio'.padStart(9)}`,
	...goals.map(({what, most, unit, reached}) => {
		const start = `  ${what.padEnd(52)}${`<= ${most} ${unit}`.padStart(14)}`;
		return reached === undefined
			? `${start}${'not measured'.padStart(16)}`
			: `${start}${written(reached, unit).padStart(16)}${(reached / most).toFixed(2).padStart(9)}${reached > most ? '  missed' : ''}`;
	}),
];
