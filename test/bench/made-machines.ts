/** A row of the two programs that stand for the limit and for plain Ink, with the columns of flydeck's table. */
export type MadeRow = {
	readonly id: string;
	readonly state: string;
	readonly age: string;
	readonly region: string;
	readonly checks: string;
	readonly size: string;
	readonly why: string;
	/** The colours (SGR) of the state, and of the mark and the reason where something is wrong. */
	readonly stateColor: number;
	readonly troubleColor: number | undefined;
};

const kinds = [
	{state: '● started', why: 'launch by user', stateColor: 32, troubleColor: undefined},
	{state: '● started', why: 'start by proxy', stateColor: 32, troubleColor: undefined},
	{state: '✖ failed', why: 'exit 255 out of range', stateColor: 31, troubleColor: 31},
	{state: '○ stopped', why: 'OOM killed 137, 768M', stateColor: 33, troubleColor: 31},
	{state: '◌ suspended', why: 'suspend by proxy', stateColor: 36, troubleColor: undefined},
] as const;
const regions = ['fra', 'ams', 'iad', 'nrt', 'syd', 'gru'];
const memories = [256, 512, 768, 1024];

const idOf = (index: number): string => (0x1d_21_4c_1b_01_51_13 + index * 7919 * 65_537).toString(16).slice(-14).padStart(14, '0');

export const makeRows = (count: number): readonly MadeRow[] =>
	Array.from({length: count}, (_, index) => ({
		...(kinds[(index * 7) % kinds.length] ?? kinds[0]),
		id: idOf(index),
		age: `${(index * 13) % 60}m`,
		region: regions[(index * 5) % regions.length] ?? '',
		checks: '-',
		size: `sh1/${memories[(index * 3) % memories.length]}`,
	}));

/** Lines and columns from 1, as the terminal counts, and how many lines there are below. */
export type Place = {readonly line: number; readonly column: number; readonly below: number; readonly hasSize: boolean};

/** Where the table is on a screen of a size, as flydeck has it with its other panes beside and below. */
export const placeOfTable = (columns: number): Place =>
	columns < 100 ? {line: 4, column: 1, below: 9, hasSize: true} : {line: 5, column: 2, below: 10, hasSize: false};

/** The cells of a row behind its id and its state. */
export const restOf = ({age, region, checks, size}: MadeRow, hasSize: boolean): string =>
	`${age.padStart(3)} ${region} ${checks.padEnd(3)} ${hasSize ? `${size.padEnd(8)} ` : ''}`;
