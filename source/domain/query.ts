/**
The language of the filter and of the sub-commands. Its terms, with spaces between them, have to hold all at once:

	web              the text in id, name, app, state, region, process group, image or reason, in any case
	"two words"      the same, spaces and colons included
	key:value        the whole value of a key (query-keys.ts), in any case; `*` stands for any text, and `none` for having no value
	key:fra,ams      one of several values
	~wb1             the letters in this order in one of those texts
	/re/             a regular expression over those texts, line by line, in any case
	-term, !term     what does not fit the term
*/
import type {Machine} from './machine.ts';
import {patternOf} from './pattern.ts';
import {queryKeyNames, queryKeyOf} from './query-keys.ts';
import {type QueryProblem, type QueryTerm, scanQuery} from './query-scan.ts';
import {textsOf, whyTextOf} from './query-texts.ts';
import type {Trouble} from './trouble.ts';

type Test = (machine: Machine, nowMs: number, trouble: Trouble | undefined) => boolean;

/** A query that was read once and is asked about many machines. */
export type Query = {
	/** One for each term that makes sense. */
	readonly tests: readonly Test[];
	/** The terms that make none, and so are left out of account. */
	readonly problems: readonly QueryProblem[];
};

/** What a bare word says about a machine. */
export type WordTest = (word: string) => Test;

/** A word is a part of what a machine tells of itself, as in the filter of the table. */
export const wordAsPart: WordTest = word => {
	const part = word.toLowerCase();
	return (machine, _nowMs, trouble) => textsOf(machine).whole.includes(part) || whyTextOf(machine, trouble).includes(part);
};

/** A word is the whole id or the whole name of a machine, as in orders: `web-1` must not reach `web-10`. */
export const wordAsName: WordTest = word => {
	const name = word.toLowerCase();
	return machine => [machine.id, machine.name].some(known => known.toLowerCase() === name);
};

const isInOrder = (letters: string, line: string): boolean => {
	let from = 0;
	for (const letter of letters) {
		const found = line.indexOf(letter, from);
		if (found === -1) {
			return false;
		}

		from = found + letter.length;
	}

	return true;
};

const fuzzyTest = (text: string): Test => {
	const letters = text.toLowerCase();
	return machine => textsOf(machine).lines.some(line => isInOrder(letters, line));
};

const patternTest = (text: string): Test | string => {
	const fits = patternOf(text);
	return typeof fits === 'string' ? fits : (machine, _nowMs, trouble) => fits(textsOf(machine).whole) || fits(whyTextOf(machine, trouble));
};

/** A test for a value as it is written in a query, where `*` is any text. */
const valueTest = (written: string): ((value: string) => boolean) => {
	const [first = '', ...rest] = written.toLowerCase().split('*');
	const last = rest.pop();
	if (last === undefined) {
		return value => value === first;
	}

	return value => {
		let from = first.length;
		for (const part of rest) {
			const found = value.indexOf(part, from);
			if (found === -1) {
				return false;
			}

			from = found + part.length;
		}

		return value.startsWith(first) && value.endsWith(last) && value.length - last.length >= from;
	};
};

const keyTest = (name: string, written: readonly string[]): Test | string => {
	const key = queryKeyOf(name);
	if (key === undefined) {
		return `there is no key "${name}": those are ${queryKeyNames.join(', ')}; in quotes it is text`;
	}

	const {choices, valuesOf} = key;
	const odd = written.find(value => choices !== undefined && !value.includes('*') && !choices.includes(value.toLowerCase()));
	if (odd !== undefined) {
		return `${name} is never "${odd}": it is ${choices?.join(', ')}`;
	}

	const tests = written.map(valueTest);
	const isNoneMeant = written.some(value => value.toLowerCase() === 'none');
	return (machine, nowMs, trouble) => {
		const values = valuesOf(machine, nowMs, trouble);
		return values.length === 0 ? isNoneMeant : values.some(value => tests.some(test => test(value.toLowerCase())));
	};
};

const testOf = (term: QueryTerm, wordTest: WordTest): Test | string => {
	switch (term.kind) {
		case 'word':
			return wordTest(term.text);
		case 'fuzzy':
			return fuzzyTest(term.text);
		case 'pattern':
			return patternTest(term.text);
		case 'key':
			return keyTest(term.key, term.values);
	}
};

const not =
	(test: Test): Test =>
	(machine, nowMs, trouble) =>
		!test(machine, nowMs, trouble);

/** Reads a query. It takes every text: what makes no sense is among the problems. */
export const parseQuery = (text: string, wordTest: WordTest = wordAsPart): Query => {
	const {terms, problems} = scanQuery(text);
	const tests: Test[] = [];
	const odd = [...problems];
	for (const term of terms) {
		const test = testOf(term, wordTest);
		if (typeof test === 'string') {
			odd.push({at: term.at, text: test});
		} else {
			tests.push(term.isNegated ? not(test) : test);
		}
	}

	return {tests, problems: odd.toSorted((left, right) => left.at - right.at)};
};

/** Whether a machine, with the worst that is wrong with it, fits all terms of a query that make sense. */
export const matchesQuery = ({tests}: Query, machine: Machine, nowMs: number, trouble: Trouble | undefined): boolean =>
	tests.every(test => test(machine, nowMs, trouble));

/** What is wrong, in a sentence with the place. */
export const queryProblemInWords = ({at, text}: QueryProblem): string => `At letter ${at + 1}: ${text}.`;
