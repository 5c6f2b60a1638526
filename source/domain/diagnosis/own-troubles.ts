import {maskedText} from '../config/masking.ts';
import {isKnownState, isTerminal, stateRow} from '../lifecycle.ts';
import type {Machine} from '../machine.ts';
import {stateSinceMs} from '../since.ts';
import {formatAge, isMoment} from '../time.ts';
import {compareKinds, type Trouble} from '../trouble.ts';
import {crashLoop} from './crash-loop.ts';
import {failedExit, killedStop, outOfMemory} from './ending-troubles.ts';
import {longLease} from './long-lease.ts';
import {causeOf} from './reason.ts';

const minuteMs = 60_000;

/** So long after the last thing that happened to it, a cordoned machine counts as forgotten. When it was cordoned the API does not tell. */
const forgottenAfterMs = 60 * minuteMs;

type Rule = (machine: Machine) => Trouble | undefined;

const failed: Rule = machine => {
	if (stateRow(machine.state).tone !== 'bad') {
		return undefined;
	}

	const {short, sentence} = causeOf(machine);
	return {
		kind: 'FAILED',
		sinceMs: stateSinceMs(machine),
		short: short || machine.state,
		sentence: `${sentence} It is ${machine.state}: ${stateRow(machine.state).meaning}.`,
		next:
			machine.state === 'launch_failed'
				? 'l shows its logs; n makes another one: the platform destroys this one.'
				: 'l shows its logs; e mends its config; s tries to start it again.',
	};
};

const stuckNext: ReadonlyMap<string, string> = new Map([
	['starting', 'l shows how far it came; t stops it.'],
	['updating', 'L shows who holds its lease; l shows how far it came.'],
	['replacing', 'L shows who holds its lease; l shows how far it came.'],
	['destroying', 'ctrl-d deletes it by force.'],
]);

const stuck: Rule = machine => {
	const {stuckAfterMs} = stateRow(machine.state);
	const sinceMs = stateSinceMs(machine);
	if (stuckAfterMs === undefined || sinceMs === undefined) {
		return undefined;
	}

	const request = machine.events[0]?.source === 'flyd' ? undefined : machine.events[0];
	const asked = request === undefined ? '' : `, asked by ${request.source || 'somebody'}`;
	return {
		kind: 'STUCK',
		sinceMs,
		short: `STUCK ${machine.state} >${formatAge(stuckAfterMs)}`,
		sentence: isKnownState(machine.state)
			? `Stuck: ${machine.state}${asked}, for more than the normal ${formatAge(stuckAfterMs)}.`
			: `Stuck: for more than ${formatAge(stuckAfterMs)} in the state "${machine.state}", which flydeck does not know.`,
		next: stuckNext.get(machine.state) ?? 'l shows how far it came; ctrl-d deletes it by force; W waits.',
		fromMs: sinceMs + stuckAfterMs + 1,
	};
};

/** Checks count while the machine runs: what a stopped one fails is no news. */
const failingCheck: Rule = ({state, checks}) => {
	const failing = state === 'started' ? checks.filter(({status}) => status === 'critical') : [];
	const [first] = failing;
	if (first === undefined) {
		return undefined;
	}

	const times = failing.map(({updatedAtMs}) => updatedAtMs).filter(timeMs => timeMs !== undefined && isMoment(timeMs));
	const others = failing.length === 1 ? '' : `, and ${failing.length - 1} more`;
	const output = maskedText(first.output);
	return {
		kind: 'CHECK',
		sinceMs: times.length === 0 ? undefined : Math.min(...times.map(timeMs => timeMs ?? 0)),
		short: `CHECK ${first.name === '' ? '' : `${first.name}: `}${output || first.status}`,
		sentence: `${first.name === '' ? 'A check without a name' : `Check ${first.name}`} fails ${output === '' ? 'with no output' : `with: ${output}`}${others}. A failing check never restarts a machine.`,
		next: 'l shows its logs; r restarts it, which nothing else does.',
	};
};

const lastTouchedMs = ({events, updatedAtMs}: Machine): number | undefined => {
	const times = [events[0]?.timestampMs, updatedAtMs].filter(timeMs => timeMs !== undefined && isMoment(timeMs));
	return times.length === 0 ? undefined : Math.max(...times.map(timeMs => timeMs ?? 0));
};

const forgottenCordon: Rule = machine => {
	const touchedMs = machine.cordoned ? lastTouchedMs(machine) : undefined;
	return touchedMs === undefined
		? undefined
		: {
				kind: 'CORDON',
				sinceMs: touchedMs,
				short: 'CORDONED, forgotten?',
				sentence: `${machine.state === 'started' ? '' : `${causeOf(machine).sentence} `}It is cordoned, so the proxy sends it no traffic, and nothing has happened to it since: most likely it is forgotten.`,
				next: 'C lets the proxy send it traffic again.',
				fromMs: touchedMs + forgottenAfterMs,
			};
};

/** Of a machine on a lost host nothing else is certain. */
const lostHost = ({hostStatus, state}: Machine): Trouble => ({
	kind: 'HOST',
	sinceMs: undefined,
	short: `HOST ${hostStatus}`,
	sentence: `Its host does not answer (${hostStatus}): "${state}" is only what was known last.`,
	next: 'W waits for it: no order reaches it until its host answers.',
});

const rules: readonly Rule[] = [crashLoop, outOfMemory, failed, failedExit, stuck, failingCheck, forgottenCordon, longLease, killedStop];

const findTroubles = (machine: Machine): readonly Trouble[] => {
	if (machine.hostStatus !== 'ok') {
		return [lostHost(machine)];
	}

	return isTerminal(machine.state)
		? []
		: rules
				.map(rule => rule(machine))
				.filter(trouble => trouble !== undefined)
				.toSorted(compareKinds);
};

const troublesByMachine = new WeakMap<Machine, readonly Trouble[]>();

/** What is, or may with time become, wrong with a machine, from what the API tells of it alone; worked out once for an answer. */
export const ownTroubles = (machine: Machine): readonly Trouble[] => {
	const known = troublesByMachine.get(machine) ?? findTroubles(machine);
	troublesByMachine.set(machine, known);
	return known;
};
