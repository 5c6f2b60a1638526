import {wholeNumber} from '../random.ts';
import type {Realism} from './realism.ts';

/** How long what can be due in the life of a machine takes, in ms, at speed 1. A machine has one of them at a time. */
const fixedMs = {booted: 800, restarted: 1000, halted: 300, suspended: 900, replaced: 1000, destroyed: 600, dropped: 5000} as const;

/** What can be due next: beside those above, that its image is there, and that one which is not to be launched lies down. */
export type Step = 'pulled' | 'laidDown' | keyof typeof fixedMs;

/** How long a step takes, in ms, at speed 1. */
export const stepMs = (step: Step, {pullMs: [leastMs, mostMs], unlaunchedMs}: Realism, random: () => number): number => {
	switch (step) {
		case 'pulled':
			return leastMs + wholeNumber(random, mostMs - leastMs + 1);
		case 'laidDown':
			return unlaunchedMs;
		default:
			return fixedMs[step];
	}
};
