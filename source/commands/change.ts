import {legalityOf} from '../domain/legality.ts';
import type {Machine} from '../domain/machine.ts';
import {selectJobOf} from '../store/jobs.ts';
import {selectTargets} from '../store/marks.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {leaseRefusal} from './lease-refusal.ts';
import {miscount} from './marked.ts';
import {both, enterMode, nothing, targetOf} from './outcomes.ts';

/** Why the config of a machine cannot be had whole: what its host does not tell would be lost. */
export const unreadable = ({name, id, hostStatus, configIncomplete}: Machine): string | undefined => {
	if (configIncomplete) {
		return `${name || id}: its host cannot be asked for its whole config now: it cannot be changed or compared.`;
	}

	return hostStatus === 'ok' ? undefined : `${name || id}: its host is ${hostStatus}: its config cannot be read now.`;
};

/** Why nothing can be done with the configs of the marked machines, as many as may be taken together. */
export const unfit = (state: State, most: number, what: string): string | undefined => {
	const [why] = selectTargets(state).flatMap(machine => unreadable(machine) ?? []);
	return miscount(state, most, what) ?? why;
};

/** Why a machine cannot be given another config now, as a sentence; undefined when it can. */
export const changeRefusal = (state: State, machine: Machine): string | undefined => {
	const label = machine.name || machine.id;
	if (state.pending.has(machine.id) || selectJobOf(state, machine.id) !== undefined) {
		return `${label}: something else is still on its way.`;
	}

	const leased = leaseRefusal(state, machine);
	if (leased !== undefined) {
		return leased;
	}

	const legality = legalityOf('update', machine.state);
	return legality.legal ? undefined : `${label} is ${machine.state}: ${legality.message}`;
};

const cannotEdit = (state: State): string | undefined => {
	const [machine] = selectTargets(state);
	return (
		unfit(state, 1, 'The config of one machine is edited at a time') ?? (machine === undefined ? undefined : changeRefusal(state, machine))
	);
};

/** The machine under the cursor where it is one of two marked ones, else the first of them. */
const openPicker = (state: State): Outcome => {
	const machines = selectTargets(state);
	const subject = machines.find(({id}) => id === state.view.cursorId) ?? machines[0];
	if (subject === undefined) {
		return nothing;
	}

	const target = targetOf(subject);
	const other = machines.find(machine => machine !== subject);
	return both(
		enterMode({
			kind: 'versions',
			target,
			other: other === undefined ? undefined : targetOf(other),
			list: undefined,
			picked: 0,
			path: undefined,
		}),
		{effects: [{type: 'load-versions', target}]},
	);
};

/** A machine's config: changed, compared, taken back. */
export const changeCommands: readonly Command[] = [
	{
		id: 'edit',
		title: 'edit the config in $EDITOR; what differs is shown and asked first',
		keys: ['e'],
		group: 'machine',
		risk: 'disruptive',
		hint: 'edit',
		isInPrompt: true,
		disabledBecause: cannotEdit,
		run: state => {
			const [machine] = selectTargets(state);
			return machine === undefined ? nothing : {effects: [{type: 'edit-config', target: targetOf(machine)}]};
		},
	},
	{
		id: 'compare',
		title: 'compare the config: earlier versions, the other marked machine, a file; b goes back',
		keys: ['D'],
		group: 'machine',
		risk: 'disruptive',
		isInPrompt: true,
		disabledBecause: state => unfit(state, 2, 'One machine is compared with its versions, or two with each other'),
		run: openPicker,
	},
];
