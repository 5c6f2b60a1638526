import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {note} from './outcomes.ts';

/** Runs a command, or tells why it cannot be done now. */
export const runCommand = (state: State, command: Command, choice?: string): Outcome => {
	const why = command.disabledBecause?.(state);
	return why === undefined ? command.run(state, choice) : note(state, 'warning', why);
};
