import {exitKeyOf} from '../domain/details/exit-log.ts';
import {areEventsShown} from '../store/exit-logs.ts';
import {selectCursorMachine, selectExits, selectPickedExit} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {changeView, note} from './outcomes.ts';

/** Picks the exit that is so many older than the picked one, or, where none is, the newest. */
const pick = (state: State, by: number, word: string): Outcome => {
	const machine = selectCursorMachine(state);
	if (machine === undefined) {
		return note(state, 'warning', 'There is no machine under the cursor.');
	}

	const exits = selectExits(state, machine);
	const picked = selectPickedExit(state, machine);
	const exit = exits[picked === undefined ? 0 : exits.indexOf(picked) + by];
	if (exit === undefined) {
		const what = picked === undefined ? 'No exit' : `No ${word} exit`;
		return note(state, 'info', `${what} of ${machine.name || machine.id} is known.`);
	}

	return changeView({pickedExitKey: exitKeyOf(machine, exit)});
};

const unseen = (state: State): string | undefined =>
	areEventsShown(state) ? undefined : 'Exits are gone through in the events of a machine: enter, then 1.';

/** What goes from exit to exit in the event log of a machine, each with what the machine said around it. */
export const exitCommands: readonly Command[] = [
	{
		id: 'older-exit',
		title: 'in the events: the exit before, with what the machine said around it',
		keys: ['}'],
		group: 'view',
		risk: 'none',
		disabledBecause: unseen,
		run: state => pick(state, 1, 'older'),
	},
	{
		id: 'newer-exit',
		title: 'in the events: the exit after, with what the machine said around it',
		keys: ['{'],
		group: 'view',
		risk: 'none',
		disabledBecause: unseen,
		run: state => pick(state, -1, 'newer'),
	},
];
