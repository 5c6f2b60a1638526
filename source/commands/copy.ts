import {selectCursorMachine} from '../store/selectors.ts';
import type {Command} from './command.ts';
import {enterMode, nothing, targetOf} from './outcomes.ts';

/** What can be taken along to somewhere else. */
export const copyCommands: readonly Command[] = [
	{
		id: 'copy',
		title: 'copy id, name, address, row, JSON, URL or a curl command; ctrl-y where something is asked',
		keys: ['c'],
		group: 'machine',
		risk: 'none',
		isInPrompt: true,
		disabledBecause: state => (selectCursorMachine(state) === undefined ? 'There is no machine under the cursor.' : undefined),
		run(state) {
			const machine = selectCursorMachine(state);
			return machine === undefined ? nothing : enterMode({kind: 'copy', target: targetOf(machine)});
		},
	},
];
