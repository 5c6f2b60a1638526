import {keyNamed, type QueryKey, type QueryLanguage} from './language.ts';
import {scanQuery} from './scan.ts';
import {oddValue, valueTest} from './values.ts';
import {type WrittenValue, writeTerm} from './write.ts';

/** What a filter may go on as: the whole text of it, and what is new of that with how many things have it. */
export type Candidate = {readonly text: string; readonly label: string; readonly count: number | undefined};

/** The most that are worth going through one after the other. */
const mostCandidates = 50;

type Counted = {readonly label: string; readonly value: WrittenValue; readonly count: number};

const none: WrittenValue = {operator: '', text: 'none'};

/** A value as it is written: a quotation mark cannot be, and any text stands for it. */
const literally = (text: string): WrittenValue => ({operator: '', text: text.replaceAll('"', '*')});

const readOffer = (written: string): WrittenValue => {
	const [sign = ''] = /^[<>]=?/.exec(written) ?? [];
	return {operator: sign === '<' || sign === '>' || sign === '<=' || sign === '>=' ? sign : '', text: written.slice(sign.length)};
};

const countValues = <Subject>(name: string, key: QueryKey<Subject>, subjects: readonly Subject[]): readonly Counted[] => {
	const counts = new Map<string, number>();
	let without = 0;
	for (const subject of subjects) {
		const values = key.valuesOf(subject);
		without += values.length === 0 ? 1 : 0;
		for (const value of new Set(values)) {
			counts.set(value, (counts.get(value) ?? 0) + 1);
		}
	}

	const offers = (key.offers ?? []).map(label => {
		const value = readOffer(label);
		const test = valueTest(key, value);
		return {label, value, count: subjects.filter(subject => test(subject, [])).length};
	});
	const values = [...counts].map(([label, count]) => ({label, value: literally(label), count}));
	return [...values, ...(counts.has(none.text) ? [] : [{label: none.text, value: none, count: without}]), ...offers]
		.filter(({count, value}) => count > 0 && value.text !== '' && oddValue(name, key, value) === undefined)
		.sort((left, right) => right.count - left.count || (left.label < right.label ? -1 : 1));
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

/** Those that a text is the beginning of, the most frequent first, then those that it is in. */
const ranked = (counted: readonly Counted[], written: string): readonly Counted[] => {
	const part = written.toLowerCase();
	const beginning: Counted[] = [];
	const inside: Counted[] = [];
	for (const each of counted) {
		const found = each.label.toLowerCase().indexOf(part);
		if (found !== -1) {
			(found === 0 ? beginning : inside).push(each);
		}
	}

	return [...beginning.slice(0, mostCandidates), ...inside.slice(0, mostCandidates)].slice(0, mostCandidates);
};

const familyNames = <Subject>({family}: QueryLanguage<Subject>, subjects: readonly Subject[]): readonly Counted[] => {
	const key: QueryKey<Subject> = {meaning: '', valuesOf: subject => family?.namesOf(subject) ?? []};
	return remember(subjects, '', () => countValues('', key, subjects)).filter(({label}) => label !== none.text && /^[^\s:",]+$/.test(label));
};

type Open = {readonly before: string; readonly sign: string; readonly rest: string};

const completeKey = <Subject>(
	language: QueryLanguage<Subject>,
	{before, sign, rest}: Open,
	subjects: readonly Subject[],
): readonly Candidate[] => {
	const candidate = (label: string, count?: number): Candidate => ({text: `${before}${sign}${label}`, label, count});
	const prefixes = language.family?.prefixes ?? [];
	const prefix = prefixes.find(each => rest.toLowerCase().startsWith(each));
	if (prefix !== undefined) {
		return ranked(familyNames(language, subjects), rest.slice(prefix.length)).map(({label, count}) =>
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
	return ranked(
		remember(subjects, name, () => countValues(name, key, subjects)),
		list.slice(lastAt).replaceAll('"', ''),
	)
		.filter(({value}) => !given.some(({operator, text}) => operator === value.operator && text === value.text))
		.map(({label, value, count}) => {
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

	return /^[a-z_.\d-]*$/i.test(open.rest) ? completeKey(language, open, subjectsFor(before)) : [];
};
