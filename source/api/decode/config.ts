import type {Json, JsonObject} from '../../domain/json.ts';
import type {MachineConfig, Mount, Service} from '../../domain/machine.ts';
import {cleanJson} from './clean-json.ts';
import {decodeGuest} from './guest.ts';
import {durationText, filledText, integer, object, objects, text} from './values.ts';

const decodePort = (port: JsonObject): string | undefined => {
	const single = integer(port.port);
	if (single !== undefined) {
		return `${single}`;
	}

	const start = integer(port.start_port);
	const end = integer(port.end_port);
	return start === undefined || end === undefined ? undefined : `${start}-${end}`;
};

/** Booleans are the older way to write `stop` and `off`, and are still answered. */
const decodeAutostop = (value: Json | undefined): string => (value === true ? 'stop' : (filledText(value) ?? 'off'));

const decodeService = (service: JsonObject): Service => ({
	protocol: filledText(service.protocol) ?? 'tcp',
	internalPort: integer(service.internal_port),
	ports: objects(service.ports)
		.map(decodePort)
		.filter(port => port !== undefined),
	autostop: decodeAutostop(service.autostop),
	minMachinesRunning: integer(service.min_machines_running),
});

const decodeMount = (mount: JsonObject): Mount => ({
	volume: text(mount.volume) ?? '',
	name: text(mount.name) ?? '',
	path: text(mount.path) ?? '',
	sizeGb: integer(mount.size_gb),
});

const decodeImageRef = (reference: JsonObject | undefined): string | undefined => {
	const repository = filledText(reference?.repository);
	if (repository === undefined) {
		return undefined;
	}

	const name = [filledText(reference?.registry), repository].filter(part => part !== undefined).join('/');
	const tag = filledText(reference?.tag);
	const digest = filledText(reference?.digest);
	if (tag !== undefined) {
		return `${name}:${tag}`;
	}

	return digest === undefined ? name : `${name}@${digest}`;
};

const decodeImage = (config: JsonObject, imageRef: JsonObject | undefined): string =>
	decodeImageRef(imageRef) ?? filledText(config.image) ?? text(objects(config.containers)[0]?.image) ?? '';

const decodeProcessGroup = (config: JsonObject): string | undefined => {
	const metadata = object(config.metadata);
	return (
		filledText(metadata?.fly_process_group) ?? filledText(metadata?.process_group) ?? filledText(object(config.env)?.FLY_PROCESS_GROUP)
	);
};

/** The config of a machine; `imageRef` says which image it really runs. An absent restart policy is `on-failure`, as the API has it. */
export const decodeConfig = (config: JsonObject, imageRef: JsonObject | undefined): MachineConfig => {
	const restart = object(config.restart);
	const stop = object(config.stop_config);
	return {
		image: decodeImage(config, imageRef),
		guest: decodeGuest(config),
		restartPolicy: filledText(restart?.policy) ?? 'on-failure',
		maxRetries: integer(restart?.max_retries),
		services: objects(config.services).map(decodeService),
		mounts: objects(config.mounts).map(decodeMount),
		schedule: filledText(config.schedule),
		autoDestroy: config.auto_destroy === true,
		stopSignal: filledText(stop?.signal),
		stopTimeout: durationText(stop?.timeout),
		processGroup: decodeProcessGroup(config),
		raw: cleanJson(config),
	};
};
