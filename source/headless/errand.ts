import type {Api} from '../api/api.ts';
import {targetOf} from '../commands/outcomes.ts';
import type {Machine} from '../domain/machine.ts';
import {machineSubject} from '../store/protection.ts';
import type {Ask, Target} from '../store/state.ts';
import {type Consent, confirm, type Known, planLines, type Speaker} from './ask.ts';
import type {ActResult} from './results.ts';

/** What an errand is done with. */
export type Surroundings = Speaker & {readonly known: Known; readonly consent: Consent; readonly allowing: Api['allowing']};

/** What a sub-command does to machines, the same way for all of them. */
export type Errand = {
	/** As a person says it: `stop with SIGINT`. */
	readonly title: string;
	/** Why it cannot reach a machine, as a sentence; undefined when it can. */
	readonly refusalOf: (machine: Machine, isOneOfMany: boolean) => string | undefined;
	/** Whether a machine that it cannot reach is as was wished all the same. */
	readonly isThere: (machine: Machine) => boolean;
	/** What would change of a machine, in a few words. */
	readonly noteOf?: (machine: Machine) => string;
	/** What has to be asked before it reaches some of the machines that were meant; undefined: nothing. */
	readonly askFor: (meant: readonly Machine[], reached: readonly Machine[]) => Ask | undefined;
	/** What has to be given besides `--yes` for nothing to be asked. */
	readonly needs?: string | undefined;
	/** Does it; answers a result for each machine, in their order. */
	readonly run: (targets: readonly Target[]) => Promise<readonly ActResult[]>;
	/** Ends what is under way as soon as no lease is left behind. `run` answers then. */
	readonly stop: () => Promise<void>;
};

/** What became of an errand: a result for each machine, or a sentence why nothing was done. */
export type Performed =
	| {readonly kind: 'done'; readonly results: readonly ActResult[]}
	| {readonly kind: 'no' | 'unasked'; readonly why: string};

/** Does an errand for the machines that were meant: what it cannot reach is left out and named, and nothing happens without the consent that it needs. */
export const perform = async (
	errand: Errand,
	meant: readonly Machine[],
	{known, consent, allowing, ...speaker}: Surroundings,
): Promise<Performed> => {
	const refusals = new Map(meant.map(machine => [machine, errand.refusalOf(machine, meant.length > 1)]));
	const reached = meant.filter(machine => refusals.get(machine) === undefined);
	const targets = reached.map(targetOf);
	const left = meant.flatMap(machine => {
		const why = refusals.get(machine);
		return why === undefined ? [] : [{machine, target: targetOf(machine), why}];
	});
	const skipped = left.map(
		({machine, target, why}): ActResult => ({target, isOk: errand.isThere(machine), isSkipped: true, text: why, tookMs: 0}),
	);
	if (targets.length === 0) {
		return {kind: 'done', results: skipped};
	}

	const {title, needs, noteOf} = errand;
	const lines = planLines({title, targets, skipped: left, notes: noteOf === undefined ? [] : reached.map(noteOf)});
	const subjects = targets.map(target => machineSubject(known, target));
	const plan = {title, lines, count: targets.length, ask: errand.askFor(meant, reached), needs, subjects};
	const answer = await confirm(plan, known, consent, speaker);
	if (answer.kind !== 'go') {
		return answer;
	}

	const ran = await allowing(answer.allowed, () => errand.run(targets));
	const results = new Map([...skipped, ...ran].map(result => [result.target.id, result]));
	return {kind: 'done', results: meant.flatMap(({id}) => results.get(id) ?? [])};
};
