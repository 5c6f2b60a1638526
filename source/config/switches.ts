import {printable} from '../domain/text.ts';
import {found, type Result, wrong} from './result.ts';
import type {Environment} from './surroundings.ts';

const words: Readonly<Record<string, boolean>> = {
	'': false,
	0: false,
	false: false,
	no: false,
	off: false,
	1: true,
	true: true,
	yes: true,
	on: true,
};

/** Whether something is switched on: by its flag, or by its variable. A word that says neither yes nor no is told, since a guess could be the wrong one. */
export const resolveSwitch = (flag: boolean | undefined, variable: string, environment: Environment): Result<boolean> => {
	const given = environment[variable] ?? '';
	const isGiven = words[given.trim().toLowerCase()];
	return isGiven === undefined ? wrong(`${variable} is "${printable(given)}". Write 1 or 0.`) : found(isGiven || flag === true);
};
