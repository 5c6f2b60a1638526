import {masked} from '../config/masking.ts';
import type {Machine} from '../machine.ts';
import {type Line, plain} from './line.ts';

/** The config as indented JSON, a line each, with its secrets masked. */
export const configLines = (machine: Machine): readonly Line[] =>
	machine.config === undefined
		? [plain('The API gave no config for this machine.')]
		: JSON.stringify(masked(machine.config.raw), null, 2).split('\n').map(plain);
