import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {createSocketTable} from './proc-sockets.ts';
import type {ProcessRow, ProcessTable} from './process-table.ts';

/** What `read` answers, or undefined: a process can end between two looks at it, and another user's may be closed to us. */
export const attempt = <Value>(read: () => Value): Value | undefined => {
	try {
		return read();
	} catch {
		return undefined;
	}
};

const textOf = (path: string): string | undefined => attempt(() => readFileSync(path, 'utf8'));

/** A number out of what the kernel handed to this process at its start: pairs of a kind and a value, 64 bits each. */
const auxiliaryValue = (kind: bigint, fallback: number): number => {
	const pairs = attempt(() => readFileSync('/proc/self/auxv')) ?? Buffer.alloc(0);
	for (let at = 0; at + 16 <= pairs.length; at += 16) {
		if (pairs.readBigUInt64LE(at) === kind) {
			return Number(pairs.readBigUInt64LE(at + 8));
		}
	}

	return fallback;
};

const pageSizeKind = 6n;
const ticksKind = 17n;

const anyLockLimit = /^Max file locks +\S+ +unlimited /m;
const lockLimit = /^Max file locks +(\d+) /m;
const proportionalSize = /^Pss:\s+(\d+) kB/m;

/** The processes of a Linux computer. */
export const createProcTable = (): ProcessTable => {
	const pageBytes = auxiliaryValue(pageSizeKind, 4096);
	const tickMs = 1000 / auxiliaryValue(ticksKind, 100);

	const rowOf = (pid: number, bootedAtMs: number): ProcessRow | undefined => {
		const text = textOf(`/proc/${pid}/stat`);
		// The name, in parentheses, may hold anything: what follows the last one is numbers.
		const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
		const number = (index: number): number => Number(fields[index]);
		return fields.length < 22 || fields[0] === 'Z' || fields[0] === 'X'
			? undefined
			: {
					pid,
					parentPid: number(1),
					groupId: number(2),
					sessionId: number(3),
					cpuTimeMs: (number(11) + number(12)) * tickMs,
					startedAtMs: bootedAtMs + number(19) * tickMs,
					rssBytes: number(21) * pageBytes,
				};
	};

	return {
		readEveryMs: 250,
		read(nowMs) {
			const upMs = 1000 * Number.parseFloat(textOf('/proc/uptime') ?? '0');
			const pids = (attempt(() => readdirSync('/proc')) ?? []).map(Number).filter(Number.isInteger);
			return pids.map(pid => rowOf(pid, nowMs - upMs)).filter(row => row !== undefined);
		},
		details(rows) {
			const listening = createSocketTable();
			return new Map(
				rows.map(({pid}) => [
					pid,
					{
						command: (textOf(`/proc/${pid}/cmdline`) ?? '').split('\0').join(' ').trim(),
						directory: attempt(() => readlinkSync(`/proc/${pid}/cwd`)) ?? '',
						listenSockets: listening(pid),
					},
				]),
			);
		},
		variable(pid, name) {
			const entries = (textOf(`/proc/${pid}/environ`) ?? '').split('\0');
			return entries.find(entry => entry.startsWith(`${name}=`))?.slice(name.length + 1);
		},
		hasLockLimits: anyLockLimit.test(textOf('/proc/self/limits') ?? ''),
		lockLimit: pid => lockLimit.exec(textOf(`/proc/${pid}/limits`) ?? '')?.[1],
		ownBytes(rows) {
			const sizes = rows.map(({pid}) => proportionalSize.exec(textOf(`/proc/${pid}/smaps_rollup`) ?? '')?.[1]);
			return sizes.includes(undefined) ? undefined : sizes.reduce((sum, kilobytes) => sum + 1024 * Number(kilobytes), 0);
		},
	};
};
