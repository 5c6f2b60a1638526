import {Server} from 'node:http';
import {createAdaptorServer} from '@hono/node-server';
import type {HttpApp} from './http-app.ts';

export type Listening = {readonly port: number; readonly close: () => Promise<void>};

/** How long a connection is kept that nothing is asked on, in ms: longer than a client waits between two reads, which else connects again for each. */
const idleMs = 65_000;

const sentenceOf = (error: Error, address: string, port: number): Error =>
	'code' in error && error.code === 'EADDRINUSE'
		? new Error(`Port ${port} is in use: choose another one, or 0 for any free port.`, {cause: error})
		: new Error(`Cannot listen on ${address}, port ${port}: ${error.message}.`, {cause: error});

/** Serves an app on an address of this computer. Rejects with a plain sentence when the port cannot be had. */
export const listen = (http: HttpApp, host: string, port: number): Promise<Listening> => {
	const server = createAdaptorServer({fetch: http.fetch});
	if (!(server instanceof Server)) {
		throw new TypeError('expected an HTTP/1 server');
	}

	server.keepAliveTimeout = idleMs;
	const {promise, resolve, reject} = Promise.withResolvers<Listening>();
	server.once('error', error => reject(sentenceOf(error, host, port)));
	server.listen(port, host, () => {
		const address = server.address();
		resolve({
			port: typeof address === 'object' && address !== null ? address.port : port,
			close: () =>
				new Promise(closed => {
					server.close(() => closed());
					server.closeAllConnections();
				}),
		});
	});
	return promise;
};
