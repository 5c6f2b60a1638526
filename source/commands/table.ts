import type {Command} from './command.ts';
import {generalCommands} from './general.ts';
import {machineCommands} from './machine.ts';
import {moveCommands} from './move.ts';
import {viewCommands} from './view.ts';

/** THE command table: keys, help, hints and the prompt all come from it. */
export const commands: readonly Command[] = [...moveCommands, ...machineCommands, ...viewCommands, ...generalCommands];

const byKey: ReadonlyMap<string, Command> = new Map(commands.flatMap(command => command.keys.map(key => [key, command] as const)));

export const commandForKey = (key: string): Command | undefined => byKey.get(key);
