import type {JsonObject} from '../json.ts';
import {childPath} from './path.ts';
import {listOf, type ObjectRule, type Problem, quoted, type Rule, refuse, shape, text, whole, word} from './rules.ts';

type CpuRule = {readonly cpus: readonly number[]; readonly leastMb: number; readonly mostMb: number; readonly preset: string};

/** What each kind of cpu allows: how many, and how much memory for each of them (reference of the Machines API, section 2.3). */
export const cpuRules: Readonly<Record<string, CpuRule>> = {
	shared: {cpus: [1, 2, 4, 6, 8], leastMb: 256, mostMb: 2048, preset: 'shared-cpu'},
	performance: {cpus: [1, 2, 4, 6, 8, 10, 12, 14, 16, 32, 64, 128], leastMb: 2048, mostMb: 8192, preset: 'performance'},
};

export const gpuKinds: readonly string[] = ['a10', 'l40s', 'a100-40gb', 'a100-80gb', 'a100-pcie-40gb', 'a100-sxm4-80gb'];

/** Memory is given in steps of this many MB. */
export const memoryStepMb = 256;

export const cpuKinds: readonly string[] = Object.keys(cpuRules);

/** The names of all presets, the smallest of each kind first. */
export const sizes: readonly string[] = Object.values(cpuRules).flatMap(({preset, cpus}) => cpus.map(count => `${preset}-${count}x`));

/** The name of a preset, such as `shared-cpu-2x`. */
export const sizeRule: Rule = text(size =>
	sizes.includes(size) ? undefined : `must be a size such as shared-cpu-1x or performance-2x, not ${quoted(size)}`,
);

const kindOf = (guest: JsonObject): string => (typeof guest.cpu_kind === 'string' && guest.cpu_kind !== '' ? guest.cpu_kind : 'shared');

/** The number under a key; zero is absent, as Go has it, and another type is told of elsewhere. */
const countAt = (guest: JsonObject, key: string): number | undefined => {
	const value = guest[key];
	return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
};

const memoryProblems = (memoryMb: number, cpus: number, rule: CpuRule, kind: string, path: string): readonly Problem[] => {
	const [least, most] = [cpus * rule.leastMb, cpus * rule.mostMb];
	if (memoryMb % memoryStepMb !== 0) {
		return refuse(path, `must be a multiple of ${memoryStepMb}, not ${memoryMb}`);
	}

	return memoryMb < least || memoryMb > most
		? refuse(path, `must be from ${least} to ${most} MB with ${cpus} ${kind} cpu${cpus === 1 ? '' : 's'}, not ${memoryMb}`)
		: [];
};

const limits: ObjectRule = (guest, path) => {
	const kind = kindOf(guest);
	const rule = Object.hasOwn(cpuRules, kind) ? cpuRules[kind] : undefined;
	if (rule === undefined) {
		return [];
	}

	const cpus = countAt(guest, 'cpus') ?? 1;
	if (!rule.cpus.includes(cpus)) {
		return refuse(childPath(path, 'cpus'), `must be one of ${rule.cpus.join(', ')} for ${kind} cpus, not ${cpus}`);
	}

	const memoryMb = countAt(guest, 'memory_mb');
	return memoryMb === undefined ? [] : memoryProblems(memoryMb, cpus, rule, kind, childPath(path, 'memory_mb'));
};

const gpuNeedsPerformance: ObjectRule = (guest, path) =>
	typeof guest.gpu_kind === 'string' && guest.gpu_kind !== '' && kindOf(guest) !== 'performance'
		? refuse(childPath(path, 'cpu_kind'), 'must be performance on a machine with a GPU')
		: [];

export const guestRule: Rule = shape(
	{
		cpu_kind: word(cpuKinds),
		cpus: whole(),
		memory_mb: whole(),
		max_memory_mb: whole(),
		gpus: whole(),
		gpu_kind: word(gpuKinds),
		host_dedication_id: text(),
		persist_rootfs: word(['never', 'always', 'restart']),
		kernel_args: listOf(text()),
	},
	limits,
	gpuNeedsPerformance,
);
