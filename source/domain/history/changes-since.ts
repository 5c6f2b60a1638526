/** What became of one machine since a moment. */
export type MachineChange = {
	readonly machineId: string;
	readonly app: string;
	readonly name: string;
	readonly isNew: boolean;
	/** Its state then, where it is known, and its newest one. */
	readonly stateBefore: string | undefined;
	readonly state: string | undefined;
	/** When the newest of all that happened was, in ms. */
	readonly atMs: number;
	readonly exits: number;
	readonly failures: number;
	readonly ooms: number;
	readonly deploys: number;
	/** How often it came to run. */
	readonly starts: number;
	/** The checks that are not passing now and were another thing then. */
	readonly failingChecks: readonly string[];
	/** The checks that pass now and did not at some time since then, or just before. */
	readonly recoveredChecks: readonly string[];
	/** The newest status of its host, owner of its lease, and cordon, each where it changed; the empty one is the usual one. */
	readonly host: string | undefined;
	readonly lease: string | undefined;
	readonly cordoned: string | undefined;
};

/** What changed since the person last looked at flydeck. */
export type ChangesSince = {readonly sinceMs: number; readonly machines: readonly MachineChange[]};

const gone: ReadonlySet<string> = new Set(['destroyed', 'destroying']);
const isGone = ({state}: MachineChange): boolean => state !== undefined && gone.has(state);
const came =
	(wanted: string) =>
	({state, stateBefore}: MachineChange): boolean =>
		state === wanted && stateBefore !== wanted;

/** Whether its host was lost, and is so now. */
export const isHostLost = ({host = ''}: MachineChange): boolean => host !== '';

const sum = (machines: readonly MachineChange[], of: (machine: MachineChange) => number): number =>
	machines.reduce((total, machine) => total + of(machine), 0);

const counted = (count: number, one: string, many = one): readonly string[] =>
	count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** The worst first: what a person has to know of all machines together, each kind as a count and a word. */
const kinds: readonly ((machines: readonly MachineChange[]) => readonly string[])[] = [
	machines =>
		counted(
			sum(machines, ({ooms}) => ooms),
			'OOM',
		),
	machines => counted(machines.filter(came('failed')).length, 'failed'),
	machines =>
		counted(
			sum(machines, ({failures, ooms}) => failures - ooms),
			'failed exit',
			'failed exits',
		),
	machines => counted(machines.filter(isHostLost).length, 'on a lost host', 'on lost hosts'),
	machines => counted(machines.filter(({failingChecks}) => failingChecks.length > 0).length, 'with failing checks'),
	machines => counted(machines.filter(came('stopped')).length, 'stopped'),
	machines => counted(machines.filter(came('suspended')).length, 'suspended'),
	machines => counted(machines.filter(came('started')).length, 'started'),
	machines => counted(machines.filter(({isNew}) => isNew).length, 'new'),
	machines => counted(machines.filter(isGone).length, 'gone'),
	machines => counted(machines.filter(({deploys, isNew}) => deploys > 0 && !isNew).length, 'updated'),
	machines => counted(machines.filter(({cordoned = ''}) => cordoned !== '').length, 'cordoned'),
	machines => counted(machines.filter(({host}) => host === '').length, 'with a host that answers again', 'with hosts that answer again'),
	machines => counted(machines.filter(({recoveredChecks}) => recoveredChecks.length > 0).length, 'with checks that pass again'),
];

/** All of it in one line: `2 OOM, 3 stopped, 2 new`. */
export const changesInWords = (machines: readonly MachineChange[]): string => {
	const parts = kinds.flatMap(inWords => inWords(machines));
	return parts.length === 0 ? `${machines.length} with small changes` : parts.join(', ');
};

const stateWords = ({stateBefore, state}: MachineChange): readonly string[] => {
	if (state === undefined || state === stateBefore) {
		return [];
	}

	return [stateBefore === undefined ? state : `${stateBefore} -> ${state}`];
};

/** Words for an aspect that changed: for a value of its own, and for the usual one. */
const aspectWords = (value: string | undefined, words: string, usual: string): readonly string[] =>
	value === undefined ? [] : [value === '' ? usual : words];

/** Starts that neither exits nor the states tell of. */
const startWords = ({starts, exits, state, stateBefore}: MachineChange): readonly string[] =>
	exits > 0 || state !== stateBefore ? [] : counted(starts, 'start', 'starts');

/** What became of one machine, in one line: `started -> stopped, 4 exits, 1 OOM`. */
export const machineChangeInWords = (change: MachineChange): string => {
	const {isNew, exits, failures, ooms, deploys, failingChecks, recoveredChecks, host, lease, cordoned} = change;
	const parts = [
		...(isNew ? ['new'] : []),
		...aspectWords(host, `host lost (${host})`, 'host answers again'),
		...stateWords(change),
		...startWords(change),
		...counted(exits, 'exit', 'exits'),
		...counted(failures - ooms, 'failed exit', 'failed exits'),
		...counted(ooms, 'OOM'),
		...(deploys > 0 && !isNew ? [deploys === 1 ? 'updated' : `${deploys} updates`] : []),
		...failingChecks.map(name => `check ${name} fails`),
		...recoveredChecks.map(name => `check ${name} passes again`),
		...aspectWords(cordoned, 'cordoned', 'no longer cordoned'),
		...aspectWords(lease, `leased by ${lease}`, 'lease ended'),
	];
	return parts.join(', ') || 'changed';
};

/** How bad it is, the worst first, to order machines by. */
export const changeRank = (change: MachineChange): number => {
	const ranks: readonly (readonly [boolean, number])[] = [
		[change.ooms > 0, 0],
		[change.failures > 0 || change.state === 'failed', 1],
		[isHostLost(change), 2],
		[change.failingChecks.length > 0, 3],
		[isGone(change), 4],
		[change.state !== change.stateBefore, 5],
		[true, 6],
	];
	return ranks.find(([applies]) => applies)?.[1] ?? ranks.length;
};
