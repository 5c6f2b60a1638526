import {typedFrom} from '../commands/gate.ts';
import {inWidth, widthOf} from '../domain/text.ts';
import type {Ask, Skipped, Target} from '../store/state.ts';

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
};

export type Answer = {readonly kind: 'go'} | {readonly kind: 'no'; readonly why: string} | {readonly kind: 'unasked'; readonly why: string};

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

/** What an act on so many machines asks for. */
export const askByCount = (act: string, count: number): Ask =>
	count < typedFrom ? {kind: 'yes'} : {kind: 'type', expected: `${act} ${count}`, hint: 'the act and how many'};

/** Shows what will happen, and gets the consent that it needs: by `--yes`, or typed. The answer is No unless it is the one that is asked for. */
export const confirm = async (plan: Plan, isYes: boolean, {tell, ask: put}: Speaker): Promise<Answer> => {
	const {ask, needs, title, lines, count} = plan;
	for (const line of lines) {
		tell(line);
	}

	if (ask === undefined || (isYes && needs === undefined)) {
		return {kind: 'go'};
	}

	if (put === undefined) {
		const consent = needs === undefined ? '--yes' : `--yes and ${needs}`;
		return {kind: 'unasked', why: `Nothing was done: there is no terminal to ask on. Add ${consent} to ${title} without a question.`};
	}

	const answer = await put(questionOf(title, ask, count));
	if (answer === undefined) {
		return {kind: 'no', why: 'Nothing was done: there was no answer.'};
	}

	const isConsent = ask.kind === 'yes' ? /^y(?:es)?$/i.test(answer.trim()) : answer.trim() === ask.expected;
	return isConsent ? {kind: 'go'} : {kind: 'no', why: `Nothing was done: the answer was not ${ask.kind === 'yes' ? 'yes' : ask.hint}.`};
};
