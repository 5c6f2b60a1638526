import type {JsonObject} from '../json.ts';
import {type Notation, notation, objectsIn, parsed, problem, withFields} from './notation.ts';
import {namedItem, splitItems, splitWords, writtenCommand} from './shell-words.ts';

const written = ({name, cmd}: JsonObject): string | undefined => {
	const command = writtenCommand(cmd);
	return command === undefined || typeof name !== 'string' ? command : `${name}: ${command}`;
};

/** Processes as their commands: `web: node server.js; node worker.js`. Each keeps what else it has, by its name or its place. */
export const processes: Notation = notation({
	write: value => {
		const commands = objectsIn(value).map(written);
		return commands.every(command => command !== undefined) ? commands.join('; ') : undefined;
	},
	read: (text, before) => {
		const known = objectsIn(before);
		const items = splitItems(text).map(namedItem);
		const commands = items.map(({rest}) => splitWords(rest));
		if (commands.some(words => words === undefined || words.length === 0)) {
			return problem('has a process without a command, or a quote that is not closed');
		}

		return parsed(
			items.map(({name}, index) => {
				const old = name === undefined ? known[index] : known.find(process => process.name === name);
				return withFields(old ?? {}, {name, cmd: commands[index]});
			}),
		);
	},
});
