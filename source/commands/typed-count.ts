import type {Subject} from '../domain/protection.ts';
import {selectProtection} from '../store/protection.ts';
import type {Ask, State} from '../store/state.ts';

/** The words for an act on so many things, to be typed: `stop 3`. */
export const typedCount = (act: string, count: number): Extract<Ask, {readonly kind: 'type'}> => ({
	kind: 'type',
	expected: `${act} ${count}`,
	hint: 'the act and how many',
});

/** What is asked before an act on some subjects: words that have to be typed where any of them is protected, whatever is asked elsewhere. */
export const protectedAsk = (
	state: Pick<State, 'protection'>,
	act: string,
	subjects: readonly Subject[],
	ask: Ask | undefined,
): Ask | undefined => (ask?.kind === 'type' || selectProtection(state, subjects) === undefined ? ask : typedCount(act, subjects.length));
