import {durationMs} from '../../domain/config/duration.ts';
import {isJsonObject, type Json, type JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, objectsAt, textsAt} from '../../domain/json-reader.ts';
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

const checkTimes = ['interval', 'timeout', 'grace_period'] as const;

const checkFaults = (check: JsonObject, name: string, port: number | undefined): Faults => [
	...(port === undefined ? [`${name}.port is missing`] : []),
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

/** What no system passes on to a process. */
const processFaults = (source: JsonObject, name: string): Faults => [
	...(['exec', 'entrypoint', 'cmd'] as const)
		.filter(key => textsAt(source, key).some(word => word.includes(nul)))
		.map(key => `${name}.${key} must not contain null bytes`),
	...Object.entries(objectAt(source, 'env'))
		.filter(([, value]) => typeof value === 'string' && value.includes(nul))
		.map(([variable]) => `${name}.env.${variable} must not contain null bytes`),
];

/** What a stop asks for that it cannot have: undefined when there is nothing. */
export const stopFault = (stop: JsonObject): string | undefined => stopTimeoutFault(stop.timeout)[0];

/**
The first rule that a config breaks in its checks, durations or commands, in the words of the answer; undefined when it breaks none. These are
the rules that only the API has, or that it tells in words of its own.
*/
export const configFault = (config: JsonObject): string | undefined =>
	[
		...processFaults(config, 'config'),
		...processFaults(objectAt(config, 'init'), 'config.init'),
		...objectsAt(config, 'processes').flatMap((row, index) => processFaults(row, `config.processes[${index}]`)),
		...objectsAt(config, 'containers').flatMap((row, index) => [
			...processFaults(row, `config.containers[${index}]`),
			...stopTimeoutFault(objectAt(row, 'stop').timeout),
		]),
		...allCheckFaults(config),
	][0];
