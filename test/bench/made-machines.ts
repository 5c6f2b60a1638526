/** A row of the two programs that stand for the limit and for plain Ink, with the columns of flydeck's table. */
export type MadeRow = {readonly id: string; readonly state: string; readonly age: string; readonly region: string; readonly why: string};

const states = ['started', 'started', 'started', 'stopped', 'suspended'];
const regions = ['fra', 'ams', 'iad', 'nrt', 'syd', 'gru'];

const of = (choices: readonly string[], index: number): string => choices[index % choices.length] ?? '';

export const makeRows = (count: number): readonly MadeRow[] =>
	Array.from({length: count}, (_, index) => ({
		id: (0x1d_21_4c_1b_01_51_13 + index * 7919 * 65_537).toString(16).slice(-14).padStart(14, '0'),
		state: of(states, index * 7),
		age: `${(index * 13) % 60}m`,
		region: of(regions, index * 5),
		why: `${of(['launch', 'start', 'stop'], index)} by ${of(['user', 'proxy'], index * 3)}`,
	}));

export const rowText = ({id, state, age, region, why}: MadeRow): string =>
	`${id} ${state.padEnd(11)} ${age.padStart(4)} ${region} ${why.padEnd(30)}`;
