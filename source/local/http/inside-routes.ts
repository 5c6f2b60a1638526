import type {JsonObject} from '../../domain/json.ts';
import {numberAt, objectAt, textAt, textsAt} from '../../domain/json-reader.ts';
import {refusal} from '../fleet/fault.ts';
import {memoryMbOf} from '../fleet/guest.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import {splitCommand} from '../fleet/split-command.ts';
import type {World} from '../host/world.ts';
import type {ProcessInfo} from '../process/machine-process.ts';
import {answer} from './answer.ts';
import {machineOf, machinePath} from './find-machine.ts';
import {wordOf} from './query.ts';
import {requestShapes} from './request-shapes.ts';
import type {Call, Route} from './route.ts';

const defaultExecSeconds = 60;

const argvOf = (body: JsonObject): readonly string[] => {
	const command = textsAt(body, 'command');
	const argv = command.length > 0 ? command : splitCommand(textAt(body, 'cmd') ?? '');
	if (argv.length === 0) {
		throw refusal('invalid_argument', 'command is required');
	}

	if (argv.some(word => word.includes('\0'))) {
		throw refusal('invalid_argument', 'command must not contain null bytes');
	}

	return argv;
};

const seconds = (ms: number): number => Math.round(ms / 1000);

/** A process as `ps` answers it: the CPU time and the age in seconds, the memory in bytes. */
const processOnWire = (process: ProcessInfo, nowMs: number) => ({
	pid: process.pid,
	stime: seconds(process.cpuTimeMs),
	rtime: seconds(nowMs - process.startedAtMs),
	command: process.command,
	directory: process.directory,
	cpu: Math.round(process.cpuPercent),
	rss: process.rssBytes,
	listen_sockets: process.listenSockets,
});

type Row = ReturnType<typeof processOnWire>;

const sortKeys = ['pid', 'stime', 'rtime', 'command', 'directory', 'cpu', 'rss'] as const satisfies readonly (keyof Row)[];

const compare = (left: string | number, right: string | number): number => (left < right ? -1 : Number(left > right));

/** Sorts processes by the column and in the order (`asc` or `desc`) of a query; by `pid`, ascending, where it does not say. */
const sorted = (rows: readonly Row[], query: URLSearchParams): readonly Row[] => {
	const word = wordOf(query, 'sort_by') ?? 'pid';
	const key = sortKeys.find(name => name === word);
	const order = wordOf(query, 'order') ?? 'asc';
	if (key === undefined || !['asc', 'desc'].includes(order)) {
		throw refusal('invalid_argument', `invalid sort_by '${word}' or order '${order}'`);
	}

	const direction = order === 'asc' ? 1 : -1;
	return rows.toSorted((left, right) => direction * compare(left[key], right[key]));
};

/** The calls that reach into a running machine: exec, ps and memory. */
export const insideRoutes = (world: World): readonly Route[] => {
	const {driver, scheduler} = world;

	const exec = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.exec);
		const argv = argvOf(body);
		const timeoutMs = Math.max(1, numberAt(body, 'timeout') ?? defaultExecSeconds) * 1000;
		const process = driver.processOf(machineOf(world, call));
		const {exitCode, exitSignal, stdout, stderr} = await process.exec({argv, stdin: textAt(body, 'stdin') ?? '', timeoutMs});
		return answer({exit_code: exitCode, exit_signal: exitSignal ?? 0, stdout, stderr});
	};

	const listProcesses = async (call: Call): Promise<Response> => {
		const processes = await driver.processOf(machineOf(world, call)).list();
		return answer(
			sorted(
				processes.map(process => processOnWire(process, scheduler.now())),
				call.query,
			),
		);
	};

	/** The most that a machine can be limited to: all that its guest can be given. */
	const mostMbOf = ({config}: MachineRecord): number => {
		const guest = objectAt(config, 'guest');
		return Math.max(numberAt(guest, 'memory_mb') ?? 0, numberAt(guest, 'max_memory_mb') ?? 0);
	};

	const memoryOf = (machine: MachineRecord) => {
		const limitMb = memoryMbOf(machine);
		const usedMb = Math.ceil(driver.processOf(machine).usedMemoryMb());
		return {available_mb: Math.max(0, limitMb - usedMb), limit_mb: limitMb};
	};

	const showMemory = (call: Call): Response => answer(memoryOf(machineOf(world, call)));

	const limitMemory = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.memoryLimit);
		const machine = machineOf(world, call);
		const limitMb = numberAt(body, 'limit_mb') ?? 0;
		const mostMb = mostMbOf(machine);
		if (limitMb < 1 || limitMb > mostMb) {
			throw refusal('invalid_argument', `invalid limit_mb ${limitMb}, must be from 1 to ${mostMb}`);
		}

		return answer(memoryOf(driver.limitMemory(machine, limitMb)));
	};

	const reclaimMemory = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.memoryReclaim);
		const amountMb = Math.max(0, numberAt(body, 'amount_mb') ?? 0);
		return answer({actual_mb: Math.min(amountMb, memoryOf(machineOf(world, call)).available_mb)});
	};

	const memory = `${machinePath}/memory`;
	const limit = (action: string) => ({action, by: 'machine'}) as const;
	const onHost = true;
	return [
		{method: 'POST', path: `${machinePath}/exec`, operation: 'Machines_exec', limit: limit('exec-machine'), onHost, handle: exec},
		{
			method: 'GET',
			path: `${machinePath}/ps`,
			operation: 'Machines_list_processes',
			limit: limit('list-processes'),
			onHost,
			handle: listProcesses,
		},
		{method: 'GET', path: memory, operation: 'Machines_get_memory', limit: limit('get-memory'), onHost, handle: showMemory},
		{method: 'PUT', path: memory, operation: 'Machines_set_memory_limit', limit: limit('set-memory-limit'), onHost, handle: limitMemory},
		{
			method: 'POST',
			path: `${memory}/reclaim`,
			operation: 'Machines_reclaim_memory',
			limit: limit('reclaim-memory'),
			onHost,
			handle: reclaimMemory,
		},
	];
};
