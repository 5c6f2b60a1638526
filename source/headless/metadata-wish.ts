import {keyProblem} from '../domain/metadata.ts';

/** What is done to the metadata of machines: nothing but to look, or keys set to values and, where these are null, removed. */
export type MetadataWish = {
	/** What names the machines. */
	readonly machines: readonly string[];
} & ({readonly deed: 'show'} | {readonly deed: 'set' | 'delete'; readonly changes: Readonly<Record<string, string | null>>});

const oneWord = "The machines are one word here, as in 'app:web state:started' or id:a,b.";

type Pair = {readonly key: string; readonly value: string | null};

/** The value is not told: it may be a secret. */
const pairOf = (deed: 'set' | 'delete', word: string): Pair | string => {
	const at = word.indexOf('=');
	if (deed === 'set' && at === -1) {
		return `flydeck metadata set wants KEY=VALUE, and ${word} is none. ${oneWord}`;
	}

	const pair = deed === 'set' ? {key: word.slice(0, at), value: word.slice(at + 1)} : {key: word, value: null};
	return keyProblem(pair.key) ?? pair;
};

/** What the words after `metadata` mean, or a sentence why they make no sense. */
export const readMetadata = ([deed, ...rest]: readonly string[]): ({readonly kind: 'metadata'} & MetadataWish) | string => {
	if (deed !== 'set' && deed !== 'delete') {
		return {kind: 'metadata', deed: 'show', machines: deed === undefined || deed === 'show' ? rest : [deed, ...rest]};
	}

	const [machines = '', ...words] = rest;
	if (words.length === 0) {
		return `flydeck metadata ${deed} wants machines and then ${deed === 'set' ? 'KEY=VALUE' : 'KEY'}, or more of these. ${oneWord}`;
	}

	const pairs = words.map(word => pairOf(deed, word));
	const problem = pairs.find(pair => typeof pair === 'string');
	if (problem !== undefined) {
		return problem;
	}

	const changes = Object.fromEntries(pairs.flatMap(pair => (typeof pair === 'string' ? [] : [[pair.key, pair.value]])));
	return {kind: 'metadata', deed, changes, machines: [machines]};
};
