import {join} from 'node:path';
import {parseDataFile} from './data-file.ts';
import {found, type Result} from './result.ts';
import type {Surroundings} from './surroundings.ts';

/** A token and where it was found, in words. */
export type FoundToken = {readonly token: string; readonly source: string};

/** In this order; the first that exists decides, even when it is empty. */
export const tokenVariables: readonly string[] = ['FLY_ACCESS_TOKEN', 'FLY_API_TOKEN'];

const tokenInFile = async ({environment, homeDirectory, readFile}: Surroundings): Promise<Result<FoundToken | undefined>> => {
	const path = join(environment.FLY_CONFIG_DIR || join(homeDirectory, '.fly'), 'config.yml');
	const text = readFile(path);
	if (text === undefined) {
		return found(undefined);
	}

	const file = await parseDataFile(path, 'yaml', text);
	if (!file.ok) {
		return file;
	}

	const token = file.value.access_token;
	return found(typeof token === 'string' && token.trim() !== '' ? {token: token.trim(), source: path} : undefined);
};

/** The token as flyctl finds it: the flag, then the environment, then flyctl's own file. Undefined when there is none. */
export const resolveToken = async (flag: string | undefined, surroundings: Surroundings): Promise<Result<FoundToken | undefined>> => {
	if (flag !== undefined && flag.trim() !== '') {
		return found({token: flag.trim(), source: '--token'});
	}

	const variable = tokenVariables.find(name => surroundings.environment[name] !== undefined);
	const token = variable === undefined ? undefined : surroundings.environment[variable]?.trim();
	return variable !== undefined && token ? found({token, source: variable}) : tokenInFile(surroundings);
};
