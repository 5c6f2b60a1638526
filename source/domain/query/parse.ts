/**
The language of every filter, on the screen and in the sub-commands. What is asked about is a view's own (language.ts); how, is the same
everywhere. The terms, with spaces between them, have to hold all at once:

	web              the text in what a thing tells of itself, in any case
	"two words"      the same, spaces and colons included
	key:value        the whole value of a key, in any case; `*` stands for any text, and `none` for having no value
	key:fra,ams      one of several values
	key:>2h, <=512mb more or less than an amount
	key:~v41         the letters in this order in a value of the key
	~wb1             the letters in this order in one of the texts
	/re/             a regular expression over the texts, line by line, in any case
	-term, !term     what does not fit the term
*/
import {patternOf} from '../pattern.ts';
import {printable, widthOf} from '../text.ts';
import {keyNamed, keyNames, type QueryLanguage} from './language.ts';
import {type KeyTerm, type QueryProblem, type QueryTerm, scanQuery} from './scan.ts';
import {isInOrder, oddValue, valueTest} from './values.ts';

type Test<Subject> = (subject: Subject) => boolean;

/** A query that was read once and is asked about many things. */
export type Query<Subject> = {
	/** As it is written. */
	readonly text: string;
	/** The terms that make sense. */
	readonly terms: readonly QueryTerm[];
	/** One for each of them. */
	readonly tests: readonly Test<Subject>[];
	/** The terms that make none, and so are left out of account. */
	readonly problems: readonly QueryProblem[];
};

/** What a bare word says about a thing. */
export type WordTest<Subject> = (word: string) => Test<Subject>;

const wordTest = <Subject>({hasText}: QueryLanguage<Subject>, text: string): Test<Subject> => {
	const part = text.toLowerCase();
	const fits = (whole: string): boolean => whole.includes(part);
	return subject => hasText(subject, fits);
};

const fuzzyTest = <Subject>({linesOf}: QueryLanguage<Subject>, text: string): Test<Subject> => {
	const letters = text.toLowerCase();
	return subject => linesOf(subject).some(line => isInOrder(letters, line));
};

const patternTest = <Subject>(
	{hasText}: QueryLanguage<Subject>,
	term: QueryTerm & {readonly text: string},
): Test<Subject> | QueryProblem => {
	const fits = patternOf(term.text);
	return typeof fits === 'string' ? {at: term.at, end: term.end, text: fits} : subject => hasText(subject, fits);
};

const keyTest = <Subject>(
	language: QueryLanguage<Subject>,
	{key: name, keyAt, end, values: wanted}: KeyTerm,
): Test<Subject> | QueryProblem => {
	const key = keyNamed(language, name);
	if (key === undefined) {
		const more = ` (in quotes it is text), but ${keyNames(language).join(', ')}`;
		return {at: keyAt, end: keyAt + name.length, text: `there is no key "${name}" here`, more};
	}

	if (wanted.length === 0) {
		return {at: keyAt, end, text: `${name}: wants a value`};
	}

	for (const value of wanted) {
		const text = oddValue(name, key, value);
		if (text !== undefined) {
			return {at: value.at, end: value.end, text};
		}
	}

	const tests = wanted.map(value => valueTest(key, value));
	return subject => {
		const values = key.valuesOf(subject).map(value => value.toLowerCase());
		return tests.some(test => test(subject, values));
	};
};

const testOf = <Subject>(language: QueryLanguage<Subject>, term: QueryTerm, ofWord: WordTest<Subject>): Test<Subject> | QueryProblem => {
	switch (term.kind) {
		case 'word':
			return ofWord(term.text);
		case 'fuzzy':
			return fuzzyTest(language, term.text);
		case 'pattern':
			return patternTest(language, term);
		case 'key':
			return keyTest(language, term);
	}
};

const not =
	<Subject>(test: Test<Subject>): Test<Subject> =>
	subject =>
		!test(subject);

/** Reads a query. It takes every text: what makes no sense is among the problems. */
export const parseQuery = <Subject>(
	text: string,
	language: QueryLanguage<Subject>,
	ofWord: WordTest<Subject> = word => wordTest(language, word),
): Query<Subject> => {
	const scanned = scanQuery(text);
	const terms: QueryTerm[] = [];
	const tests: Test<Subject>[] = [];
	const odd = [...scanned.problems];
	for (const term of scanned.terms) {
		const test = testOf(language, term, ofWord);
		if (typeof test === 'function') {
			terms.push(term);
			tests.push(term.isNegated ? not(test) : test);
		} else {
			odd.push(test);
		}
	}

	return {text, terms, tests, problems: odd.toSorted((left, right) => left.at - right.at)};
};

/** Whether a thing fits all terms of a query that make sense. */
export const matchesQuery = <Subject>({tests}: Query<Subject>, subject: Subject): boolean => tests.every(test => test(subject));

/** What is wrong, in a sentence with the place. */
export const queryProblemInWords = ({at, text, more = ''}: QueryProblem): string => `At letter ${at + 1}: ${text}${more}.`;

/** The same below the query, with a mark under the letters that are meant, however many cells each of them takes. */
export const queryProblemLines = (query: string, problem: QueryProblem): readonly string[] => {
	const cellsTo = (end: number): number => widthOf(printable(query.slice(0, end), Number.POSITIVE_INFINITY));
	const before = cellsTo(problem.at);
	return [
		`  ${printable(query, Number.POSITIVE_INFINITY)}`,
		`  ${' '.repeat(before)}${'^'.repeat(Math.max(1, cellsTo(problem.end) - before))}`,
		queryProblemInWords(problem),
	];
};
