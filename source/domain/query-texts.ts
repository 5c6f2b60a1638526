import type {Machine} from './machine.ts';
import type {Trouble} from './trouble.ts';
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

/** Why a machine is as it is, in lower case. */
export const whyTextOf = (machine: Machine, trouble: Trouble | undefined): string => whyOf(machine, trouble).toLowerCase();
