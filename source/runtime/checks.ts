import type {Clock} from '../domain/clock.ts';
import type {Target} from '../store/state.ts';
import {pause} from './follow.ts';
import type {MachineReader} from './machine-reader.ts';

const checkEveryMs = 1000;
const checksDeadlineMs = 60_000;

/** Waits until all checks of a started machine pass, a minute at most; answers what is wrong when they do not. */
export const failingChecks = async (
	{reader, clock}: {readonly reader: MachineReader; readonly clock: Clock},
	target: Target,
	signal: AbortSignal,
): Promise<string | undefined> => {
	const deadlineMs = clock.now() + checksDeadlineMs;
	while (!signal.aborted) {
		const machine = await reader.readOrKnown(target, signal);
		const [failing] = machine?.checks.filter(({status}) => status !== 'passing') ?? [];
		if (failing === undefined) {
			return undefined;
		}

		if (clock.now() >= deadlineMs) {
			return `${failing.name} is ${failing.status} after ${checksDeadlineMs / 1000} s`;
		}

		await pause(clock, checkEveryMs, signal);
	}

	return undefined;
};
