import {diagnose} from '../domain/diagnosis/diagnosis.ts';
import type {Machine} from '../domain/machine.ts';
import {machineLanguage, wordAsName} from '../domain/query/machine-language.ts';
import {matchesQuery, parseQuery, queryProblemLines} from '../domain/query/parse.ts';
import {scanQuery} from '../domain/query/scan.ts';
import {type KnownLeases, noLeases, subjectOf} from '../store/machine-subjects.ts';

/** The machines that the words of a command mean, or why it is not known which. */
export type Chosen =
	| {readonly kind: 'found'; readonly machines: readonly Machine[]}
	| {readonly kind: 'none'; readonly why: string}
	| {readonly kind: 'wrong'; readonly why: string};

/** The machines that could be read, and whether those are all that there are. */
export type Readable = {readonly machines: readonly Machine[]; readonly isWhole: boolean};

const notWhole = 'Nothing was done: not everything could be read';

/** The machines whose id or name a word is, to the letter. */
const namedBy = (word: string, machines: readonly Machine[]): readonly Machine[] =>
	machines.filter(({id, name}) => id === word || name === word);

const byQuery = (text: string, {machines, isWhole}: Readable, leases: KnownLeases, nowMs: number): Chosen => {
	const query = parseQuery(text, machineLanguage, wordAsName);
	if (query.problems.length > 0) {
		const why = ['This is no query:', ...query.problems.flatMap(problem => queryProblemLines(text, problem))].join('\n');
		return {kind: 'wrong', why};
	}

	// A flag after `--` is a negated word too, and would mean nearly every machine.
	if (scanQuery(text).terms.every(({isNegated}) => isNegated)) {
		const why = `${text} tells only which machines are not meant. Name at least one machine, or one key that fits: name:* is every name.`;
		return {kind: 'wrong', why};
	}

	const diagnosis = diagnose(machines, nowMs);
	const found = machines.filter(machine => matchesQuery(query, subjectOf(machine, diagnosis, leases, nowMs)));
	if (found.length > 0) {
		return {kind: 'found', machines: found};
	}

	const none = `No machine fits: ${text}\nA bare word is a whole id or name; parts are found by name:web* or /web/.`;
	return {kind: 'none', why: isWhole ? none : `${notWhole}, and no machine of what could be fits: ${text}`};
};

/**
The machines that the words of a command mean. Where each is an id or a name, those machines, in this order; else all words are one query, and
a machine has to fit all of it, and one term at least tells what it is, not what it is not. A name that several machines have, or may have, means none of them: it might be the wrong one.
*/
export const chooseTargets = (words: readonly string[], readable: Readable, nowMs: number, leases: KnownLeases = noLeases): Chosen => {
	const {machines, isWhole} = readable;
	const named = words.map(word => namedBy(word, machines));
	if (named.some(found => found.length === 0)) {
		return byQuery(words.join(' '), readable, leases, nowMs);
	}

	const shared = named.findIndex(found => found.length > 1);
	if (shared !== -1) {
		const ids = named[shared]?.map(({id, app}) => `${id} of ${app}`).join(', ');
		return {
			kind: 'wrong',
			why: `${words[shared]} is the name of several machines: ${ids}. Give an id, or name:${words[shared]} for all of them.`,
		};
	}

	const name = words.find(word => !machines.some(({id}) => id === word));
	return isWhole || name === undefined
		? {kind: 'found', machines: [...new Set(named.flat())]}
		: {
				kind: 'none',
				why: `${notWhole}, and ${name} may be the name of several machines. Give an id, or say with --app where it is.`,
			};
};
