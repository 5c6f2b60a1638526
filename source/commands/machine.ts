import type {Machine} from '../domain/machine.ts';
import {selectCursorMachine} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {changeCommands} from './change.ts';
import type {Command, Outcome} from './command.ts';
import {copyCommands} from './copy.ts';
import {jobCommands} from './jobs.ts';
import {leaseCommands} from './leases.ts';
import {markCommands} from './marks.ts';
import {enterMode, nothing, targetOf} from './outcomes.ts';
import {verbCommands} from './verbs.ts';

/** The states that can be waited for (reference of the Machines API, section 2.4); `settled` is any that lasts. */
export const waitStates = ['started', 'stopped', 'suspended', 'destroyed', 'failed', 'settled'] as const;

const noMachine = 'There is no machine under the cursor.';

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
	...verbCommands,
	...markCommands,
	...changeCommands,
	...leaseCommands,
	...dialogs,
	...copyCommands,
	...jobCommands,
];
