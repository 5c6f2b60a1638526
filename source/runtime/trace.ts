import {isBetweenRestarts} from '../domain/exit.ts';
import type {Machine, MachineEvent} from '../domain/machine.ts';
import {type Verb, verbs} from '../domain/verbs.ts';

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
export const hasTraceOf = (verb: Verb, before: Machine | undefined, after: Machine | undefined): boolean => {
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
