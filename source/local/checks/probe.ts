import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type {CheckRecord} from '../fleet/machine-record.ts';
import type {CheckDefinition, HttpCheck} from './check-definitions.ts';

export type ProbeResult = Pick<CheckRecord, 'status' | 'output'>;

type Settle = (result: ProbeResult) => void;

const loopback = '127.0.0.1';
const longestOutput = 1024;

const reasons: Readonly<Record<string, string>> = {
	ABORT_ERR: 'context deadline exceeded',
	ECONNREFUSED: 'connect: connection refused',
	ECONNRESET: 'read: connection reset by peer',
};

const failed = (error: unknown): ProbeResult => {
	const message = error instanceof Error ? error.message : String(error);
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return {status: 'critical', output: reasons[code] ?? message};
};

const answered = (code: number, text: string): ProbeResult => {
	const output = text.slice(0, longestOutput).trim();
	if (code >= 200 && code < 300) {
		return {status: 'passing', output: output === '' ? `${code}` : output};
	}

	const line = `${code} ${http.STATUS_CODES[code] ?? ''}`.trim();
	return {status: 'critical', output: output === '' ? line : `${line}: ${output}`};
};

const connect = ({port}: CheckDefinition, signal: AbortSignal, settle: Settle): void => {
	const socket = net.connect({host: loopback, port, signal});
	socket.on('error', error => settle(failed(error)));
	socket.once('connect', () => {
		settle({status: 'passing', output: 'Success'});
		socket.destroy();
	});
};

const headersOf = ({headers}: HttpCheck): http.OutgoingHttpHeaders => ({
	'user-agent': 'Consul Health Check',
	// A list of one is not the same to Node everywhere: it refuses one for Host.
	...Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? values[0] : [...values]])),
});

const read = (response: http.IncomingMessage, settle: Settle): void => {
	let text = '';
	const finish = (): void => {
		settle(answered(response.statusCode ?? 0, text));
		response.destroy();
	};

	response.setEncoding('utf8').once('end', finish);
	response.on('error', error => settle(failed(error)));
	response.on('data', chunk => {
		text += chunk;
		if (text.length >= longestOutput) {
			finish();
		}
	});
};

const request = ({port, http: check}: CheckDefinition, signal: AbortSignal, settle: Settle): void => {
	const {method, path, isSecure, serverName, skipsVerify} = check;
	const common = {host: loopback, port, method, path, headers: headersOf(check), agent: false, signal} as const;
	const asked = isSecure
		? https.request({...common, rejectUnauthorized: !skipsVerify, ...(serverName === undefined ? {} : {servername: serverName})})
		: http.request(common);
	asked.once('response', response => read(response, settle));
	asked.on('error', error => settle(failed(error)));
	asked.end();
};

const ways = {tcp: connect, http: request} as const;

/** Looks once at 127.0.0.1, in the way that the check's type says. Never rejects: what fails, is aborted or cannot even be tried is critical. */
export const probe = (definition: CheckDefinition, signal: AbortSignal): Promise<ProbeResult> => {
	const {promise, resolve} = Promise.withResolvers<ProbeResult>();
	try {
		ways[definition.type](definition, signal, resolve);
	} catch (error) {
		resolve(failed(error));
	}

	return promise;
};
