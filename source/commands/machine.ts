import {selectTargets} from '../store/marks.ts';
import {changeCommands} from './change.ts';
import type {Command} from './command.ts';
import {copyCommands} from './copy.ts';
import {jobCommands} from './jobs.ts';
import {leaseCommands} from './leases.ts';
import {markCommands} from './marks.ts';
import {newMachineCommands} from './new-machine.ts';
import {enterMode, targetOf} from './outcomes.ts';
import {verbCommands} from './verbs.ts';

/** The states that can be waited for (reference of the Machines API, section 2.4); `settled` is any that lasts. */
export const waitStates = ['started', 'stopped', 'suspended', 'destroyed', 'failed', 'settled'] as const;

const noMachine = 'There is no machine under the cursor.';

const dialogs: readonly Command[] = [
	{
		id: 'wait',
		title: 'wait for a state, with a ring at its end; of all that are marked',
		keys: ['W'],
		group: 'machine',
		risk: 'none',
		hint: 'wait',
		isInPrompt: true,
		choices: waitStates,
		choiceTitle: wanted => `wait until it is ${wanted}`,
		disabledBecause: state => (selectTargets(state).length === 0 ? noMachine : undefined),
		run: (state, wanted) => {
			const targets = selectTargets(state).map(targetOf);
			return wanted === undefined ? enterMode({kind: 'wait', targets, picked: 0}) : {effects: [{type: 'wait', targets, wanted}]};
		},
	},
];

export const machineCommands: readonly Command[] = [
	...verbCommands,
	...markCommands,
	...changeCommands,
	...newMachineCommands,
	...leaseCommands,
	...dialogs,
	...copyCommands,
	...jobCommands,
];
