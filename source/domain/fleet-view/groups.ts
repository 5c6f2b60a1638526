import type {Diagnosis} from '../diagnosis/diagnosis.ts';
import type {Machine} from '../machine.ts';
import {type Totals, totalsOf} from './totals.ts';
import {compareTrouble, countTrouble, type TroubleCount} from './trouble-count.ts';

/** What the machines of the table can be grouped by. */
export type GroupKey = 'app' | 'group' | 'image' | 'region' | 'state';

/** The machines of a table that have something in common, in the order of the table. */
export type MachineGroup = {
	/** No machine has such an id, nor has a group by something else. */
	readonly id: string;
	readonly name: string;
	readonly machines: readonly Machine[];
	readonly totals: Totals;
	readonly trouble: TroubleCount;
};

type KeyRow = {
	readonly key: GroupKey;
	readonly title: string;
	readonly valueOf: (machine: Machine) => string;
	/** The value in fewer words; absent where it is short. */
	readonly nameOf?: (value: string) => string;
};

const orNone = (text: string | undefined, what: string): string => (text === undefined || text === '' ? `no ${what}` : text);

/** A process group belongs to its app: `web` of another app is another group. */
export const groupKeys: readonly KeyRow[] = [
	{key: 'app', title: 'app', valueOf: ({app}) => app},
	{key: 'group', title: 'process group', valueOf: ({app, config}) => `${app} ${orNone(config?.processGroup, 'process group')}`},
	{
		key: 'image',
		title: 'image',
		valueOf: ({config}) => orNone(config?.image, 'image'),
		nameOf: image => image.split('/').at(-1) ?? image,
	},
	{key: 'region', title: 'region', valueOf: ({region}) => orNone(region, 'region')},
	{key: 'state', title: 'state', valueOf: ({state}) => state},
];

const byKey = new Map(groupKeys.map(row => [row.key, row]));

export const isGroupKey = (text: string): text is GroupKey => byKey.has(text as GroupKey);

/** Which group each machine is shown in, by its id: the value that it had when that was settled. */
export type GroupPlaces = ReadonlyMap<string, string>;

const valueAt = (machine: Machine, key: GroupKey): string => byKey.get(key)?.valueOf(machine) ?? '';

// A line break is in no text from outside.
const idOf = (key: GroupKey, value: string): string => `\n${key}\n${value}`;

/** The group of what has no place yet. */
const newcomers = '\nnew';

export const placesOf = (machines: readonly Machine[], key: GroupKey): GroupPlaces =>
	new Map(machines.map(machine => [machine.id, valueAt(machine, key)]));

/** Whether a group has one of some machines. */
export const hasMachine = (groupId: string, machines: readonly Machine[], key: GroupKey): boolean =>
	machines.some(machine => idOf(key, valueAt(machine, key)) === groupId);

const isThere = ({state}: Machine): boolean => state !== 'destroyed';

const compareNames = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

/**
The groups of some machines, in the order in which they come up among them. Each keeps the order in which its machines came. Where places are
given, machines stay in their groups, and those without a place come in one of their own.
*/
export const groupMachines = (
	machines: readonly Machine[],
	key: GroupKey,
	diagnosis: Diagnosis,
	places?: GroupPlaces,
): readonly MachineGroup[] => {
	const valueIn = (machine: Machine): string => (places === undefined ? valueAt(machine, key) : (places.get(machine.id) ?? newcomers));
	return [...Map.groupBy(machines, valueIn)].map(([value, members]) => ({
		id: idOf(key, value),
		name: value === newcomers ? 'new' : (byKey.get(key)?.nameOf?.(value) ?? value),
		machines: members,
		totals: totalsOf(members.filter(isThere)),
		trouble: countTrouble(members, diagnosis),
	}));
};

/** The machines group by group: the groups with the worst trouble first, then by name. */
export const inGroupOrder = (machines: readonly Machine[], key: GroupKey, diagnosis: Diagnosis): readonly Machine[] =>
	groupMachines(machines, key, diagnosis)
		.toSorted((left, right) => compareTrouble(left.trouble, right.trouble) || compareNames(left.name, right.name))
		.flatMap(group => group.machines);
