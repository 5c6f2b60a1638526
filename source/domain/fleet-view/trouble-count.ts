import {type Diagnosis, worstOf} from '../diagnosis/diagnosis.ts';
import type {Tone} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import {compareKinds, severityOf, severityRank, type Trouble, toneOfTrouble} from '../trouble.ts';

/** How many of some machines are in trouble, and the worst of it; undefined where none is. */
export type TroubleCount = {readonly count: number; readonly worst: Trouble} | undefined;

export const countTrouble = (machines: readonly Machine[], diagnosis: Diagnosis): TroubleCount => {
	const troubles = machines.flatMap(machine => worstOf(diagnosis, machine) ?? []);
	const [first, ...others] = troubles;
	return first === undefined
		? undefined
		: {count: troubles.length, worst: others.reduce((worst, trouble) => (compareKinds(trouble, worst) < 0 ? trouble : worst), first)};
};

/** Orders the most severe first. */
export const compareTrouble = (left: TroubleCount, right: TroubleCount): number => severityRank(left?.worst) - severityRank(right?.worst);

export const toneOfCount = (trouble: TroubleCount): Tone | undefined =>
	trouble === undefined ? undefined : toneOfTrouble(severityOf(trouble.worst));
