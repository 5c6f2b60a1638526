import {printable} from '../text.ts';
import {keyNamed, type QueryKey, type QueryLanguage} from './language.ts';
import {scanQuery} from './scan.ts';
import {oddValue, valueTest} from './values.ts';
import {type WrittenValue, writeTerm} from './write.ts';

/** What a filter may go on as: the whole text of it, and what is new of that with how many things have it. */
export type Candidate = {readonly text: string; readonly label: string; readonly count: number | undefined};

/** The most that are worth going through one after the other. */
const mostCandidates = 50;

type Counted = {readonly label: string; readonly lower: string; readonly value: WrittenValue; readonly count: number};

const noValue = 'none';

const lowerCase = (text: string): string => text.toLowerCase();

const readOffer = (written: string): WrittenValue => {
	const [sign = ''] = /^[<>]=?/.exec(written) ?? [];
	return {operator: sign === '<' || sign === '>' || sign === '<=' || sign === '>=' ? sign : '', text: written.slice(sign.length)};
};

const literally = (label: string, lower: string, count: number) => ({label, lower, value: {operator: '' as const, text: label}, count});

/** How many things have each value, told apart as `sameAs` does, and how many have none. */
const tally = <Subject>({valuesOf}: QueryKey<Subject>, subjects: readonly Subject[], sameAs: (value: string) => string) => {
	const counts = new Map<string, ReturnType<typeof literally>>();
	let without = 0;
	const add = (value: string): void => {
		const same = sameAs(value);
		const counted = counts.get(same);
		if (counted === undefined) {
			counts.set(same, literally(value, lowerCase(value), 1));
		} else {
			counted.count += 1;
		}
	};

	for (const subject of subjects) {
		const values = valuesOf(subject);
		const [only] = values;
		if (only === undefined) {
			without += 1;
		} else if (values.length === 1) {
			add(only);
		} else {
			for (const value of new Map(values.map(each => [sameAs(each), each])).values()) {
				add(value);
			}
		}
	}

	return {counts, without};
};

const countValues = <Subject>(key: QueryKey<Subject>, subjects: readonly Subject[]): readonly Counted[] => {
	const {counts, without} = tally(key, subjects, lowerCase);
	const offers = (key.offers ?? []).map((label): Counted => {
		const value = readOffer(label);
		const test = valueTest(key, value);
		return {label, lower: label, value, count: subjects.filter(subject => test(subject, [])).length};
	});
	// What is called so and what has no value are written alike, and found together.
	const none = literally(noValue, noValue, without + (counts.get(noValue)?.count ?? 0));
	counts.delete(noValue);
	return [...counts.values(), ...[none, ...offers].filter(({count}) => count > 0)];
};

/** What was counted of some things, as long as those are there: they are counted once for each key. */
const countedOf = new WeakMap<readonly unknown[], Map<string, readonly Counted[]>>();

const remember = (subjects: readonly unknown[], name: string, count: () => readonly Counted[]): readonly Counted[] => {
	const byName = countedOf.get(subjects) ?? new Map<string, readonly Counted[]>();
	countedOf.set(subjects, byName);
	const counted = byName.get(name) ?? count();
	byName.set(name, counted);
	return counted;
};

const isBefore = (left: Counted, right: Counted): boolean =>
	left.count === right.count ? left.label < right.label : left.count > right.count;

/** Keeps the first of all that it is given, in order: to sort ten thousand for the sake of fifty takes too long for a key. */
const keepFirst = (isWanted: (counted: Counted) => boolean) => {
	const first: Counted[] = [];
	return {
		first,
		add(counted: Counted): void {
			const last = first[mostCandidates - 1];
			if ((last !== undefined && !isBefore(counted, last)) || !isWanted(counted)) {
				return;
			}

			const at = first.findIndex(other => isBefore(counted, other));
			first.splice(at === -1 ? first.length : at, 0, counted);
			first.length = Math.min(first.length, mostCandidates);
		},
	};
};

/** Those of which a text is the beginning, the most frequent first, then those that it is in. */
const ranked = (counted: readonly Counted[], written: string, isWanted: (counted: Counted) => boolean): readonly Counted[] => {
	const part = written.toLowerCase();
	const beginning = keepFirst(isWanted);
	const inside = keepFirst(isWanted);
	for (const each of counted) {
		const found = each.lower.indexOf(part);
		if (found !== -1) {
			(found === 0 ? beginning : inside).add(each);
		}
	}

	return [...beginning.first, ...inside.first].slice(0, mostCandidates);
};

