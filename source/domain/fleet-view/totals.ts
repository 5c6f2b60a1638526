import type {Machine} from '../machine.ts';

/** How much of something the machines have that are started, and how much all of them have. */
export type Amount = {readonly started: number; readonly all: number};

/** What some machines come to. */
export type Totals = {
	readonly machines: Amount;
	/** The cpus by their kind: `shared` and `performance` always, and what else there is. */
	readonly cpus: ReadonlyMap<string, Amount>;
	readonly memoryMb: Amount;
	/** How many machines do not tell their size; they are among the machines alone. */
	readonly unsized: number;
};

const none: Amount = {started: 0, all: 0};

const more = ({started, all}: Amount, by: number, isStarted: boolean): Amount => ({
	started: started + (isStarted ? by : 0),
	all: all + by,
});

export const totalsOf = (machines: readonly Machine[]): Totals => {
	let count = none;
	let memoryMb = none;
	let unsized = 0;
	const cpus = new Map([
		['shared', none],
		['performance', none],
	]);
	for (const {state, config} of machines) {
		const isStarted = state === 'started';
		const guest = config?.guest;
		count = more(count, 1, isStarted);
		if (guest === undefined) {
			unsized += 1;
			continue;
		}

		memoryMb = more(memoryMb, guest.memoryMb, isStarted);
		cpus.set(guest.cpuKind, more(cpus.get(guest.cpuKind) ?? none, guest.cpus, isStarted));
	}

	return {machines: count, cpus, memoryMb, unsized};
};

/** The cpus of all kinds together. */
export const allCpus = ({cpus}: Totals): Amount =>
	[...cpus.values()].reduce((sum, {started, all}) => ({started: sum.started + started, all: sum.all + all}), none);

export const inAmount = ({started, all}: Amount): string => `${started}/${all}`;

/** Memory in GB, with one digit behind the point where that tells something: `0.5`, `12`. */
const gigabytes = (megabytes: number): string => {
	const rounded = Math.round((megabytes / 1024) * 10) / 10;
	return rounded === 0 && megabytes > 0 ? '<0.1' : `${rounded}`;
};

/** An amount of memory: `5.5/6 GB`. */
export const memoryInWords = ({started, all}: Amount): string => `${gigabytes(started)}/${gigabytes(all)} GB`;
