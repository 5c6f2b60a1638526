import {gzipSync} from 'node:zlib';
import {type ProxiedAnswer, type ProxyFault, pass} from './faulty-proxy.ts';

export type ReadFault = {
	readonly title: string;
	readonly fault: ProxyFault;
	/** How the header calls it, as a kind of connection. `live`: nothing is to be seen of it. */
	readonly kind: 'offline' | 'server' | 'malformed' | 'limited' | 'refused' | 'unauthorized' | 'forbidden' | 'not-found' | 'live';
	/** How long the API asks not to be asked, in ms. */
	readonly quietMs?: number;
	/** How many kinds of failure it is, each of which is told once. */
	readonly notes?: number;
};

const say =
	(status: number, body: string, headers: Readonly<Record<string, string>> = {}): ProxyFault =>
	({response}) => {
		response.writeHead(status, {'content-type': 'application/json', ...headers});
		response.end(body);
	};

/** What the server says, as somebody on the way makes it. */
const changed =
	(change: (answer: ProxiedAnswer) => ProxiedAnswer): ProxyFault =>
	async ({response, answer}) =>
		pass(response, change(await answer()));

const webPage = '<!doctype html><title>Sign in</title>';
const tooMany = '{"error":"rate limit exceeded"}';
const megabyte = ' '.repeat(1_000_000);

/** 100 MB that never become an answer. */
const huge: ProxyFault = ({response}) => {
	response.writeHead(200, {'content-type': 'application/json'});
	let left = 100;
	const write = (): void => {
		while (left > 0 && !response.destroyed) {
			left -= 1;
			if (!response.write(megabyte)) {
				response.once('drain', write);
				return;
			}
		}

		response.end('[');
	};
	write();
};

/** What can go wrong with a list of machines, and how it is told. */
export const readFaults: readonly ReadFault[] = [
	{title: 'no answer at all', kind: 'offline', fault() {}},
	{title: 'a connection that is reset before the headers', kind: 'offline', fault: ({response}) => void response.socket?.resetAndDestroy()},
	{
		title: 'a connection that is reset in the middle of the headers',
		kind: 'offline',
		fault: ({response}) => void response.socket?.write('HTTP/1.1 200 OK\r\ncontent-ty', () => response.socket?.destroy()),
	},
	{
		title: 'a connection that is reset in the body',
		kind: 'malformed',
		fault({response}) {
			response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
			response.write('[{"id":', () => response.socket?.resetAndDestroy());
		},
	},
	{
		title: 'headers without a body',
		kind: 'offline',
		fault({response}) {
			response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
			response.flushHeaders();
		},
	},
	{title: 'half a JSON', kind: 'malformed', fault: changed(answer => ({...answer, body: answer.body.slice(0, answer.body.length / 2)}))},
	{title: 'an empty body', kind: 'malformed', fault: say(200, '')},
	{title: 'JSON of another shape', kind: 'malformed', fault: say(200, '{"machines": 3}')},
	{title: 'a web page with 200', kind: 'malformed', fault: say(200, webPage, {'content-type': 'text/html'})},
	{title: 'a web page with 502', kind: 'server', fault: say(502, webPage, {'content-type': 'text/html'})},
	{title: 'a redirect', kind: 'malformed', fault: say(302, '', {location: 'http://127.0.0.1:1/'})},
	{title: 'gzip that is none', kind: 'malformed', fault: say(200, 'garbage', {'content-encoding': 'gzip'})},
	{
		title: 'gzip that is cut',
		kind: 'malformed',
		async fault({response, answer}) {
			const packed = gzipSync((await answer()).body);
			response.writeHead(200, {'content-type': 'application/json', 'content-encoding': 'gzip'});
			response.end(packed.subarray(0, packed.length / 2));
		},
	},
	{title: '100 MB', kind: 'malformed', fault: huge},
	{title: '400', kind: 'refused', fault: say(400, '{"error":"invalid"}')},
	{title: '401 in mid-session', kind: 'unauthorized', fault: say(401, '{"error":"token validation error"}')},
	{title: '403', kind: 'forbidden', fault: say(403, '{"error":"not allowed"}')},
	{title: '404', kind: 'not-found', fault: say(404, '{"error":"app not found"}')},
	{title: '408', kind: 'server', fault: say(408, '{"error":"deadline_exceeded"}')},
	{title: '429 without Retry-After', kind: 'limited', fault: say(429, tooMany)},
	{title: '429 with Retry-After in seconds', kind: 'limited', fault: say(429, tooMany, {'retry-after': '15'}), quietMs: 15_000},
	{
		title: '429 with Retry-After as a date',
		kind: 'limited',
		fault: given => say(429, tooMany, {'retry-after': new Date(given.request.atMs + 15_000).toUTCString()})(given),
		// A date has no milliseconds.
		quietMs: 14_000,
	},
	{title: '500', kind: 'server', fault: say(500, '{"error":"internal"}')},
	{title: '503', kind: 'server', fault: say(503, '{"error":"unavailable"}')},
	{
		title: 'another fault each time',
		kind: 'limited',
		notes: 3,
		fault: given => [say(500, ''), say(200, webPage), say(429, tooMany)][given.count % 3]?.(given),
	},
];
