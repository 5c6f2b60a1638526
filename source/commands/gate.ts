import {isBetweenRestarts} from '../domain/exit.ts';
import {imageRefusalOf} from '../domain/image.ts';
import {isJsonObject} from '../domain/json.ts';
import {legalityOf} from '../domain/legality.ts';
import {isTransient} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import {snapshotOf} from '../domain/snapshot.ts';
import {formatAge} from '../domain/time.ts';
import {type Order, type Verb, verbs} from '../domain/verbs.ts';
import {changeRefusal} from '../store/change-refusal.ts';
import {hasOldData} from '../store/connection.ts';
import {selectJobOf} from '../store/jobs.ts';
import {countHidden} from '../store/marks.ts';
import {machineSubject} from '../store/protection.ts';
import type {Ask, Skipped, State} from '../store/state.ts';
import {unreadable} from './change.ts';
import {leaseRefusal} from './lease-refusal.ts';
import {targetOf} from './outcomes.ts';
import {protectedAsk, typedCount} from './typed-count.ts';

/** Whether an order may go out: at once, after a confirmation, or not at all. `machines` are those that it would reach. */
export type Verdict =
	| {readonly kind: 'allow'; readonly machines: readonly Machine[]}
	| {
			readonly kind: 'confirm';
			readonly ask: Ask;
			readonly machines: readonly Machine[];
			readonly skipped: readonly Skipped[];
			/** How many of the machines are marked and hidden by the filter. */
			readonly hidden: number;
	  }
	| {readonly kind: 'deny'; readonly why: string};

/** From so many machines on, the verb and their number have to be typed. */
export const typedFrom = 5;

const isAtRest = (machine: Machine): boolean => legalityOf('delete', machine.state).legal;

/** The verb that deletes machines in their present states: by force when one of them is not at rest. Of several, those on their way are left out. */
export const deleteVerbFor = (machines: readonly Machine[]): Verb => {
	const settled = machines.filter(({state}) => machines.length === 1 || !isTransient(state));
	return settled.every(isAtRest) ? 'delete' : 'force-delete';
};

/** Names that can be told apart by eye and typed on any keyboard; no space, which nobody sees at an end. */
const typable = /^[!-~]{1,63}$/;

const askToKill = ({name, id}: Machine): Ask =>
	typable.test(name) ? {kind: 'type', expected: name, hint: 'its full name'} : {kind: 'type', expected: id, hint: 'its whole id'};

/** What has to be done before an order reaches one machine; undefined: nothing. */
const asksForOne: Readonly<Record<Verb, (machine: Machine) => Ask | undefined>> = {
	start: () => undefined,
	uncordon: () => undefined,
	stop: () => ({kind: 'yes'}),
	suspend: () => ({kind: 'yes'}),
	restart: () => ({kind: 'yes'}),
	signal: () => ({kind: 'yes'}),
	cordon: () => ({kind: 'yes'}),
	update: () => ({kind: 'yes'}),
	delete: ({id}) => ({kind: 'type', expected: id.slice(-4), hint: 'the last 4 of its id'}),
	'force-delete': askToKill,
};

const askForMany = (verb: Verb, count: number): Ask => {
	const {title, goal} = verbs[verb];
	return count >= typedFrom || goal === 'destroyed' ? typedCount(title, count) : {kind: 'yes'};
};

/** What keeps single verbs from a machine whatever its state is, as a sentence. */
const ownRefusal = ({verb, image}: Order, machine: Machine): string | undefined => {
	const label = machine.name || machine.id;
	switch (verb) {
		case 'cordon':
			return machine.cordoned ? `${label} is cordoned already` : undefined;
		case 'uncordon':
			return machine.cordoned ? undefined : `${label} is not cordoned`;
		case 'update': {
			const refusal = imageRefusalOf(machine, image);
			return unreadable(machine) ?? (refusal === undefined ? undefined : `${label} ${refusal}`);
		}
		default:
			return undefined;
	}
};

const ageOfData = ({feeds, nowMs}: State, app: string): string => formatAge(nowMs - (feeds.get(app)?.answeredAtMs ?? nowMs));

/** Why an order cannot reach a machine, as a sentence; undefined when it can. One of several must not be on its way from state to state. */
export const refusalOf = (state: State, order: Order, machine: Machine, isOneOfMany = false): string | undefined => {
	const {verb} = order;
	const label = machine.name || machine.id;
	const pending = state.pending.get(machine.id);
	if (pending !== undefined) {
		return `${label}: ${verbs[pending.verb].doing} is still on its way`;
	}

	const job = selectJobOf(state, machine.id);
	if (job !== undefined) {
		return `${label} is part of a job that goes on (${verbs[job.order.verb].title}): J shows it`;
	}

	const leased = leaseRefusal(state, machine);
	if (leased !== undefined) {
		return leased;
	}

	const {call, force} = verbs[verb];
	const raw = machine.config?.raw;
	const snapshot = isJsonObject(raw) ? snapshotOf(raw) : undefined;
	const legality = legalityOf(call, machine.state, {force, imageReady: true, willRestart: isBetweenRestarts(machine), snapshot});
	const asOf = hasOldData(state, machine.app) ? `, as read ${ageOfData(state, machine.app)} ago` : '';
	if (!legality.legal) {
		return `${label} is ${machine.state}${asOf}: ${legality.message}`;
	}

	if (legality.noEffect === true) {
		return `${label} is already ${machine.state}${asOf}`;
	}

	const own = ownRefusal(order, machine);
	if (own !== undefined) {
		return own;
	}

	return isOneOfMany && isTransient(machine.state) ? `${label} is ${machine.state}: not settled` : undefined;
};

/**
Decides on an order from what is known: the states of the machines, who holds their leases, what is on its way, the risk, and what is protected. Of several
machines, those that it cannot reach are skipped and named.
*/
export const gate = (state: State, order: Order, machines: readonly Machine[]): Verdict => {
	const refusal = changeRefusal(state);
	if (refusal !== undefined) {
		return {kind: 'deny', why: refusal};
	}

	const refusals = machines.map(machine => refusalOf(state, order, machine, machines.length > 1));
	const reached = machines.filter((_machine, index) => refusals[index] === undefined);
	const [first] = reached;
	if (first === undefined) {
		const why = refusals[0] ?? 'There is no machine under the cursor.';
		return {kind: 'deny', why: machines.length < 2 ? why : `None of the ${machines.length} can be reached: ${why}`};
	}

	const hidden = countHidden(state, reached);
	const usual = reached.length === 1 ? asksForOne[order.verb](first) : askForMany(order.verb, reached.length);
	const subjects = reached.map(machine => machineSubject(state, machine));
	const ask = protectedAsk(state, verbs[order.verb].title, subjects, usual);
	if (ask === undefined && machines.length === 1 && hidden === 0) {
		return {kind: 'allow', machines: reached};
	}

	const skipped = machines.flatMap((machine, index) => {
		const why = refusals[index];
		return why === undefined ? [] : [{target: targetOf(machine), why}];
	});
	return {kind: 'confirm', ask: ask ?? {kind: 'yes'}, machines: reached, skipped, hidden};
};
