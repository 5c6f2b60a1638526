/* What arrives on a connection when it is not a proper client that sends it: bytes, and the lack of them. */
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {text} from 'node:stream/consumers';
import {expect, onTestFinished, test, vi} from 'vitest';
import {startTestApi} from '../helpers/local-server.ts';

const start = async () => {
	const failures: string[] = [];
	const lines: string[] = [];
	const {api, call} = await startTestApi({
		log(line) {
			lines.push(line);
			if (line.startsWith('internal error')) {
				failures.push(line);
			}
		},
	});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});

	const open = async (bytes: string): Promise<Socket> => {
		const socket = connect(api.port, '127.0.0.1');
		socket.on('error', () => {});
		onTestFinished(() => void socket.destroy());
		await once(socket, 'connect');
		socket.write(bytes, 'latin1');
		return socket;
	};

	/** Sends bytes as they are; answers the status and the body that come back. */
	const send = async (bytes: string) => {
		const socket = await open(bytes);
		const answer = await text(socket);
		return {status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0), body: answer.slice(answer.indexOf('\r\n\r\n') + 4)};
	};

	const expectAlive = async (): Promise<void> => {
		expect((await call('GET', '/v1/apps?org_slug=personal')).body.total_apps).toBe(1);
		expect(failures).toEqual([]);
	};

	return {call, open, send, expectAlive, lines};
};

const token = 'Authorization: Bearer secret\r\nConnection: close\r\n';
const list = 'GET /v1/apps?org_slug=personal';
const post = `POST /v1/apps HTTP/1.1\r\nHost: localhost\r\n${token}`;

test.each<readonly [title: string, bytes: string, status: number]>([
	['HTTP/1.0', `${list} HTTP/1.0\r\nHost: localhost\r\n${token}\r\n`, 200],
	['HTTP/1.0 and no host', `${list} HTTP/1.0\r\n${token}\r\n`, 400],
	['no host', `${list} HTTP/1.1\r\n${token}\r\n`, 400],
	['an empty host', `${list} HTTP/1.1\r\nHost:\r\n${token}\r\n`, 400],
	['a host that is none', `${list} HTTP/1.1\r\nHost: local[host\r\n${token}\r\n`, 400],
	['a user before the host', `${list} HTTP/1.1\r\nHost: localhost@evil.example\r\n${token}\r\n`, 400],
	['another host first', `${list} HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n${token}\r\n`, 403],
	['another host in the target', `GET http://localhost/v1/apps HTTP/1.1\r\nHost: evil.example\r\n${token}\r\n`, 403],
	['no request at all', 'GARBAGE\r\n\r\n', 400],
	['the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
	['a negative length', `${post}Content-Length: -1\r\n\r\n`, 400],
	['two lengths', `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
	['a header of 60 kB', `${list} HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(60_000)}\r\n${token}\r\n`, 431],
	['ten thousand headers', `${list} HTTP/1.1\r\nHost: localhost\r\n${'a: b\r\n'.repeat(10_000)}${token}\r\n`, 431],
	['a token with other bytes', `${list} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \xff\xfe\r\nConnection: close\r\n\r\n`, 401],
	['a body that is no UTF-8', `${post}Content-Length: 35\r\n\r\n{"name":"\xff\xfe","org_slug":"personal"}`, 422],
	['a body of a length that it says is 100 MB', `${post}Content-Length: 100000000\r\n\r\n{`, 413],
])('%s is answered as it should be', async (_, bytes, status) => {
	const {send, expectAlive} = await start();
	expect(await send(bytes)).toMatchObject({status});
	await expectAlive();
});

test('a body without a length that does not end is refused after a megabyte', async () => {
	const {open, expectAlive} = await start();
	const socket = await open(`${post}Transfer-Encoding: chunked\r\n\r\n`);
	const answer = text(socket);
	const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
	for (let sent = 0; sent < 20 && socket.writable; sent++) {
		socket.write(chunk);
	}

	expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
	await expectAlive();
});

test.each([
	['a length', 'Expect: 100-continue\r\nContent-Length: 100\r\n\r\n{"name"'],
	['chunks', 'Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{"name"\r\n'],
])('a client that goes away in the middle of its body, of %s, is no failure of the server', async (_, rest) => {
	const {open, expectAlive, lines} = await start();
	const socket = await open(post + rest);
	await once(socket, 'data');
	socket.destroy();
	await vi.waitFor(() => expect(lines).toContainEqual(expect.stringMatching(/^POST \/v1\/apps 400 /)));
	await expectAlive();
});

test('hundreds of clients that send next to nothing keep nobody else waiting', async () => {
	const {open, expectAlive} = await start();
	await Promise.all(Array.from({length: 200}, () => open('POST /v1/apps HTTP/1.1\r\nHost: localhost\r\nX: ')));
	await Promise.all(Array.from({length: 200}, () => open(`${post}Content-Length: 100\r\n\r\n{`)));
	await expectAlive();
});
