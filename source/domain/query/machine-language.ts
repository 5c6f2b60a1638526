import type {Machine} from '../machine.ts';
import {whyOf} from '../why.ts';
import type {QueryLanguage} from './language.ts';
import {type MachineSubject, machineKeys, metadataKeys} from './machine-keys.ts';
import type {WordTest} from './parse.ts';

/** What the words of a query look through, in lower case. */
type MachineTexts = {
	/** Id, name, app, state, region, process group and image, a line each. */
	readonly lines: readonly string[];
	readonly whole: string;
};

const textsByMachine = new WeakMap<Machine, MachineTexts>();

/** The texts of a machine, made once. */
const textsOf = (machine: Machine): MachineTexts => {
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

/** What can be asked about machines. Words look through why a machine is as it is, too. */
export const machineLanguage: QueryLanguage<MachineSubject> = {
	keys: machineKeys,
	family: metadataKeys,
	hasText: ({machine, troubles}, fits) => fits(textsOf(machine).whole) || fits(whyOf(machine, troubles[0]).toLowerCase()),
	linesOf: ({machine}) => textsOf(machine).lines,
};

/** A word is the whole id or the whole name of a machine, as in orders: `web-1` must not reach `web-10`. */
export const wordAsName: WordTest<MachineSubject> = word => {
	const name = word.toLowerCase();
	return ({machine}) => [machine.id, machine.name].some(known => known.toLowerCase() === name);
};
