import {isJsonObject} from '../domain/json.ts';
import {legalityOf} from '../domain/legality.ts';
import type {Machine} from '../domain/machine.ts';
import {snapshotOf} from '../domain/snapshot.ts';
import {formatCountdown} from '../domain/time.ts';
import {type Order, type Verb, verbs} from '../domain/verbs.ts';
import {selectForeignLease} from '../store/selectors.ts';
import type {Ask, Skipped, State} from '../store/state.ts';
import {targetOf} from './outcomes.ts';

/** Whether an order may go out: at once, after a confirmation, or not at all. `machines` are those that it would reach. */
export type Verdict =
	| {readonly kind: 'allow'; readonly machines: readonly Machine[]}
	| {
			readonly kind: 'confirm';
			readonly ask: Ask;
			readonly machines: readonly Machine[];
			readonly skipped: readonly Skipped[];
	  }
	| {readonly kind: 'deny'; readonly why: string};

/** From so many machines on, the verb and their number have to be typed. */
const typedFrom = 5;

const isAtRest = (machine: Machine): boolean => legalityOf('delete', machine.state).legal;

/** The verb that deletes machines in their present states: by force when one of them is not at rest. */
export const deleteVerbFor = (machines: readonly Machine[]): Verb => (machines.every(isAtRest) ? 'delete' : 'force-delete');

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
	delete: ({id}) => ({kind: 'type', expected: id.slice(-4), hint: 'the last 4 of its id'}),
	'force-delete': askToKill,
};

const askForMany = (verb: Verb, count: number): Ask => {
	const {title, goal} = verbs[verb];
	return count >= typedFrom || goal === 'destroyed'
		? {kind: 'type', expected: `${title} ${count}`, hint: 'the act and how many'}
		: {kind: 'yes'};
};

const cordonRefusal = (verb: Verb, {cordoned}: Machine): string | undefined => {
	if (verb === 'cordon' && cordoned) {
		return 'is cordoned already';
	}

	return verb === 'uncordon' && !cordoned ? 'is not cordoned' : undefined;
};

/** Why an order cannot reach a machine, as a sentence; undefined when it can. */
export const refusalOf = (state: State, {verb}: Order, machine: Machine): string | undefined => {
	const label = machine.name || machine.id;
	const pending = state.pending.get(machine.id);
	if (pending !== undefined) {
		return `${label}: ${verbs[pending.verb].doing} is still on its way`;
	}

	const lease = selectForeignLease(state, machine);
	if (lease !== undefined && verb !== 'signal') {
		return `${label}: lease held by ${lease.owner}, free in ${formatCountdown(lease.expiresAtMs - state.nowMs)}`;
	}

	const {call, force} = verbs[verb];
	const raw = machine.config?.raw;
	const snapshot = isJsonObject(raw) ? snapshotOf(raw) : undefined;
	const legality = legalityOf(call, machine.state, {force, imageReady: true, snapshot});
	if (!legality.legal) {
		return `${label} is ${machine.state}: ${legality.message}`;
	}

	if (legality.noEffect === true) {
		return `${label} is already ${machine.state}`;
	}

	const cordon = cordonRefusal(verb, machine);
	return cordon === undefined ? undefined : `${label} ${cordon}`;
};

/**
Decides on an order from what is known: the states of the machines, who holds their leases, what is on its way, and the risk. Of several
machines, those that it cannot reach are skipped and named.
*/
export const gate = (state: State, order: Order, machines: readonly Machine[]): Verdict => {
	const refusals = machines.map(machine => refusalOf(state, order, machine));
	const reached = machines.filter((_machine, index) => refusals[index] === undefined);
	const [first] = reached;
	if (first === undefined) {
		const why = refusals[0] ?? 'There is no machine under the cursor.';
		return {kind: 'deny', why: machines.length < 2 ? why : `None of the ${machines.length} can be reached: ${why}`};
	}

	const ask = machines.length === 1 ? asksForOne[order.verb](first) : askForMany(order.verb, reached.length);
	if (ask === undefined) {
		return {kind: 'allow', machines: reached};
	}

	const skipped = machines.flatMap((machine, index) => {
		const why = refusals[index];
		return why === undefined ? [] : [{target: targetOf(machine), why}];
	});
	return {kind: 'confirm', ask, machines: reached, skipped};
};
