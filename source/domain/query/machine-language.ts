import type {Machine} from '../machine.ts';
import type {Trouble} from '../trouble.ts';
import {whyOf} from '../why.ts';
import type {QueryLanguage} from './language.ts';
import {type MachineSubject, machineKeys, metadataKeys} from './machine-keys.ts';
import type {WordTest} from './parse.ts';

/** What the words of a query look through, in lower case. */
type MachineTexts = {
	/** Id, name, app, state, region, process group and image, a line each. */
	readonly whole: string;
	/** Why it is as it is, with this trouble. */
	readonly why: string;
	readonly trouble: Trouble | undefined;
};

const textsByMachine = new WeakMap<Machine, MachineTexts>();

const wholeOf = ({id, name, app, state, region, config}: Machine): string =>
	[id, name, app, state, region, config?.processGroup ?? '', config?.image ?? ''].join('\n').toLowerCase();

/** The texts of a machine, made once: a filter asks for them at each key. */
const textsOf = ({machine, troubles: [trouble]}: MachineSubject): MachineTexts => {
	const made = textsByMachine.get(machine);
	if (made !== undefined && made.trouble === trouble) {
		return made;
	}

	const texts = {whole: made?.whole ?? wholeOf(machine), why: whyOf(machine, trouble).toLowerCase(), trouble};
	textsByMachine.set(machine, texts);
	return texts;
};

/** What can be asked about machines. Words look through why a machine is as it is, too. */
export const machineLanguage: QueryLanguage<MachineSubject> = {
	keys: machineKeys,
	family: metadataKeys,
	hasText(subject, fits) {
		const {whole, why} = textsOf(subject);
		return fits(whole) || fits(why);
	},
	linesOf: subject => textsOf(subject).whole.split('\n'),
};

/** A word is the whole id or the whole name of a machine, as in orders: `web-1` must not reach `web-10`. */
export const wordAsName: WordTest<MachineSubject> = word => {
	const name = word.toLowerCase();
	return ({machine}) => [machine.id, machine.name].some(known => known.toLowerCase() === name);
};
