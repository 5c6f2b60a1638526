import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {note} from './outcomes.ts';
import {commandHere} from './screen-table.ts';

/** Runs a command, or tells why it cannot be done now. */
export const runCommand = (state: State, command: Command, choice?: string): Outcome => {
	const here = commandHere(state, command);
	const why = here.disabledBecause?.(state);
	return why === undefined ? here.run(state, choice) : note(state, 'warning', why);
};
