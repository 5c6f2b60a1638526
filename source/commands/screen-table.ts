import {selectScreen} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import type {Command} from './command.ts';
import {stepOf} from './move.ts';
import {note} from './outcomes.ts';
import {replayCommands} from './replay.ts';
import {resourceCommands} from './resources.ts';
import {moveOnScreen, pageOnScreen, screenRuns} from './screen-view.ts';
import {screenCommands} from './screens.ts';
import {commands} from './table.ts';

/** Commands that do the same whatever is shown. Whatever is not named here is about machines, and does nothing where none is seen. */
const sameEverywhere: readonly string[] = [
	'prompt',
	'help',
	'refresh',
	'pause',
	'notes',
	'actions',
	'changes',
	'save-view',
	'jobs',
	'pause-job',
	'abort-job',
	...screenCommands.map(({id}) => id),
	...resourceCommands.map(({id}) => id),
	...replayCommands.map(({id}) => id),
];

/** The ids of the commands that work on every table. */
export const sharedIds: readonly string[] = [...sameEverywhere, ...Object.keys(screenRuns)];

const adapted = (command: Command): Command => {
	const run = screenRuns[command.id];
	if (run !== undefined) {
		return {...command, run};
	}

	if (command.group === 'move') {
		return {...command, run: state => moveOnScreen(state, stepOf(command.keys[0] ?? '', pageOnScreen(state)) ?? 0)};
	}

	return command.isEverywhere === true || sameEverywhere.includes(command.id)
		? command
		: {...command, disabledBecause: () => `That is done to machines: esc leads back to them.`};
};

const adaptedById: ReadonlyMap<string, Command> = new Map(commands.map(command => [command.id, adapted(command)]));

// What only these tables have comes last, so that its keys count.
const byKey: ReadonlyMap<string, Command> = new Map(
	commands
		.filter(({group}) => group !== 'replay')
		.flatMap(command => command.keys.map(key => [key, adaptedById.get(command.id) ?? command] as const)),
);

const onlyHere: ReadonlySet<string> = new Set(resourceCommands.map(({id}) => id));

/** A command as it works on what is shown: what is done to machines is refused where none is seen. */
export const commandHere = (state: State, command: Command): Command => {
	if (selectScreen(state) !== undefined) {
		return adaptedById.get(command.id) ?? command;
	}

	return onlyHere.has(command.id)
		? {
				...command,
				run: () =>
					note(state, 'warning', 'That is done to apps, volumes, secrets, certificates and ips: open their table first, as with :volumes.'),
			}
		: command;
};

/** The command of a key on a table of things that are no machines. */
export const screenCommandForKey = (key: string): Command | undefined => byKey.get(key);
