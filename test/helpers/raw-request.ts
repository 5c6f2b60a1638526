import {request} from 'node:http';
import {text} from 'node:stream/consumers';

export type RawReply = {readonly status: number; readonly contentType: string; readonly text: string};

/** Sends a request whose path goes out as it is given: dots, slashes and percent signs are not tidied up. The token is `secret`. Status 0: no answer came. */
export const sendRaw = (port: number, method: string, path: string, body?: string): Promise<RawReply> => {
	const {promise, resolve} = Promise.withResolvers<RawReply>();
	const length = body === undefined ? {} : {'content-length': Buffer.byteLength(body)};
	const sent = request({host: '127.0.0.1', port, method, path, headers: {authorization: 'Bearer secret', ...length}}, async response => {
		resolve({
			status: response.statusCode ?? 0,
			contentType: response.headers['content-type'] ?? '',
			text: await text(response),
		});
	});
	sent.on('error', error => resolve({status: 0, contentType: '', text: error.message}));
	sent.end(body);
	return promise;
};
