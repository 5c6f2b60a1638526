import type {Clock} from '../domain/clock.ts';
import {isBetweenRestarts} from '../domain/exit.ts';
import type {Machine, MachineEvent} from '../domain/machine.ts';
import {type Order, type Verb, verbs} from '../domain/verbs.ts';
import type {Target} from '../store/state.ts';
import {pause} from './follow.ts';
import type {MachineReader} from './machine-reader.ts';

/** How long, in ms, traces of an act are looked for whose answer never came, and how often. */
const traceMs = 5000;
const traceAgainMs = 1000;

/** What the API's event log calls the beginning of an act (reference of the Machines API, section 4.5). */
const eventTypes: Partial<Readonly<Record<Verb, string>>> = {
	start: 'start',
	stop: 'stop',
	suspend: 'suspend',
	restart: 'restart',
	delete: 'destroy',
	'force-delete': 'destroy',
};

const eventsSince = (after: Machine, newestBefore: string | undefined): readonly MachineEvent[] => {
	const known = after.events.findIndex(({id}) => id === newestBefore);
	return known === -1 ? after.events : after.events.slice(0, known);
};

/**
Whether a machine shows that the API took an act whose answer never came: it is where the act leads, or on its way there, or its events tell of
the act. The end of a process that its policy starts again is no trace of a stop.
*/
const hasTraceOf = (verb: Verb, before: Machine | undefined, after: Machine | undefined): boolean => {
	const {goal, hopedState} = verbs[verb];
	if (after === undefined) {
		return goal === 'destroyed';
	}

	const isNew = after.state !== before?.state;
	const isThere = after.state === goal && !isBetweenRestarts(after);
	const news = eventsSince(after, before?.events[0]?.id);
	return (
		(isNew && (isThere || after.state === hopedState)) ||
		news.some(
			({type, source, exit}) => (type === eventTypes[verb] && source === 'user') || (verb === 'stop' && exit?.requestedStop === true),
		)
	);
};

/** Reads until the machine shows that the act was taken; answers false when it does not in a while. */
export const findTrace = async (
	{reader, clock}: {readonly reader: MachineReader; readonly clock: Clock},
	{verb}: Order,
	target: Target,
	before: Machine | undefined,
	signal: AbortSignal,
): Promise<boolean> => {
	const deadlineMs = clock.now() + traceMs;
	while (!signal.aborted && clock.now() <= deadlineMs) {
		if (hasTraceOf(verb, before, await reader.readOrKnown(target, signal))) {
			return true;
		}

		await pause(clock, traceAgainMs, signal);
	}

	return false;
};
