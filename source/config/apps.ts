import {join} from 'node:path';
import {printable} from '../domain/text.ts';
import {type DataFormat, parseDataFile} from './data-file.ts';
import {found, type Result, wrong} from './result.ts';
import type {Surroundings} from './surroundings.ts';

/** The files in which flyctl looks for the app of a directory, in its order. */
const appFiles: readonly {readonly name: string; readonly format: DataFormat}[] = [
	{name: 'fly.toml', format: 'toml'},
	{name: 'fly.json', format: 'json'},
	{name: 'fly.yaml', format: 'yaml'},
];

/** The names in comma lists, each once. */
export const namesIn = (lists: readonly string[]): readonly string[] => [
	...new Set(
		lists
			.flatMap(list => list.split(','))
			.map(name => printable(name).trim())
			.filter(name => name !== ''),
	),
];

/** The apps that were asked for by flag or variable. */
export const namedApps = (flags: readonly string[] | undefined, {environment}: Surroundings): readonly string[] => {
	const asked = namesIn(flags ?? []);
	return asked.length > 0 ? asked : namesIn([environment.FLY_APP ?? '']);
};

/** The app of the working directory, as its `fly.toml`, `fly.json` or `fly.yaml` names it; none where no file does. */
export const appOfDirectory = async ({workingDirectory, readFile}: Surroundings): Promise<Result<readonly string[]>> => {
	for (const {name, format} of appFiles) {
		const text = readFile(join(workingDirectory, name));
		if (text === undefined) {
			continue;
		}

		const file = await parseDataFile(name, format, text);
		if (!file.ok) {
			return wrong(`${file.problem} Name the app with --app.`);
		}

		const app = file.value.app;
		if (typeof app === 'string' && app.trim() !== '') {
			return found([printable(app).trim()]);
		}
	}

	return found([]);
};
