import {existsSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parseSockets} from '../../../source/local/process/proc-sockets.ts';
import {createProcTable} from '../../../source/local/process/proc-table.ts';
import {createPsTable, psSpanMs} from '../../../source/local/process/ps-table.ts';

describe.each([
	['/proc', createProcTable, existsSync('/proc/self/stat')],
	['ps', createPsTable, true],
])('the processes out of %s', (_, create, isHere) => {
	test.runIf(isHere)('hold this one, as it is', () => {
		const nowMs = Date.now();
		const own = create()
			.read(nowMs)
			.find(({pid}) => pid === process.pid);
		expect(own?.parentPid).toBe(process.ppid);
		expect(Math.abs((own?.startedAtMs ?? 0) - (nowMs - 1000 * process.uptime()))).toBeLessThan(5000);
		expect((own?.rssBytes ?? 0) / process.memoryUsage.rss()).toBeCloseTo(1, 0);
		const {user, system} = process.cpuUsage();
		expect(Math.abs((own?.cpuTimeMs ?? 0) - (user + system) / 1000)).toBeLessThan(2000);
	});

	test.runIf(isHere)('tell a command, and nothing of what has ended', () => {
		const table = create();
		const rows = table.read(Date.now()).filter(({pid}) => pid === process.pid);
		expect(table.details(rows).get(process.pid)?.command).toContain(process.title);
		const gone = {...rows[0], pid: 0x7f_ff_ff_ff, parentPid: 1, groupId: 1, sessionId: 1, startedAtMs: 0, cpuTimeMs: 0, rssBytes: 0};
		expect(table.details([gone]).get(gone.pid)).toEqual({command: '', directory: '', listenSockets: []});
		expect(table.variable(gone.pid, 'PATH')).toBeUndefined();
		expect(table.ownBytes([gone])).toBeUndefined();
		expect(table.lockLimit(gone.pid)).toBeUndefined();
	});
});

test.each([
	['00:01', 1000],
	['12:34', 754_000],
	['01:00:00', 3_600_000],
	['2-00:00:01', 172_801_000],
	['0:00.25', 250],
])('ps writes the span %s', (text, expected) => {
	expect(psSpanMs(text)).toBe(expected);
});

test('listening sockets are read with their addresses, others are not', () => {
	const tail = '00000000:00000000 00:00000000 00000000     0        0';
	const text = [
		'  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
		`   0: 0100007F:1F90 00000000:0000 0A ${tail} 4242 1 0000000000000000 100 0 0 10 0`,
		`   1: 0100007F:1F91 00000000:0000 01 ${tail} 4243 1 0000000000000000 100 0 0 10 0`,
		`   2: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A ${tail} 4244 1 0 100 0 0 10 0`,
		`   3: B80D0120000000000000000001000000:0050 00000000000000000000000000000000:0000 0A ${tail} 4245 1 0 100 0 0 10 0`,
	].join('\n');
	expect([...parseSockets(text, {proto: 'tcp', listening: '0A'})]).toEqual([
		['4242', {proto: 'tcp', address: '127.0.0.1:8080'}],
		['4244', {proto: 'tcp', address: '[::]:80'}],
		['4245', {proto: 'tcp', address: '[2001:db8::1]:80'}],
	]);
});
