import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {endianness} from 'node:os';
import {attempt} from './proc-table.ts';

export type ListenSocket = {readonly proto: string; readonly address: string};

/** The files of listening sockets, what they are called, and the state in which such a socket listens. */
const families = [
	{file: 'tcp', proto: 'tcp', listening: '0A'},
	{file: 'tcp6', proto: 'tcp', listening: '0A'},
	{file: 'udp', proto: 'udp', listening: '07'},
	{file: 'udp6', proto: 'udp', listening: '07'},
] as const;

/** The bytes of an address that the kernel wrote as 32-bit words in its own byte order. */
const bytesOf = (words: string): Buffer => {
	const bytes = Buffer.from(words, 'hex');
	return endianness() === 'LE' ? bytes.swap32() : bytes;
};

/** An address as Go writes it: `127.0.0.1:8080`, `[::1]:8080`. */
const addressOf = (words: string, port: number): string => {
	const bytes = bytesOf(words);
	if (bytes.length === 4) {
		return `${bytes.join('.')}:${port}`;
	}

	const groups = Array.from({length: 8}, (_, index) => bytes.readUInt16BE(2 * index).toString(16));
	return `[${new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)}]:${port}`;
};

const row = /^\s*\d+: ([\dA-F]+):([\dA-F]{4}) \S+ ([\dA-F]{2})(?: +\S+){5} +(\d+)/gm;

/** The listening sockets in a table of the kernel (`/proc/net/tcp` and the like), by inode. */
export const parseSockets = (text: string, {proto, listening}: {readonly proto: string; readonly listening: string}) =>
	new Map(
		[...text.matchAll(row)].flatMap(([, words = '', port = '', state, inode = '']): [string, ListenSocket][] =>
			state === listening ? [[inode, {proto, address: addressOf(words, Number.parseInt(port, 16))}]] : [],
		),
	);

const socketLink = /^socket:\[(\d+)\]$/;

/** Reads what is listening now; the answer tells which of that a process holds. */
export const createSocketTable = (): ((pid: number) => readonly ListenSocket[]) => {
	const byInode = new Map<string, ListenSocket>();
	for (const family of families) {
		const text = attempt(() => readFileSync(`/proc/net/${family.file}`, 'utf8')) ?? '';
		for (const [inode, socket] of parseSockets(text, family)) {
			byInode.set(inode, socket);
		}
	}

	return pid => {
		const descriptors = attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
		const inodes = descriptors.map(descriptor => socketLink.exec(attempt(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`)) ?? '')?.[1]);
		return [...new Set(inodes)].flatMap(inode => byInode.get(inode ?? '') ?? []);
	};
};
