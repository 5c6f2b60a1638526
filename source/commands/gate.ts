import {isBetweenRestarts} from '../domain/exit.ts';
import {type Call, legalityOf} from '../domain/legality.ts';
import type {Machine} from '../domain/machine.ts';
import {formatAge, formatCountdown} from '../domain/time.ts';
import {type Verb, verbs} from '../domain/verbs.ts';
import {hasOldData} from '../store/connection.ts';
import {selectForeignLease} from '../store/selectors.ts';
import type {Ask, State} from '../store/state.ts';

/** Whether an act may go out: at once, after a confirmation, or not at all. */
export type Verdict =
	| {readonly kind: 'allow'}
	| {readonly kind: 'confirm'; readonly ask: Ask}
	| {readonly kind: 'deny'; readonly why: string};

const calls: Readonly<Record<Verb, Call>> = {start: 'start', stop: 'stop', delete: 'delete', 'force-delete': 'delete'};

/** The verb that deletes a machine in its present state: by force when it is not at rest. */
export const deleteVerbFor = (machine: Machine): Verb => (legalityOf('delete', machine.state).legal ? 'delete' : 'force-delete');

/** Names that can be told apart by eye and typed on any keyboard; no space, which nobody sees at an end. */
const typable = /^[!-~]{1,63}$/;

const askToKill = ({name, id}: Machine): Ask =>
	typable.test(name) ? {kind: 'type', expected: name, hint: 'its full name'} : {kind: 'type', expected: id, hint: 'its whole id'};

const asks: Readonly<Record<Verb, (machine: Machine) => Ask | undefined>> = {
	start: () => undefined,
	stop: () => ({kind: 'yes'}),
	delete: ({id}) => ({kind: 'type', expected: id.slice(-4), hint: 'the last 4 of its id'}),
	'force-delete': askToKill,
};

const ageOfData = ({feeds, nowMs}: State, app: string): string => formatAge(nowMs - (feeds.get(app)?.answeredAtMs ?? nowMs));

const refusalOf = (state: State, verb: Verb, machine: Machine): string | undefined => {
	const label = machine.name || machine.id;
	const pending = state.pending.get(machine.id);
	if (pending !== undefined) {
		return `${label}: ${verbs[pending.verb].doing} is still on its way`;
	}

	const lease = selectForeignLease(state, machine);
	if (lease !== undefined) {
		return `${label}: lease held by ${lease.owner}, free in ${formatCountdown(lease.expiresAtMs - state.nowMs)}`;
	}

	const legality = legalityOf(calls[verb], machine.state, {
		force: verb === 'force-delete',
		imageReady: true,
		willRestart: isBetweenRestarts(machine),
	});
	const asOf = hasOldData(state, machine.app) ? `, as read ${ageOfData(state, machine.app)} ago` : '';
	if (!legality.legal) {
		return `${label} is ${machine.state}${asOf}: ${legality.message}`;
	}

	return legality.noEffect === true ? `${label} is already ${machine.state}${asOf}` : undefined;
};

/** Decides on an act from what is known: the state of the machine, who holds its lease, what is on its way, and the risk. */
export const gate = (state: State, verb: Verb, machine: Machine): Verdict => {
	const why = refusalOf(state, verb, machine);
	if (why !== undefined) {
		return {kind: 'deny', why};
	}

	const ask = asks[verb](machine);
	return ask === undefined ? {kind: 'allow'} : {kind: 'confirm', ask};
};
