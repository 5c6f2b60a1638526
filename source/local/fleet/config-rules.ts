import {durationMs} from '../../domain/config/duration.ts';
import {isJsonObject, type Json, type JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, objectsAt, textAt, textsAt} from '../../domain/json-reader.ts';
import {longestStopTimeoutMs} from './machine-config.ts';

/** What is wrong with a part of a config, in the words of the answer. */
type Faults = readonly string[];

const isGiven = (value: Json | undefined): value is Json => value !== undefined && value !== null;

const durationFault = (value: Json | undefined): Faults =>
	isGiven(value) && value !== '' && durationMs(value) === undefined ? [`time: invalid duration ${JSON.stringify(value)}`] : [];

const stopTimeoutFault = (value: Json | undefined): Faults =>
	(durationMs(value) ?? 0) > longestStopTimeoutMs
		? [`invalid stop timeout ${JSON.stringify(value)}, must be at most 5m0s`]
		: durationFault(value);

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const largestMode = 0o7777;

const fileFaults = (file: JsonObject, name: string): Faults => {
	const {raw_value: raw, secret_name: secret, image_config: image, mode} = file;
	return [
		...(isGiven(image) || isGiven(raw) !== isGiven(secret) ? [] : [`${name} must have one of raw_value and secret_name`]),
		// Go's decoder does not mind line breaks.
		...(typeof raw === 'string' && !base64.test(raw.replaceAll(/[\r\n]/g, '')) ? [`${name}.raw_value must be base64`] : []),
		...(typeof mode === 'number' && (mode < 0 || mode > largestMode) ? [`${name}.mode must be from 0 to 0o7777`] : []),
	];
};

const checkTypes: ReadonlySet<string> = new Set(['tcp', 'http']);
const checkTimes = ['interval', 'timeout', 'grace_period'] as const;

const checkFaults = (check: JsonObject, name: string, port: number | undefined): Faults => [
	...(checkTypes.has(textAt(check, 'type') ?? 'tcp') ? [] : [`${name}.type must be tcp or http`]),
	...(port !== undefined && port >= 1 && port <= 65_535 ? [] : [`${name}.port must be from 1 to 65535`]),
	...checkTimes.flatMap(key => durationFault(check[key])),
];

const allCheckFaults = (config: JsonObject): Faults => [
	...Object.entries(objectAt(config, 'checks')).flatMap(([name, check]) =>
		isJsonObject(check) ? checkFaults(check, `config.checks.${name}`, numberAt(check, 'port')) : [],
	),
	...objectsAt(config, 'services').flatMap((service, index) =>
		objectsAt(service, 'checks').flatMap((check, position) =>
			checkFaults(check, `config.services[${index}].checks[${position}]`, numberAt(check, 'port') ?? numberAt(service, 'internal_port')),
		),
	),
];

const nul = '\0';

/** What no system passes on to a process: a NUL in anything, and a variable whose name is none. */
const processFaults = (source: JsonObject, name: string): Faults => [
	...(['exec', 'entrypoint', 'cmd'] as const)
		.filter(key => textsAt(source, key).some(word => word.includes(nul)))
		.map(key => `${name}.${key} must not contain null bytes`),
	...Object.entries(objectAt(source, 'env')).flatMap(([variable, value]) => [
		...(variable === '' || variable.includes('=') || variable.includes(nul)
			? [`${name}.env has an invalid name ${JSON.stringify(variable)}`]
			: []),
		...(typeof value === 'string' && value.includes(nul) ? [`${name}.env.${variable} must not contain null bytes`] : []),
	]),
	...objectsAt(source, 'files').flatMap((file, index) => fileFaults(file, `${name}.files[${index}]`)),
	...[...objectsAt(source, 'secrets'), ...objectsAt(source, 'env_from')]
		.map(row => textAt(row, 'env_var') ?? '')
		.filter(variable => variable.includes('=') || variable.includes(nul))
		.map(variable => `${name} has an invalid env_var ${JSON.stringify(variable)}`),
];

const restartFaults = (restart: JsonObject, name: string): Faults =>
	(numberAt(restart, 'max_retries') ?? 0) < 0 ? [`${name}.max_retries must not be negative`] : [];

/** What a stop asks for that it cannot have: undefined when there is nothing. */
export const stopFault = (stop: JsonObject): string | undefined => stopTimeoutFault(stop.timeout)[0];

/** The first rule that a config breaks in its files, checks, durations or commands, in the words of the answer; undefined when it breaks none. */
export const configFault = (config: JsonObject): string | undefined =>
	[
		...processFaults(config, 'config'),
		...processFaults(objectAt(config, 'init'), 'config.init'),
		...objectsAt(config, 'processes').flatMap((row, index) => processFaults(row, `config.processes[${index}]`)),
		...objectsAt(config, 'containers').flatMap((row, index) => [
			...processFaults(row, `config.containers[${index}]`),
			...restartFaults(objectAt(row, 'restart'), `config.containers[${index}].restart`),
			...stopTimeoutFault(objectAt(row, 'stop').timeout),
		]),
		...allCheckFaults(config),
		...restartFaults(objectAt(config, 'restart'), 'config.restart'),
	][0];
