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

/** Whether nothing may be changed: by the flag, or by `FLYDECK_READ_ONLY`. A word that says neither yes nor no is told, since a guess could be the wrong one. */
export const resolveReadOnly = (flag: boolean | undefined, {FLYDECK_READ_ONLY: given = ''}: Environment): Result<boolean> => {
	const isGiven = words[given.trim().toLowerCase()];
	return isGiven === undefined ? wrong(`FLYDECK_READ_ONLY is "${printable(given)}". Write 1 or 0.`) : found(isGiven || flag === true);
};
