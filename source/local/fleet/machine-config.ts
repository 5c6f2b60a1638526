import {durationMs} from '../../domain/config/duration.ts';
import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, objectsAt, textAt, textsAt} from '../../domain/json-reader.ts';
import {isStopSignal, type StopSignal} from './signals.ts';

export type RestartRule = {readonly policy: string; readonly maxRetries: number};
export type StopRule = {readonly signal: StopSignal; readonly timeoutMs: number};
export type Command = {readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>>};

/** What a stop may wait for at most, by the API's rules. */
export const longestStopTimeoutMs = 300_000;

export const restartRuleOf = (config: JsonObject): RestartRule => {
	const restart = objectAt(config, 'restart');
	return {policy: textAt(restart, 'policy') ?? 'on-failure', maxRetries: numberAt(restart, 'max_retries') ?? 10};
};

/** How a machine is stopped: what the request asks, else what the config says, else SIGINT and five seconds. */
export const stopRuleOf = (config: JsonObject, request: JsonObject): StopRule => {
	const fallback = objectAt(config, 'stop_config');
	const signal = textAt(request, 'signal') ?? textAt(fallback, 'signal') ?? 'SIGINT';
	const timeoutMs = durationMs(request.timeout) ?? durationMs(fallback.timeout) ?? 5000;
	return {signal: isStopSignal(signal) ? signal : 'SIGINT', timeoutMs: Math.min(timeoutMs, longestStopTimeoutMs)};
};

export const stringMapAt = (source: JsonObject, key: string): Readonly<Record<string, string>> =>
	Object.fromEntries(Object.entries(objectAt(source, key)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

const argvOf = (source: JsonObject): readonly string[] => {
	const exec = textsAt(source, 'exec');
	return exec.length > 0 ? exec : [...textsAt(source, 'entrypoint'), ...textsAt(source, 'cmd')];
};

/** The commands that a config names, one per process; none when the machine is to be simulated. */
export const commandsOf = (config: JsonObject): readonly Command[] => {
	const processes = objectsAt(config, 'processes').map(process => ({argv: argvOf(process), env: stringMapAt(process, 'env')}));
	const own = {argv: argvOf(objectAt(config, 'init')), env: {}};
	return (processes.length > 0 ? processes : [own]).filter(({argv}) => argv.length > 0);
};
