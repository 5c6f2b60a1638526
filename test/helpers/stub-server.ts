import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {text} from 'node:stream/consumers';
import {onTestFinished} from 'vitest';

export type ReceivedRequest = {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
};

export type StubAnswer = (response: ServerResponse, request: ReceivedRequest) => void;

export type StubServer = {readonly baseUrl: string; readonly requests: readonly ReceivedRequest[]};

/** A real HTTP server on a free port of this host that gives the answer it is told to; closed when the test ends. */
export const startStubServer = async (answer: StubAnswer): Promise<StubServer> => {
	const requests: ReceivedRequest[] = [];
	const server = createServer(async (request, response) => {
		const body = await text(request);
		const received = {method: request.method ?? '', url: request.url ?? '', headers: request.headers, body};
		requests.push(received);
		answer(response, received);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise(resolve => {
			server.close(resolve);
		});
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {baseUrl: `http://127.0.0.1:${port}`, requests};
};

/** An answer with a JSON body. */
export const jsonAnswer =
	(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): StubAnswer =>
	response => {
		response.writeHead(status, {'content-type': 'application/json; charset=utf-8', ...headers});
		response.end(JSON.stringify(body));
	};
