import type {JsonObject} from '../json.ts';
import type {MachineConfig} from '../machine.ts';

/** A config that a machine had, newest version first in a list. */
export type MachineVersion = {
	/** The instance id that the machine had with it. */
	readonly version: string;
	readonly config: MachineConfig;
	/** The config to the letter, to be sent back. It is not made printable: show `config`. */
	readonly exactConfig: JsonObject;
};
