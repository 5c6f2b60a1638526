import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {buffer} from 'node:stream/consumers';
import {onTestFinished} from 'vitest';
import type {Clock} from '../../source/domain/clock.ts';

export type ProxiedRequest = {readonly method: string; readonly path: string; readonly atMs: number};

/** What the server behind the proxy answered. */
export type ProxiedAnswer = {readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string};

/** What is done in place of handing an answer on. The server is asked as soon as `answer` is called, and never without it. */
export type ProxyFault = (given: {
	readonly request: ProxiedRequest;
	readonly response: ServerResponse;
	readonly answer: () => Promise<ProxiedAnswer>;
	/** How many requests this fault has struck before. */
	readonly count: number;
}) => void | Promise<void>;

export type FaultyProxy = {
	readonly url: string;
	/** Every request so far, by the clock's time. */
	readonly requests: readonly ProxiedRequest[];
	/** Strikes the requests that fit, until the fault is ended. */
	readonly strike: (
		fault: ProxyFault,
		fits?: (request: ProxiedRequest) => boolean,
	) => {readonly end: () => void; readonly struck: () => number};
};

/** Gives an answer on. */
export const pass = (response: ServerResponse, {status, headers, body}: ProxiedAnswer): void => {
	response.writeHead(status, headers);
	response.end(body);
};

/** The API's own headers; those of the connection are the proxy's. */
const handedOn = ['content-type', 'fly-request-id', 'retry-after'];

const askServer = async (target: string, request: IncomingMessage, body: Buffer): Promise<ProxiedAnswer> => {
	const {method = 'GET', url = '/', headers} = request;
	const sent = Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name));
	const answered = await fetch(target + url, {
		method,
		headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
		...(body.length === 0 ? {} : {body: new Uint8Array(body)}),
	});
	return {
		status: answered.status,
		headers: Object.fromEntries([...answered.headers].filter(([name]) => handedOn.includes(name))),
		body: await answered.text(),
	};
};

/** A proxy between flydeck and an API, in which everything can go wrong that goes wrong on the way or at a server's front door. */
export const startFaultyProxy = async (target: string, clock: Clock): Promise<FaultyProxy> => {
	const requests: ProxiedRequest[] = [];
	let striking: {fault: ProxyFault; fits: (request: ProxiedRequest) => boolean; count: number} | undefined;
	const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
		const body = await buffer(incoming);
		const request = {method: incoming.method ?? 'GET', path: incoming.url ?? '/', atMs: clock.now()};
		requests.push(request);
		const answer = (): Promise<ProxiedAnswer> => askServer(target, incoming, body);
		if (striking?.fits(request) === true) {
			const {fault, count} = striking;
			striking.count += 1;
			await fault({request, response, answer, count});
		} else {
			pass(response, await answer());
		}
	};
	// A server that is gone, as at the end of a test, is a connection that is lost.
	const server = createServer((incoming, response) => void serve(incoming, response).catch(() => response.destroy()));
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	return {
		url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
		requests,
		strike(fault, fits = () => true) {
			const mine = {fault, fits, count: 0};
			striking = mine;
			return {
				end() {
					striking = undefined;
				},
				struck: () => mine.count,
			};
		},
	};
};
