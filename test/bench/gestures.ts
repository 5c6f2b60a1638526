import type {Contestant} from './contestants.ts';

/** Keys that are pressed again and again, in turn, between keys that bring the screen there and back. */
export type Gesture = {
	readonly name: string;
	readonly prepare: readonly string[];
	readonly keys: readonly string[];
	readonly after: readonly string[];
	readonly presses: number;
	/** Whether what comes when the keys rest belongs to it. */
	readonly withRest: boolean;
	/** False where the contestant cannot show it: no cursor, no more rows than lines, no filter. */
	readonly fits: boolean;
	/** Throws when the first key did not do what is to be measured. */
	readonly check: (contestant: Contestant, before: string, after: string) => void;
};

const pageDown = '\u0006';
const pageUp = '\u0002';
const escapeKey = '\u001B';

/** How many pages are turned in a row: the smallest table that is long has more. */
const pages = 10;

const cursorLine = (screen: string): number => screen.split('\n').findIndex(line => /^│?>/.test(line));

const cursorText = (screen: string): string => screen.split('\n')[cursorLine(screen)] ?? '';

const fail = (contestant: Contestant, what: string, screen: string): never => {
	throw new Error(`${contestant.name}: ${what}:\n${screen}`);
};

const isOurs = ({machines}: Contestant): boolean => machines !== undefined;

const movedBy =
	(lines: number): Gesture['check'] =>
	(contestant, before, after) => {
		if (isOurs(contestant) && cursorLine(after) - cursorLine(before) !== lines) {
			fail(contestant, `the cursor did not move by ${lines}`, after);
		}
	};

const scrolled: Gesture['check'] = (contestant, before, after) => {
	if (isOurs(contestant) && (cursorLine(after) !== cursorLine(before) || cursorText(after) === cursorText(before))) {
		fail(contestant, 'the rows did not scroll', after);
	}
};

const paged: Gesture['check'] = (contestant, before, after) => {
	const there = new Set(before.split('\n'));
	if (after.split('\n').filter(line => !there.has(line)).length < 10) {
		fail(contestant, 'there is no other page', after);
	}
};

const changed: Gesture['check'] = (contestant, before, after) => {
	if (before === after) {
		fail(contestant, 'the screen did not change', after);
	}
};

/** What is done with a program; undefined: any. */
export const gesturesOf = (contestant: Contestant | undefined): readonly Gesture[] => {
	const {down, up, machines, hasCursor} = contestant ?? {down: '', up: '', machines: undefined, hasCursor: true};
	const lines = contestant?.program.rows ?? 0;
	const ours = machines !== undefined;
	const hasPanes = contestant?.name.startsWith('flydeck') === true;
	const isLong = !ours || machines > 5 * lines;
	/** As many as no table has lines, so that the cursor is on the last one. */
	const toLastLine = hasCursor ? [down.repeat(lines)] : [];
	const back = hasCursor ? [up.repeat(lines * 3)] : [];
	const none: readonly string[] = [];
	return [
		{name: 'move', prepare: none, keys: [down, up], after: none, presses: 20, withRest: false, fits: hasCursor, check: movedBy(1)},
		{name: 'scroll', prepare: toLastLine, keys: [down], after: back, presses: 20, withRest: false, fits: isLong, check: scrolled},
		{
			name: 'page',
			// The first one only takes the cursor to the last line.
			prepare: [pageDown],
			keys: [pageDown],
			after: Array.from({length: pages + 2}, () => pageUp),
			presses: pages,
			withRest: false,
			fits: ours && isLong,
			check: paged,
		},
		{
			name: 'burst jjjj',
			prepare: none,
			keys: [down.repeat(4), up.repeat(4)],
			after: none,
			presses: 10,
			withRest: false,
			fits: ours && hasCursor,
			check: movedBy(4),
		},
		{
			name: 'filter typing',
			prepare: ['/'],
			keys: ['f', 'r', 'a'],
			after: [escapeKey],
			presses: 3,
			withRest: false,
			fits: ours,
			check: changed,
		},
		{
			name: 'move and rest',
			prepare: none,
			keys: [down, up],
			after: none,
			presses: 4,
			withRest: true,
			fits: hasPanes,
			check: movedBy(1),
		},
	];
};
