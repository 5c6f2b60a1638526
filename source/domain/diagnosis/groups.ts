import {isTerminal} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import type {Trouble} from '../trouble.ts';
import {driftOf} from './drift.ts';
import {belowMinimum} from './minimum.ts';

/** The machines of one process group of an app, and what is wrong with them as a group, by machine id. */
export type Group = {readonly machines: readonly Machine[]; readonly troubles: ReadonlyMap<string, readonly Trouble[]>};

/** The groups of a fleet, by app and process group. */
export type Groups = ReadonlyMap<string, Group>;

export const noGroups: Groups = new Map();

const keyOf = ({app, config}: Machine): string => `${app}\n${config?.processGroup ?? ''}`;

const isSame = (left: readonly Machine[], right: readonly Machine[]): boolean =>
	left.length === right.length && left.every((machine, index) => machine === right[index]);

/** Machines of no process group were made one by one: nothing says that they should be alike. */
const findTroubles = (machines: readonly Machine[]): ReadonlyMap<string, readonly Trouble[]> => {
	const [first] = machines;
	const processGroup = first?.config?.processGroup;
	const name = processGroup === undefined ? (first?.app ?? '') : `${first?.app} ${processGroup}`;
	const drift = processGroup === undefined ? [] : driftOf(name, machines);
	const below = [...Map.groupBy(machines, ({region}) => region)].flatMap(([region, there]) => [...belowMinimum(name, region, there)]);
	const troubles = new Map<string, readonly Trouble[]>();
	for (const [id, trouble] of [...below, ...drift]) {
		troubles.set(id, [...(troubles.get(id) ?? []), trouble]);
	}

	return troubles;
};

/**
The groups of a fleet. One in which no machine changed is that of `before`, and so are all where nothing did. Of an app that is not known as a whole
there are none: what its other machines are like nobody can tell.
*/
export const groupFleet = (machines: readonly Machine[], before: Groups, isWhole: (app: string) => boolean): Groups => {
	const live = machines.filter(({app, state}) => isWhole(app) && !isTerminal(state));
	const groups = new Map<string, Group>();
	for (const [key, members] of Map.groupBy(live, keyOf)) {
		const known = before.get(key);
		groups.set(key, known !== undefined && isSame(known.machines, members) ? known : {machines: members, troubles: findTroubles(members)});
	}

	return groups;
};
