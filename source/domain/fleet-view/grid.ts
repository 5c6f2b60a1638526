import type {Diagnosis} from '../diagnosis/diagnosis.ts';
import {states} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import {compareTrouble, countTrouble, type TroubleCount} from './trouble-count.ts';

/** The machines of a region, or of all of them, counted. */
export type GridRow = {
	/** Empty for machines that tell no region; undefined for all regions together. */
	readonly region: string | undefined;
	readonly count: number;
	/** How many are in which state; a state in which none is is not in it. */
	readonly byState: ReadonlyMap<string, number>;
	readonly trouble: TroubleCount;
};

/** Every machine of a fleet by region and state, each counted once. */
export type Grid = {
	readonly all: GridRow;
	/** The regions with the worst trouble first, then by name. */
	readonly regions: readonly GridRow[];
	/** The states in which machines are, in the order of a machine's life, unknown ones last. */
	readonly states: readonly string[];
};

const rowOf = (region: string | undefined, machines: readonly Machine[], diagnosis: Diagnosis): GridRow => {
	const byState = new Map<string, number>();
	for (const {state} of machines) {
		byState.set(state, (byState.get(state) ?? 0) + 1);
	}

	return {region, count: machines.length, byState, trouble: countTrouble(machines, diagnosis)};
};

const placeOf = new Map(states.map(({state}, index) => [state, index]));
const compareStates = (left: string, right: string): number =>
	(placeOf.get(left) ?? states.length) - (placeOf.get(right) ?? states.length) || (left < right ? -1 : 1);

export const gridOf = (machines: readonly Machine[], diagnosis: Diagnosis): Grid => {
	const all = rowOf(undefined, machines, diagnosis);
	const regions = [...Map.groupBy(machines, ({region}) => region)].map(([region, there]) => rowOf(region, there, diagnosis));
	return {
		all,
		regions: regions.sort(
			(left, right) => compareTrouble(left.trouble, right.trouble) || ((left.region ?? '') < (right.region ?? '') ? -1 : 1),
		),
		states: [...all.byState.keys()].sort(compareStates),
	};
};
