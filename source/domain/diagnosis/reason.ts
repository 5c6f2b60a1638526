import {isJsonObject} from '../json.ts';
import {textsAt} from '../json-reader.ts';
import {isKnownState, isTransient, stateRow} from '../lifecycle.ts';
import type {Machine, MachineEvent} from '../machine.ts';
import {truncate} from '../text.ts';
import {askedInShort, askerInShort, askerOf, deedOf} from './askers.ts';
import {lastEnding} from './ending.ts';
import {endingInBrief, explainEnding} from './ending-rules.ts';
import {isExit} from './requests.ts';

/** Why a machine is as it is: in the few cells of a column, and in sentences. */
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

/** Its events tell who destroyed it, if it was seen so; else it was only there no more. */
const gone: Rule = ({state, events, config}) => {
	const isGone = state === 'destroyed';
	if (!(isGone || state === 'destroying') || events.some(({type, source}) => type === 'destroy' && source !== 'flyd')) {
		return undefined;
	}

	if (config?.autoDestroy === true && events.some(({exit}) => exit !== undefined)) {
		return {short: 'destroyed when it ended', sentence: 'It ended, and is destroyed then, as its auto_destroy says.'};
	}

	return isGone ? {short: 'gone', sentence: 'It does not exist any more.'} : {short: 'being removed', sentence: 'It is being removed.'};
};

const terminal: Rule = ({state}) => terminalReasons.get(state);

const isIdle = ({config}: Machine): boolean => (config?.services ?? []).some(({autostop}) => autostop === 'suspend');

const suspended: Rule = machine => {
	if (machine.state !== 'suspended') {
		return undefined;
	}

	const source = machine.events.find(event => event.type === 'suspend' && event.source !== 'flyd')?.source ?? '';
	return source === 'proxy' && isIdle(machine)
		? {short: 'proxy suspended, idle', sentence: 'The proxy suspended it, idle, as its autostop says; a request wakes it.'}
		: {short: askedInShort({type: 'suspend', source}), sentence: `${askerOf(source)} suspended it; a start resumes it.`};
};

const standbysOf = ({config}: Machine): readonly string[] => (isJsonObject(config?.raw) ? textsAt(config.raw, 'standbys') : []);

const isStart = ({type, status}: MachineEvent): boolean => status === 'started' || (type === 'start' && status === 'starting');

const isMade = ({type, status}: MachineEvent): boolean => type === 'launch' && status === 'created';

/** A machine whose whole life is known, and no start is in it. */
const neverStarted: Rule = machine => {
	const {state, events, config} = machine;
	const isWaiting = state === 'created' || state === 'stopped';
	// One that was moved here may have run for long on another host.
	const isMoved = events.find(isMade)?.source === 'flyd';
	if (!isWaiting || isMoved || !events.some(({type}) => type === 'launch') || events.some(isStart)) {
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

/** What a machine that runs, or is on its way, was asked last: what the platform merely carried out comes after that. */
const askedIndexOf = (events: readonly MachineEvent[]): number =>
	events.findIndex(event => (event.source !== '' && event.source !== 'flyd') || isMade(event));

/** What it was asked last. That a new version is made is part of the update that asked for it. */
const lastAskedIn = (events: readonly MachineEvent[]): MachineEvent | undefined => {
	const index = askedIndexOf(events);
	const event = events[index];
	const before = events.slice(index + 1).find(older => !isExit(older));
	return event !== undefined && isMade(event) && before?.type === 'update' ? before : event;
};

/** A start or a stop that failed, of which no exit tells. */
const failedAttempt: Rule = ({state, events}) => {
	if (state !== 'failed') {
		return undefined;
	}

	const exitIndex = events.findIndex(isExit);
	const newer = exitIndex === -1 ? events : events.slice(0, exitIndex);
	const attempt = lastAskedIn(newer) ?? newer[0];
	return attempt === undefined
		? undefined
		: {
				short: `${askerInShort(attempt.source)} ${attempt.type} failed`,
				sentence: `${askerOf(attempt.source)} asked it to ${attempt.type}, which failed; the API does not tell how.`,
			};
};

/** A machine that its policy started again, since anybody asked anything of it: why it had ended. */
const restarted: Rule = machine => {
	const {events} = machine;
	const askedIndex = askedIndexOf(events);
	const since = events.slice(0, askedIndex === -1 ? events.length : askedIndex);
	const ending = since.some(isExit) ? lastEnding(machine) : undefined;
	if (ending?.exit === undefined || ending.restart === 'none') {
		return undefined;
	}

	return {short: `restarted, ${endingInBrief(ending.exit, ending)}`, sentence: explainEnding(ending).sentence};
};

const asked: Rule = ({state, events}) => {
	const event = lastAskedIn(events);
	if (event === undefined) {
		return undefined;
	}

	const {type, source} = event;
	if (type === 'launch' && source === 'flyd') {
		return {short: 'migrated by platform', sentence: 'The platform (flyd) made it anew here: it was moved from another host.'};
	}

	const deed = isTransient(state) ? `asked it to ${type}` : `${deedOf(type)} it`;
	return {short: askedInShort(event), sentence: `${askerOf(source)} ${deed}.`};
};

const newest: Rule = ({events: [event]}) => {
	const words = [event?.type, event?.status].filter(Boolean);
	const short = words.at(-1);
	return short === undefined ? undefined : {short, sentence: `The newest event is ${words.join(', ')}.`};
};

const unexplained = ({state}: Machine): Reason => ({short: 'not told why', sentence: `No event tells why it is ${state}.`});

/** THE table of why a machine is as it is: the first rule that fits counts. */
const rules: readonly Rule[] = [unknownState, terminal, gone, suspended, failedAttempt, ended, neverStarted, restarted, asked, newest];

const reasons = new WeakMap<Machine, Reason>();

const findReason = (machine: Machine): Reason => {
	for (const rule of rules) {
		const reason = rule(machine);
		if (reason !== undefined) {
			return reason;
		}
	}

	return unexplained(machine);
};

/** Why a machine is as it is, from what the API tells of it alone; worked out once for an answer. That it is cordoned is no part of it. */
export const causeOf = (machine: Machine): Reason => {
	const known = reasons.get(machine) ?? findReason(machine);
	reasons.set(machine, known);
	return known;
};

/** What the WHY column has at 80 columns. */
const roomInColumn = 23;

/** Why a machine is as it is, with a flag in the few cells where it is cordoned. */
export const reasonOf = (machine: Machine): Reason => {
	const cause = causeOf(machine);
	return machine.cordoned ? {...cause, short: truncate(`CORDONED ${cause.short}`.trim(), roomInColumn)} : cause;
};
