import {join} from 'node:path';
import {parseEnv} from 'node:util';
import type {Environment, Surroundings} from './surroundings.ts';

const ours = /^FLY(?:DECK)?_/;

/** The environment, and below it the `FLY_…` and `FLYDECK_…` lines of `.env` in the working directory. */
export const withDotEnv = ({environment, workingDirectory, readFile}: Surroundings): Environment => {
	const lines = parseEnv(readFile(join(workingDirectory, '.env')) ?? '');
	return {...Object.fromEntries(Object.entries(lines).filter(([name]) => ours.test(name))), ...environment};
};
