import {typedFrom} from '../commands/gate.ts';
import {protectedAsk, typedCount} from '../commands/typed-count.ts';
import type {Subject} from '../domain/protection.ts';
import {inWidth, widthOf} from '../domain/text.ts';
import {machineSubject, selectProtection} from '../store/protection.ts';
import type {Ask, Skipped, State, Target} from '../store/state.ts';

/** How a person is spoken to. */
export type Speaker = {
	/** Tells a line beside the results. */
	readonly tell: (line: string) => void;
	/** Puts a question and answers the line that was typed, undefined when there will be none; itself undefined where nobody can be asked. */
	readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
};

/** What is asked of which machines, and which are left out. */
export type MachinePlan = {
	/** The order in words, as `stop with SIGINT`. */
	readonly title: string;
	readonly targets: readonly Target[];
	/** What would change of each of them. */
	readonly notes?: readonly string[];
	readonly skipped: readonly Skipped[];
};

/** What will happen, and what has to be asked before. */
export type Plan = {
	readonly title: string;
	/** What is told before the question. */
	readonly lines: readonly string[];
	/** How many things it will reach. */
	readonly count: number;
	/** Undefined: nothing has to be asked. */
	readonly ask: Ask | undefined;
	/** What has to be given besides `--yes` for nothing to be asked. */
	readonly needs?: string | undefined;
	/** What it would change. */
	readonly subjects: readonly Subject[];
};

/** What was said on the command line before anything was asked. */
export type Consent = {
	readonly isYes: boolean;
	/** The words that would be typed, given beforehand. */
	readonly confirm?: string | undefined;
};

/** What is known of the fleet and of what is protected of it. */
export type Known = Pick<State, 'protection' | 'fleet'>;

/** With `go`, what may be changed although it is protected: the words for it were typed, or given. */
export type Answer =
	| {readonly kind: 'go'; readonly allowed: readonly Subject[]}
	| {readonly kind: 'no'; readonly why: string}
	| {readonly kind: 'unasked'; readonly why: string};

const counted = (count: number): string => `${count} ${count === 1 ? 'machine' : 'machines'}`;

/** Lines of cells, each column as wide as its widest cell. */
const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
	const widths = rows.reduce<readonly number[]>((widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, widthOf(cell))), []);
	return rows.map(row => `  ${row.map((cell, index) => inWidth(cell, widths[index] ?? 0)).join('  ')}`.trimEnd());
};

/** What will happen to which machine, and what will not and why. */
export const planLines = ({title, targets, notes = [], skipped}: MachinePlan): readonly string[] => [
	`${title}: ${counted(targets.length)}`,
	...aligned(targets.map(({id, name, app, state}, index) => [id, state, app, name, notes[index] ?? ''])),
	...(skipped.length === 0 ? [] : [`left out: ${counted(skipped.length)}`]),
	...skipped.map(({target, why}) => `  ${target.id}  ${why}`),
];

const questionOf = (title: string, ask: Ask, count: number): string =>
	ask.kind === 'yes' ? `${title} ${count === 1 ? 'it' : `these ${count}`}? y/N ` : `Type ${ask.hint}, ${ask.expected}: `;

/** What an act on machines asks for: by how many they are, and whether one is protected. */
export const askByCount = (known: Known, act: string, machines: readonly {readonly app: string; readonly id: string}[]): Ask => {
	const usual: Ask = machines.length < typedFrom ? {kind: 'yes'} : typedCount(act, machines.length);
	const subjects = machines.map(machine => machineSubject(known, machine));
	return protectedAsk(known, act, subjects, usual) ?? usual;
};

/** Whether an answer that was typed is yes; the default is No. */
export const isYes = (answer: string | undefined): boolean => /^y(?:es)?$/i.test(answer?.trim() ?? '');

/** What has to be given for nothing to be asked; of what is protected, the very words. */
const neededFor = ({needs}: Plan, ask: Ask, isProtected: boolean): string | undefined =>
	isProtected && ask.kind === 'type' ? `--confirm '${ask.expected}'` : needs;

/** Whether what was said on the command line is enough. Words that were given have to be the right ones, whatever they are for. */
const isSaid = ({needs}: Plan, ask: Ask, isProtected: boolean, {isYes: isAgreed, confirm: words}: Consent): boolean => {
	if (!isAgreed) {
		return false;
	}

	return ask.kind === 'type' && words !== undefined ? words === ask.expected : !isProtected && needs === undefined;
};

/** Shows what will happen, and gets the consent that it needs: by `--yes`, or typed. The answer is No unless it is the one that is asked for. */
export const confirm = async (plan: Plan, known: Known, consent: Consent, {tell, ask: put}: Speaker): Promise<Answer> => {
	const {ask, title, lines, count, subjects} = plan;
	const pattern = selectProtection(known, subjects);
	for (const line of lines) {
		tell(line);
	}

	if (ask === undefined) {
		return {kind: 'go', allowed: []};
	}

	if (pattern !== undefined) {
		tell(`PROTECTED by ${pattern}`);
	}

	const allowed = ask.kind === 'type' ? subjects : [];
	if (isSaid(plan, ask, pattern !== undefined, consent)) {
		return {kind: 'go', allowed: consent.confirm === undefined ? [] : allowed};
	}

	if (put === undefined) {
		const needs = neededFor(plan, ask, pattern !== undefined);
		const said = needs === undefined ? '--yes' : `--yes and ${needs}`;
		return {kind: 'unasked', why: `Nothing was done: there is no terminal to ask on. Add ${said} to ${title} without a question.`};
	}

	const answer = await put(questionOf(title, ask, count));
	if (answer === undefined) {
		return {kind: 'no', why: 'Nothing was done: there was no answer.'};
	}

	const isConsent = ask.kind === 'yes' ? isYes(answer) : answer.trim() === ask.expected;
	return isConsent
		? {kind: 'go', allowed}
		: {kind: 'no', why: `Nothing was done: the answer was not ${ask.kind === 'yes' ? 'yes' : ask.hint}.`};
};
