import {imageProblem} from './domain/image.ts';
import {machineName} from './domain/machine-name.ts';
import {type FieldRule, fieldRules} from './domain/resources/field-rules.ts';
import {signals} from './domain/signals.ts';
import {parseSpan} from './domain/span.ts';

/** The commands that do something to machines, which they are told after their name. */
export const acts = [
	'start',
	'stop',
	'suspend',
	'restart',
	'signal',
	'cordon',
	'uncordon',
	'update',
	'delete',
	'wait',
	'exec',
	'lease',
	'edit',
	'back',
	'compare',
	'versions',
	'create',
	'clone',
	'metadata',
] as const;

export type Act = (typeof acts)[number];

/** Whether a command does something to machines. */
export const isAct = (word: string): word is Act => acts.some(act => act === word);

/** The commands about things that are no machines, which are told by more words what to do. */
export const resourceCommands = ['apps', 'volumes', 'secrets', 'certificates', 'ips'] as const;

export type ResourceCommand = (typeof resourceCommands)[number];

export const isResourceCommand = (word: string): word is ResourceCommand => resourceCommands.some(command => command === word);

/** The commands that are followed by words, and have a help of their own. */
export const worded = [...acts, 'logs', ...resourceCommands] as const;

export type Worded = (typeof worded)[number];

/** The commands of the program. */
export const commands = ['screen', 'list', 'history', 'record', 'replay', 'serve', ...worded] as const;

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
const patterns: Values = {
	words: 'patterns such as app:prod-* or region:fra, with commas between them',
	accepts: value => /[^\s,]/.test(value),
};
const oneOf = (...values: readonly string[]): Values => ({
	words: `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
	accepts: value => values.includes(value),
});

const seconds: Values = {
	words: 'a whole number of seconds from 1 to 86400',
	accepts: value => /^[1-9]\d*$/.test(value) && Number(value) <= 86_400,
};
const atOnce: Values = {words: 'a whole number from 1 to 100', accepts: value => /^[1-9]\d*$/.test(value) && Number(value) <= 100};

const spans: Values = {words: 'a time such as 90s, 15m, 1h or 2d', accepts: value => parseSpan(value) !== undefined};
/** The values that a rule lets through. What it wants it tells of any text that is wrong, and no rule takes a dash. */
const ruled = (rule: FieldRule): Values => ({words: rule('-') ?? '', accepts: value => rule(value) === undefined});

const machineNames: Values = {
	words: machineName.words,
	accepts: value => machineName.pattern.test(value.trim()),
};
const making: readonly Command[] = ['create', 'clone'];
const orders: readonly Command[] = ['start', 'stop', 'suspend', 'restart', 'signal', 'cordon', 'uncordon', 'update', 'delete'];
/** The commands that ask before they change anything. */
const confirmed: readonly Command[] = [...acts.filter(command => command !== 'compare' && command !== 'versions'), ...resourceCommands];
const looking: readonly Command[] = ['screen', 'list', 'record'];
const reading: readonly Command[] = [...looking, ...worded];
const serving: readonly Command[] = [...looking, 'serve'];

/** Every flag, by the name that is written after `--`. */
export const flags: Readonly<Record<string, Flag>> = {
	app: {type: 'string', short: 'a', multiple: true, commands: reading, takes: names},
	org: {type: 'string', short: 'o', commands: reading},
	token: {type: 'string', short: 't', commands: [...reading, 'serve']},
	'api-url': {type: 'string', commands: reading},
	local: {type: 'boolean', commands: reading},
	json: {type: 'boolean', commands: ['screen', 'list', 'history', ...worded]},
	yes: {type: 'boolean', commands: confirmed},
	confirm: {type: 'string', commands: confirmed},
	parallel: {type: 'string', commands: [...orders, 'exec', 'lease', 'metadata'], takes: atOnce},
	signal: {type: 'string', commands: ['stop', 'restart', 'signal'], takes: oneOf(...signals)},
	timeout: {type: 'string', commands: ['stop', 'restart', 'wait', 'exec', 'lease'], takes: seconds},
	image: {type: 'string', commands: ['update'], takes: ruled(imageProblem)},
	force: {type: 'boolean', commands: ['delete', 'apps', 'record']},
	file: {type: 'string', commands: ['edit', 'compare', ...making]},
	version: {type: 'string', commands: ['back', 'compare']},
	name: {type: 'string', commands: making, takes: machineNames},
	'skip-launch': {type: 'boolean', commands: making},
	owner: {type: 'string', commands: ['lease']},
	follow: {type: 'boolean', commands: ['logs']},
	since: {type: 'string', commands: ['logs', 'history'], takes: spans},
	filter: {type: 'string', commands: ['screen', 'list', 'history', 'logs', ...resourceCommands]},
	'no-views': {type: 'boolean', commands: ['screen']},
	region: {type: 'string', commands: ['volumes', 'ips', ...making], takes: ruled(fieldRules.region)},
	size: {type: 'string', commands: ['volumes'], takes: ruled(fieldRules.size)},
	encrypted: {type: 'string', commands: ['volumes'], takes: ruled(fieldRules.yesOrNo)},
	'wait-for': {type: 'string', commands: ['wait']},
	interval: {type: 'string', commands: ['screen', 'record']},
	'read-only': {type: 'boolean', commands: reading},
	protect: {type: 'string', multiple: true, commands: reading, takes: patterns},
	'allow-plain-http': {type: 'boolean', commands: reading},
	bell: {type: 'boolean', commands: ['screen', 'record']},
	'no-journal': {type: 'boolean', commands: ['screen', 'record', 'replay', ...acts, ...resourceCommands]},
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
	'keep-times': {type: 'boolean', commands: ['serve']},
};
