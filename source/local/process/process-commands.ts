import type {JsonObject} from '../../domain/json.ts';
import {objectsAt} from '../../domain/json-reader.ts';
import {commandsOf} from '../fleet/machine-config.ts';

/** A command to run, and the row of `processes` that it stands in: an empty one for the command in `init`. */
export type ProcessCommand = {readonly argv: readonly string[]; readonly row: JsonObject};

/** The commands of a config with their rows; none when the machine is to be simulated. */
export const processCommands = (config: JsonObject): readonly ProcessCommand[] => {
	const rows = objectsAt(config, 'processes');
	return rows.length > 0
		? rows.flatMap(row => commandsOf({processes: [row]}).map(({argv}) => ({argv, row})))
		: commandsOf(config).map(({argv}) => ({argv, row: {}}));
};
