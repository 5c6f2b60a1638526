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

const compareNames = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

/** The groups of some machines, in the order in which they come up among them. Each keeps the order in which its machines came. */
export const groupMachines = (machines: readonly Machine[], key: GroupKey, diagnosis: Diagnosis): readonly MachineGroup[] =>
	[...Map.groupBy(machines, machine => byKey.get(key)?.valueOf(machine) ?? '')].map(([value, members]) => ({
		// A line break is in no text from outside.
		id: `\n${key}\n${value}`,
		name: byKey.get(key)?.nameOf?.(value) ?? value,
		machines: members,
		totals: totalsOf(members),
		trouble: countTrouble(members, diagnosis),
	}));

/** The machines group by group: the groups with the worst trouble first, then by name. */
export const inGroupOrder = (machines: readonly Machine[], key: GroupKey, diagnosis: Diagnosis): readonly Machine[] =>
	groupMachines(machines, key, diagnosis)
		.toSorted((left, right) => compareTrouble(left.trouble, right.trouble) || compareNames(left.name, right.name))
		.flatMap(group => group.machines);
