import {signals} from './domain/verbs.ts';

/** The commands that do something to machines, which they are told after their name. */
export const acts = ['start', 'stop', 'suspend', 'restart', 'signal', 'cordon', 'uncordon', 'delete', 'wait', 'exec', 'lease'] as const;

export type Act = (typeof acts)[number];

/** The commands of the program. */
export const commands = ['screen', 'list', 'history', 'record', 'replay', 'serve', ...acts] as const;

/** What the program is asked to do; `screen` is what it does when no command is named. */
export type Command = (typeof commands)[number];

/** Which values a flag takes, in words, and the test for it. */
type Values = {readonly words: string; readonly accepts: (value: string) => boolean};

/** A flag of the command line, for `parseArgs` and meow alike. */
export type Flag = {
	readonly type: 'string' | 'boolean';
	readonly short?: string;
	/** It may be given more than once. */
	readonly multiple?: true;
	readonly commands: readonly Command[];
	/** Any that is not empty when left out. */
	readonly takes?: Values;
};

const upTo = (most: number): Values => ({
	words: `a whole number from 0 to ${most}`,
	accepts: value => /^\d+$/.test(value) && Number(value) <= most,
});
const speeds: Values = {
	words: 'a number above 0',
	accepts: value => /^\d+(?:\.\d+)?$/.test(value) && Number(value) > 0,
};
const names: Values = {words: 'the name of an app, or more with commas between them', accepts: value => /[^\s,]/.test(value)};
const oneOf = (...values: readonly string[]): Values => ({
	words: `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
	accepts: value => values.includes(value),
});

const seconds: Values = {
	words: 'a whole number of seconds from 1 to 86400',
	accepts: value => /^[1-9]\d*$/.test(value) && Number(value) <= 86_400,
};
const atOnce: Values = {words: 'a whole number from 1 to 100', accepts: value => /^[1-9]\d*$/.test(value) && Number(value) <= 100};

const spans: Values = {words: 'a time like 30m, 24h or 7d', accepts: value => /^[1-9]\d{0,4}[mhd]$/.test(value)};

const looking: readonly Command[] = ['screen', 'list', 'record'];
const reading: readonly Command[] = [...looking, ...acts];
const serving: readonly Command[] = [...looking, 'serve'];

/** Every flag, by the name that is written after `--`. */
export const flags: Readonly<Record<string, Flag>> = {
	app: {type: 'string', short: 'a', multiple: true, commands: reading, takes: names},
	org: {type: 'string', short: 'o', commands: reading},
	token: {type: 'string', short: 't', commands: [...reading, 'serve']},
	'api-url': {type: 'string', commands: reading},
	local: {type: 'boolean', commands: reading},
	json: {type: 'boolean', commands: ['screen', 'list', 'history', ...acts]},
	since: {type: 'string', commands: ['history'], takes: spans},
	yes: {type: 'boolean', commands: acts},
	parallel: {type: 'string', commands: acts.filter(command => command !== 'wait'), takes: atOnce},
	signal: {type: 'string', commands: ['stop', 'restart', 'signal'], takes: oneOf(...signals)},
	timeout: {type: 'string', commands: ['stop', 'restart', 'wait', 'exec', 'lease'], takes: seconds},
	force: {type: 'boolean', commands: ['delete', 'record']},
	'wait-for': {type: 'string', commands: ['wait']},
	interval: {type: 'string', commands: ['screen', 'record']},
	'no-journal': {type: 'boolean', commands: ['screen', 'record', 'replay', ...acts]},
	port: {type: 'string', commands: serving, takes: upTo(65_535)},
	scenario: {type: 'string', commands: serving, takes: oneOf('demo', 'empty')},
	seed: {type: 'string', commands: serving, takes: upTo(4_294_967_295)},
	fleet: {type: 'string', commands: serving, takes: upTo(200_000)},
	speed: {type: 'string', commands: serving, takes: speeds},
	'state-dir': {type: 'string', commands: ['serve']},
	realism: {type: 'string', commands: ['serve'], takes: oneOf('none', 'typical', 'hostile')},
	'no-limits': {type: 'boolean', commands: ['serve']},
	faults: {type: 'string', commands: ['serve']},
	listen: {type: 'string', commands: ['serve']},
	replay: {type: 'string', commands: ['serve']},
};
