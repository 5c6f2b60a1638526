import type {Json, JsonObject} from '../../domain/json.ts';
import type {ExecResult} from '../../domain/resources/exec-result.ts';
import type {Listed} from '../../domain/resources/listed.ts';
import type {MachineProcess} from '../../domain/resources/machine-process.ts';
import type {MachineVersion} from '../../domain/resources/machine-version.ts';
import {printable} from '../../domain/text.ts';
import {decodeConfig} from './config.ts';
import {decodeListed} from './listed.ts';
import {outputText} from './output.ts';
import {filledText, integer, number, object, objects, text} from './values.ts';

/** How a command ended. Go leaves out what is 0 or empty. */
export const decodeExecResult = (body: Json): ExecResult | undefined => {
	const result = object(body);
	const signal = integer(result?.exit_signal);
	return result === undefined
		? undefined
		: {
				exitCode: integer(result.exit_code) ?? 0,
				exitSignal: signal !== undefined && signal > 0 ? signal : undefined,
				stdout: outputText(result.stdout),
				stderr: outputText(result.stderr),
			};
};

const decodeProcess = (process: JsonObject): MachineProcess | undefined => {
	const pid = integer(process.pid);
	return pid === undefined
		? undefined
		: {
				pid,
				command: text(process.command) ?? '',
				directory: text(process.directory) ?? '',
				cpuPercent: number(process.cpu),
				cpuTimeSeconds: number(process.stime),
				ageSeconds: number(process.rtime),
				residentBytes: integer(process.rss),
				listens: objects(process.listen_sockets).map(({proto, address}) => ({protocol: text(proto) ?? '', address: text(address) ?? ''})),
			};
};

export const decodeProcessList = (body: Json, machineId: string): Listed<MachineProcess> | undefined =>
	decodeListed(body, {name: `process of machine ${machineId}`, key: 'pid', read: decodeProcess});

const decodeVersion = (version: JsonObject): MachineVersion | undefined => {
	const instanceId = filledText(version.version);
	const config = object(version.user_config);
	return instanceId === undefined || config === undefined
		? undefined
		: {version: instanceId, config: decodeConfig(config, undefined), exactConfig: config};
};

export const decodeVersionList = (body: Json, machineId: string): Listed<MachineVersion> | undefined =>
	decodeListed(body, {name: `version of machine ${machineId}`, key: 'version or config', read: decodeVersion});

/** The metadata of a machine, without what is no text. */
export const decodeMetadata = (body: Json): Readonly<Record<string, string>> | undefined => {
	const metadata = object(body);
	return metadata === undefined
		? undefined
		: Object.fromEntries(
				Object.entries(metadata).flatMap(([key, value]) => (typeof value === 'string' ? [[printable(key), printable(value)]] : [])),
			);
};

/** The config of a machine to the letter, and the instance id that has it; the config is undefined where the host cannot be asked for it. */
export const decodeExactConfig = (
	body: Json,
): {readonly config: JsonObject | undefined; readonly instanceId: string | undefined} | undefined => {
	const machine = object(body);
	return machine === undefined
		? undefined
		: {config: object(machine.config), instanceId: filledText(machine.instance_id) ?? filledText(machine.version)};
};
