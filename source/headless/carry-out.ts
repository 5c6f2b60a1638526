import type {Speaker} from './ask.ts';
import {createCrew} from './crew.ts';
import {type Errand, type Performed, perform} from './errand.ts';
import {type ErrandOptions, errandOf} from './errands.ts';
import {chooseTargets} from './targets.ts';
import type {Wish} from './wish.ts';

/** What became of a sub-command: results, or a sentence why nothing was done. */
export type CarriedOut = Performed | {readonly kind: 'none' | 'wrong'; readonly why: string};

type Wanted = {readonly wish: Wish; readonly words: readonly string[]};

export type CarryOutOptions = Omit<ErrandOptions, 'tell'> &
	Speaker & {
		/** With it, nothing is asked. */
		readonly isYes: boolean;
		/** Is given what ends it early, before anything is asked or sent. */
		readonly onBegin: (errand: Pick<Errand, 'stop'>, observe: ReturnType<typeof createCrew>['observe']) => void;
	};

/** Does what is wanted to the machines that its words mean. */
export const carryOut = async ({wish, words}: Wanted, {isYes, onBegin, ask, ...options}: CarryOutOptions): Promise<CarriedOut> => {
	const chosen = chooseTargets(words, options.machines, options.clock.now());
	if (chosen.kind !== 'found') {
		return chosen;
	}

	const crew = createCrew(options);
	const errand = errandOf(wish, options, crew);
	onBegin(errand, crew.observe);
	return perform(errand, chosen.machines, isYes, {tell: options.tell, ask});
};
