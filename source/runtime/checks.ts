import type {Target} from '../store/state.ts';
import {causeInWords} from './failure.ts';
import {pause} from './follow.ts';
import {type PatientReadOptions, readPatiently} from './patient-read.ts';

const checkEveryMs = 1000;
const checksDeadlineMs = 60_000;

/** Waits until a read shows that all checks of a started machine pass, a minute at most; answers what is wrong when they do not: `check http is critical`. */
export const failingChecks = async (options: PatientReadOptions, target: Target, signal: AbortSignal): Promise<string | undefined> => {
	const {clock} = options;
	const deadlineMs = clock.now() + checksDeadlineMs;
	try {
		while (!signal.aborted) {
			const machine = await readPatiently(options, target, signal);
			const [failing] = machine?.checks.filter(({status}) => status !== 'passing') ?? [];
			if (failing === undefined) {
				return undefined;
			}

			if (clock.now() >= deadlineMs) {
				return `check ${failing.name} is ${failing.status} after ${checksDeadlineMs / 1000} s`;
			}

			await pause(clock, checkEveryMs, signal);
		}
	} catch (error) {
		return signal.aborted ? undefined : `it is unknown whether its checks pass: ${causeInWords(error)}`;
	}

	return undefined;
};
