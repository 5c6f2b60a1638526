import type {Machine} from './machine.ts';
import {whyOf} from './why.ts';

/** What the words of a query look through, in lower case. */
export type MachineTexts = {
	/** Id, name, app, state, region, process group and image, a line each. */
	readonly lines: readonly string[];
	readonly whole: string;
};

const textsByMachine = new WeakMap<Machine, MachineTexts>();

/** The texts of a machine, made once. */
export const textsOf = (machine: Machine): MachineTexts => {
	const made = textsByMachine.get(machine);
	if (made !== undefined) {
		return made;
	}

	const {id, name, app, state, region, config} = machine;
	const lines = [id, name, app, state, region, config?.processGroup ?? '', config?.image ?? ''].map(line => line.toLowerCase());
	const texts = {lines, whole: lines.join('\n')};
	textsByMachine.set(machine, texts);
	return texts;
};

const whyByMachine = new WeakMap<Machine, {readonly nowMs: number; readonly why: string}>();

/** Why a machine is as it is, in lower case, made once for a moment. */
export const whyTextOf = (machine: Machine, nowMs: number): string => {
	const made = whyByMachine.get(machine);
	if (made?.nowMs === nowMs) {
		return made.why;
	}

	const why = whyOf(machine, nowMs).toLowerCase();
	whyByMachine.set(machine, {nowMs, why});
	return why;
};
