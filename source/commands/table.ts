import type {Command} from './command.ts';
import {fleetCommands} from './fleet-view/commands.ts';
import {generalCommands} from './general.ts';
import {insideCommands} from './inside.ts';
import {machineCommands} from './machine.ts';
import {moveCommands} from './move.ts';
import {replayCommands} from './replay.ts';
import {resourceCommands} from './resources.ts';
import {screenCommands} from './screens.ts';
import {viewCommands} from './view.ts';

/** The commands of the machines' table. */
const ofMachines: readonly Command[] = [
	...moveCommands,
	...machineCommands,
	...insideCommands,
	...viewCommands,
	...fleetCommands,
	...screenCommands,
	...generalCommands,
];

/** THE command table: keys, help, hints and the prompt all come from it. What only other tables and replays have comes last. */
export const commands: readonly Command[] = [...ofMachines, ...resourceCommands, ...replayCommands];

const byKey: ReadonlyMap<string, Command> = new Map(ofMachines.flatMap(command => command.keys.map(key => [key, command] as const)));

/** The command of a key where the machines are shown. */
export const commandForKey = (key: string): Command | undefined => byKey.get(key);