/** In a value a star is any text, a quotation mark cannot stand, and what is not printable is taken out of a filter. */
const canBeWritten = ({text}: WrittenValue): boolean => !/["*]/.test(text) && printable(text) === text;

const familyNames = <Subject>({family}: QueryLanguage<Subject>, subjects: readonly Subject[]): readonly Counted[] =>
	remember(subjects, '', () => [
		...tally({meaning: '', valuesOf: (subject: Subject) => family?.namesOf(subject) ?? []}, subjects, name => name).counts.values(),
	]);

const canBeKey = ({label}: Counted): boolean => /^[^\s:",]+$/.test(label) && printable(label) === label;

type Open = {readonly before: string; readonly sign: string; readonly rest: string};

const completeKey = <Subject>(
	language: QueryLanguage<Subject>,
	{before, sign, rest}: Open,
	subjectsFor: (otherTerms: string) => readonly Subject[],
): readonly Candidate[] => {
	const candidate = (label: string, count?: number): Candidate => ({text: `${before}${sign}${label}`, label, count});
	const prefixes = language.family?.prefixes ?? [];
	const prefix = prefixes.find(each => rest.toLowerCase().startsWith(each));
	if (prefix !== undefined) {
		return ranked(familyNames(language, subjectsFor(before)), rest.slice(prefix.length), canBeKey).map(({label, count}) =>
			candidate(`${prefix}${label}:`, count),
		);
	}

	return [...[...language.keys.keys()].map(name => `${name}:`), ...prefixes]
		.filter(label => label.startsWith(rest.toLowerCase()))
		.map(label => candidate(label));
};

/** The place in a list of values where the last of them begins. */
const lastValueAt = (list: string): number => {
	let isQuoted = false;
	let at = 0;
	for (const [index, letter] of [...list.split('')].entries()) {
		isQuoted = letter === '"' ? !isQuoted : isQuoted;
		at = letter === ',' && !isQuoted ? index + 1 : at;
	}

	return at;
};

const completeValue = <Subject>(
	language: QueryLanguage<Subject>,
	{before, sign}: Open,
	{name, list}: {readonly name: string; readonly list: string},
	subjects: readonly Subject[],
): readonly Candidate[] => {
	const key = keyNamed(language, name);
	if (key === undefined) {
		return [];
	}

	const lastAt = lastValueAt(list);
	const [term] = scanQuery(`${name}:${list.slice(0, lastAt)}`).terms;
	const given = term?.kind === 'key' ? term.values : [];
	const isOdd = (value: WrittenValue): boolean => oddValue(name, key, value) !== undefined;
	if (given.some(isOdd)) {
		return [];
	}

	const isGiven = (value: WrittenValue): boolean => given.some(({operator, text}) => operator === value.operator && text === value.text);
	return ranked(
		remember(subjects, name, () => countValues(key, subjects)),
		list.slice(lastAt).replaceAll('"', ''),
		({value}) => canBeWritten(value) && !isOdd(value) && !isGiven(value),
	).map(({label, value, count}) => {
		const written = writeTerm({kind: 'key', isNegated: false, key: name, values: [...given, value]});
		return {text: before + sign + written, label, count};
	});
};

/**
What a filter may go on as, the most likely first: keys, or the values of a key that things have. `subjectsFor` answers the things that fit
the other terms: what is offered then leaves something to see. The same array is to be answered for the same things, so that they are counted once.
*/
export const completionsFor = <Subject>(
	text: string,
	language: QueryLanguage<Subject>,
	subjectsFor: (otherTerms: string) => readonly Subject[],
): readonly Candidate[] => {
	const {openAt} = scanQuery(text);
	const before = text.slice(0, openAt);
	const [sign = ''] = /^[-!]?/.exec(text.slice(openAt)) ?? [];
	const open: Open = {before, sign, rest: text.slice(openAt + sign.length)};
	const [, name] = /^(meta(?:data)?\.[^\s:",]+|[a-z_]+):/i.exec(open.rest) ?? [];
	if (name !== undefined) {
		return completeValue(language, open, {name, list: open.rest.slice(name.length + 1)}, subjectsFor(before));
	}

	return /^(?![~/])[^\s:",]*$/.test(open.rest) ? completeKey(language, open, subjectsFor) : [];
};
