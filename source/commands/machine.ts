import type {Machine} from '../domain/machine.ts';
import type {Verb} from '../domain/verbs.ts';
import {selectCursorMachine} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {deleteVerbFor, gate} from './gate.ts';
import {enterMode, note, nothing, targetOf} from './outcomes.ts';

/** The states that can be waited for, as the API's wait call takes them. */
export const waitStates = ['started', 'stopped', 'suspended', 'destroyed'] as const;

const noMachine = 'There is no machine under the cursor.';

const act = (state: State, verb: Verb, machine: Machine): Outcome => {
	const verdict = gate(state, verb, machine);
	const target = targetOf(machine);
	switch (verdict.kind) {
		case 'allow':
			return {effects: [{type: 'act', verb, target}]};
		case 'confirm':
			return enterMode({kind: 'confirm', confirmation: {verb, target, ask: verdict.ask, openedAtMs: state.nowMs}, typed: ''});
		case 'deny':
			return note(state, 'warning', verdict.why);
	}
};

const refusal = (state: State, verbFor: (machine: Machine) => Verb): string | undefined => {
	const machine = selectCursorMachine(state);
	if (machine === undefined) {
		return noMachine;
	}

	const verdict = gate(state, verbFor(machine), machine);
	return verdict.kind === 'deny' ? verdict.why : undefined;
};

type Act = Pick<Command, 'id' | 'title' | 'keys' | 'risk' | 'hint'> & {readonly verbFor: (machine: Machine) => Verb};

const acts: readonly Act[] = [
	{id: 'start', title: 'start the machine', keys: ['s'], risk: 'none', hint: 'start', verbFor: () => 'start'},
	{id: 'stop', title: 'stop the machine, asked first', keys: ['t'], risk: 'disruptive', hint: 'stop', verbFor: () => 'stop'},
	{
		id: 'delete',
		title: 'delete the machine, typed first',
		keys: ['ctrl-d', 'del'],
		risk: 'destructive',
		hint: 'delete',
		verbFor: deleteVerbFor,
	},
];

/** Runs something on the machine under the cursor, if there is one. */
const onMachine =
	(run: (state: State, machine: Machine, choice: string | undefined) => Outcome) =>
	(state: State, choice?: string): Outcome => {
		const machine = selectCursorMachine(state);
		return machine === undefined ? nothing : run(state, machine, choice);
	};

const needsMachine = (state: State): string | undefined => (selectCursorMachine(state) === undefined ? noMachine : undefined);

const dialogs: readonly Command[] = [
	{
		id: 'lease',
		title: 'lease: take, refresh, release',
		keys: ['L'],
		group: 'machine',
		risk: 'none',
		hint: 'lease',
		isInPrompt: true,
		disabledBecause: needsMachine,
		run: onMachine((_state, machine) => enterMode({kind: 'lease', target: targetOf(machine), ttl: '120'})),
	},
	{
		id: 'wait',
		title: 'wait for a state',
		keys: ['W'],
		group: 'machine',
		risk: 'none',
		hint: 'wait',
		isInPrompt: true,
		choices: waitStates,
		choiceTitle: wanted => `wait until it is ${wanted}`,
		disabledBecause: needsMachine,
		run: onMachine((_state, machine, wanted) =>
			wanted === undefined
				? enterMode({kind: 'wait', target: targetOf(machine), picked: 0})
				: {effects: [{type: 'wait', target: targetOf(machine), wanted}]},
		),
	},
];

export const machineCommands: readonly Command[] = [
	...acts.map(
		({verbFor, ...row}): Command => ({
			...row,
			group: 'machine',
			isInPrompt: true,
			disabledBecause: state => refusal(state, verbFor),
			run: onMachine((state, machine) => act(state, verbFor(machine), machine)),
		}),
	),
	...dialogs,
];
