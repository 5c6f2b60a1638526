import type {Unit} from './units.ts';

/** What a thing has under a key of a query: none, one or several values. A thing that has none is found by the value `none`. */
export type QueryKey<Subject> = {
	/** What it looks at, in a few words. */
	readonly meaning: string;
	readonly valuesOf: (subject: Subject) => readonly string[];
	/** What `<` and `>` compare; undefined where there is no order. */
	readonly amount?: {readonly unit: Unit; readonly of: (subject: Subject) => number | undefined};
	/** The only words that there are, besides amounts, where they are known. */
	readonly choices?: readonly string[];
	/** What is worth offering besides the values that there are, as it is written. */
	readonly offers?: readonly string[];
};

/** Keys of which each thing has its own: `metadata.role`. */
export type KeyFamily<Subject> = {
	readonly prefixes: readonly string[];
	readonly keyOf: (name: string) => QueryKey<Subject>;
	/** The names that a thing has, without the prefix. */
	readonly namesOf: (subject: Subject) => readonly string[];
};

/** What can be asked about the things of a view: all that the one parser has to know of them. */
export type QueryLanguage<Subject> = {
	readonly keys: ReadonlyMap<string, QueryKey<Subject>>;
	readonly family?: KeyFamily<Subject>;
	/** Whether one of the texts fits that words look through, in lower case. */
	readonly hasText: (subject: Subject, fits: (text: string) => boolean) => boolean;
	/** The lines of those texts in which letters are looked for one after the other. */
	readonly linesOf: (subject: Subject) => readonly string[];
};

/** Values as a key has them, without those that are not known. */
export const known = (...values: readonly (string | undefined)[]): readonly string[] =>
	values.filter((value): value is string => value !== undefined && value !== '');

/** The names of all keys, for a person. */
export const keyNames = <Subject>({keys, family}: QueryLanguage<Subject>): readonly string[] => [
	...keys.keys(),
	...(family === undefined ? [] : family.prefixes.map(prefix => `${prefix}KEY`)),
];

/** The key of a name, in any case but for what follows a prefix; undefined when there is none. */
export const keyNamed = <Subject>({keys, family}: QueryLanguage<Subject>, name: string): QueryKey<Subject> | undefined => {
	const lower = name.toLowerCase();
	const prefix = family?.prefixes.find(each => lower.startsWith(each));
	return prefix === undefined ? keys.get(lower) : family?.keyOf(name.slice(prefix.length));
};
