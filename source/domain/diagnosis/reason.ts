import {isJsonObject} from '../json.ts';
import {textsAt} from '../json-reader.ts';
import {isKnownState, isTransient, stateRow} from '../lifecycle.ts';
import type {Machine, MachineEvent} from '../machine.ts';
import {askerOf, deedOf} from './askers.ts';
import {lastEnding} from './ending.ts';
import {explainEnding} from './ending-rules.ts';

/** Why a machine is as it is: in the few cells of a column, and in sentences. Empty where nothing tells. */
export type Reason = {readonly short: string; readonly sentence: string};

type Rule = (machine: Machine) => Reason | undefined;

const terminalReasons: ReadonlyMap<string, Reason> = new Map([
	['replaced', {short: 'replaced by new version', sentence: 'A newer version took its place.'}],
	['migrated', {short: 'moved to another host', sentence: 'It was moved to another host; this is what is left of the old copy.'}],
	['launch_failed', {short: 'never ran', sentence: 'It could not be launched; the platform destroys it.'}],
]);

const unknownState: Rule = ({state}) =>
	isKnownState(state)
		? undefined
		: {short: `unknown state ${state}`, sentence: `The API gives it the state "${state}", which flydeck does not know.`};

const ended: Rule = machine => {
	const isOver = machine.state === 'stopped' || stateRow(machine.state).tone === 'bad';
	const ending = isOver ? lastEnding(machine) : undefined;
	return ending === undefined ? undefined : explainEnding(ending);
};

const terminal: Rule = ({state}) => terminalReasons.get(state);

const isIdle = ({config}: Machine): boolean => (config?.services ?? []).some(({autostop}) => autostop === 'suspend');

const suspended: Rule = machine => {
	const event =
		machine.state === 'suspended' ? machine.events.find(({type, source}) => type === 'suspend' && source !== 'flyd') : undefined;
	if (event === undefined) {
		return undefined;
	}

	return event.source === 'proxy' && isIdle(machine)
		? {short: 'proxy suspended, idle', sentence: 'The proxy suspended it, idle, as its autostop says; a request wakes it.'}
		: {short: `suspend by ${event.source || '?'}`, sentence: `${askerOf(event.source)} suspended it; a start resumes it.`};
};

const standbysOf = ({config}: Machine): readonly string[] => (isJsonObject(config?.raw) ? textsAt(config.raw, 'standbys') : []);

const isBegin = ({type, status}: MachineEvent): boolean => status === 'started' || (type === 'start' && status === 'starting');

/** A machine whose whole life is known, and no start is in it. */
const neverStarted: Rule = machine => {
	const {state, events, config} = machine;
	const isWaiting = state === 'created' || state === 'stopped';
	if (!isWaiting || events.length === 0 || !events.some(({type}) => type === 'launch') || events.some(isBegin)) {
		return undefined;
	}

	const [standby] = standbysOf(machine);
	if (standby !== undefined) {
		return {short: 'standby, never started', sentence: `It stands by for ${standby} and is started when the host of that fails.`};
	}

	return config?.schedule === undefined
		? {short: 'never started', sentence: 'It was made and never started.'}
		: {short: `never ran, ${config.schedule}`, sentence: `It is scheduled ${config.schedule} and has not run yet.`};
};

const cordoned: Rule = ({cordoned: isCordoned}) =>
	isCordoned ? {short: 'CORDONED', sentence: 'It is cordoned: the proxy sends it no traffic.'} : undefined;

/** What a machine that runs, or is on its way, was asked last: what the platform merely carried out comes after that. */
const askedIndexOf = (events: readonly MachineEvent[]): number =>
	events.findIndex(({type, status, source}) => (source !== '' && source !== 'flyd') || (type === 'launch' && status === 'created'));

/** A machine that its policy started again, since anybody asked anything of it: why it had ended. */
const restarted: Rule = machine => {
	const {events} = machine;
	const askedIndex = askedIndexOf(events);
	const since = events.slice(0, askedIndex === -1 ? events.length : askedIndex);
	const ending = since.some(({exit}) => exit?.restarting === true) ? lastEnding(machine) : undefined;
	if (ending === undefined) {
		return undefined;
	}

	const {short, sentence} = explainEnding(ending);
	return {short: `restarted, ${short}`, sentence};
};

const asked: Rule = ({state, events}) => {
	const event = events[askedIndexOf(events)];
	if (event === undefined) {
		return undefined;
	}

	const {type, source} = event;
	if (type === 'launch' && source === 'flyd') {
		return {short: 'migrated by platform', sentence: 'The platform (flyd) made it anew here: it was moved from another host.'};
	}

	const deed = isTransient(state) ? `asked it to ${type}` : `${deedOf(type)} it`;
	return {short: `${type} by ${source || '?'}`, sentence: `${askerOf(source)} ${deed}.`};
};

const newest: Rule = ({events: [event]}) =>
	event === undefined ? undefined : {short: event.status, sentence: `The newest event is ${event.type}, ${event.status}.`};

const unexplained: Reason = {short: '', sentence: 'No event tells why.'};

/** THE table of why a machine is as it is: the first rule that fits counts. */
const rules: readonly Rule[] = [unknownState, terminal, cordoned, suspended, ended, neverStarted, restarted, asked, newest];

const reasons = new WeakMap<Machine, Reason>();

const findReason = (machine: Machine): Reason => {
	for (const rule of rules) {
		const reason = rule(machine);
		if (reason !== undefined) {
			return reason;
		}
	}

	return unexplained;
};

/** Why a machine is as it is, from what the API tells of it alone; worked out once for an answer. */
export const reasonOf = (machine: Machine): Reason => {
	const known = reasons.get(machine) ?? findReason(machine);
	reasons.set(machine, known);
	return known;
};
