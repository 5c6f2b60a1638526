import {cpuRules, gpuKinds, memoryStepMb} from '../../domain/config/guest-rules.ts';
import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, textAt} from '../../domain/json-reader.ts';
import {refusal} from './fault.ts';
import type {MachineRecord} from './machine-record.ts';

/** How much memory a machine may use, in MB: what its guest has, unless it was limited. */
export const memoryMbOf = ({config, memoryLimitMb}: Pick<MachineRecord, 'config' | 'memoryLimitMb'>): number =>
	memoryLimitMb ?? numberAt(objectAt(config, 'guest'), 'memory_mb') ?? memoryStepMb;

const preset = /^(shared)-cpu-(\d{1,3})x$|^(performance)-(\d{1,3})x$/;

const askedGuest = (config: JsonObject): JsonObject => {
	const size = textAt(config, 'size');
	const guest = objectAt(config, 'guest');
	if (size === undefined) {
		return guest;
	}

	if (Object.keys(guest).length > 0) {
		throw refusal('invalid_argument', 'config.size and config.guest are mutually exclusive');
	}

	const [, shared, sharedCpus, performance, performanceCpus] = preset.exec(size) ?? [];
	const kind = shared ?? performance;
	if (kind === undefined) {
		throw refusal('invalid_argument', `invalid config.size '${size}'`);
	}

	return {cpu_kind: kind, cpus: Number(sharedCpus ?? performanceCpus)};
};

const requireGpu = (asked: JsonObject, cpuKind: string): void => {
	const kind = textAt(asked, 'gpu_kind');
	if (kind === undefined) {
		return;
	}

	if (!gpuKinds.includes(kind)) {
		throw refusal('invalid_argument', `invalid config.guest.gpu_kind '${kind}'`);
	}

	if (cpuKind !== 'performance') {
		throw refusal('invalid_argument', `invalid config.guest.cpu_kind '${cpuKind}', GPUs need performance cpus`);
	}
};

/** The guest that a config asks for, with the defaults filled in. Throws a 400 Fault when it breaks a rule of CPUs, GPUs or memory. */
export const guestOf = (config: JsonObject): JsonObject => {
	const asked = askedGuest(config);
	const kind = textAt(asked, 'cpu_kind') ?? 'shared';
	const rule = Object.hasOwn(cpuRules, kind) ? cpuRules[kind] : undefined;
	if (rule === undefined) {
		throw refusal('invalid_argument', `invalid config.guest.cpu_kind '${kind}'`);
	}

	requireGpu(asked, kind);
	const cpus = numberAt(asked, 'cpus') ?? 1;
	if (!rule.cpus.includes(cpus)) {
		throw refusal('invalid_argument', `invalid config.guest.cpus ${cpus}, ${kind} machines have ${rule.cpus.join(', ')}`);
	}

	const memoryMb = numberAt(asked, 'memory_mb') ?? cpus * rule.leastMb;
	const range = `from ${cpus * rule.leastMb} to ${cpus * rule.mostMb} MiB`;
	if (memoryMb < cpus * rule.leastMb || memoryMb > cpus * rule.mostMb) {
		throw refusal('invalid_argument', `invalid config.guest.memory_mb ${memoryMb}, ${cpus} ${kind} cpus take ${range}`);
	}

	if (memoryMb % memoryStepMb !== 0) {
		throw refusal('invalid_argument', `invalid config.guest.memory_mb ${memoryMb}, must be a multiple of ${memoryStepMb}`);
	}

	return {...asked, cpu_kind: kind, cpus, memory_mb: memoryMb};
};
