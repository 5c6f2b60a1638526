import {type Order, verbs} from '../domain/verbs.ts';
import type {Target} from '../store/state.ts';
import {failingChecks} from './checks.ts';
import {causeInWords} from './failure.ts';
import {type PatientReadOptions, readPatiently} from './patient-read.ts';

const goneStates: readonly string[] = ['destroying', 'destroyed'];

/**
What speaks against it that an order did what it was to do to a machine, in words; undefined when a read after it shows that it did. What was
known before proves nothing.
*/
export const disproofOf = async (
	options: PatientReadOptions,
	{verb}: Order,
	target: Target,
	signal: AbortSignal,
): Promise<string | undefined> => {
	const {goal, title} = verbs[verb];
	try {
		const machine = await readPatiently(options, target, signal);
		// A machine may destroy itself when it ends.
		if (machine === undefined || goneStates.includes(machine.state) || goal === undefined) {
			return undefined;
		}

		if (machine.state !== goal) {
			return `it is ${machine.state} now, not ${goal}`;
		}
	} catch (error) {
		return `the ${title} was accepted, and it is unknown how it ended: ${causeInWords(error)}`;
	}

	return goal === 'started' ? failingChecks(options, target, signal) : undefined;
};
