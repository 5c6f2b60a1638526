import {Fault} from '../fleet/fault.ts';

/** What a fault does to a request: something to its connection, or an answer in place of the one that it would have got. */
export type FaultEffect =
	| {readonly kind: 'latency'; readonly ms: number}
	| {readonly kind: 'hang'}
	| {readonly kind: 'reset'}
	| {readonly kind: 'truncate'}
	| {readonly kind: 'unreachable'}
	| {readonly kind: 'answer'; readonly response: () => Response};

/** What a rule says beside the name of its fault. */
export type FaultSettings = {readonly latencyMs?: number | undefined; readonly retryAfterSeconds?: number | undefined};

const defaultLatencyMs = 1000;
const defaultRetryAfterSeconds = 2;

const json = (status: number, error: string, headers: Readonly<Record<string, string>> = {}, word?: string): FaultEffect => ({
	kind: 'answer',
	response: () =>
		new Response(JSON.stringify(word === undefined ? {error} : {error, status: word}), {
			status,
			headers: {'content-type': 'application/json; charset=utf-8', ...headers},
		}),
});

const htmlPage =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n';

const badGateway = (): Response => new Response(htmlPage, {status: 502, headers: {'content-type': 'text/html'}});

const tooMany = 'resource_exhausted: rate limit exceeded';

/** Where there is no host for it: a new machine, a new volume, or one more start of a machine that is bound to its host. */
const noRoom = (operation: string): FaultEffect => {
	switch (operation) {
		case 'Machines_create':
			return json(503, 'unavailable: insufficient resources available to fulfill request', {}, 'insufficient_capacity');
		case 'Volumes_create':
			return json(412, 'failed_precondition: unable to find a host to place this volume', {}, 'volume_placement_capacity');
		default:
			return json(409, 'aborted: could not reserve resource for machine: insufficient memory available to fulfill request');
	}
};

/** Every fault by its name. `host-unreachable` is a state of hosts: for one request it is that of every machine that the request is about. */
const kinds = {
	latency: (_, {latencyMs = defaultLatencyMs}) => ({kind: 'latency', ms: latencyMs}),
	hang: () => ({kind: 'hang'}),
	reset: () => ({kind: 'reset'}),
	truncated: () => ({kind: 'truncate'}),
	'html-502': () => ({kind: 'answer', response: badGateway}),
	429: () => json(429, tooMany),
	'429-retry-after': (_, {retryAfterSeconds = defaultRetryAfterSeconds}) => json(429, tooMany, {'retry-after': String(retryAfterSeconds)}),
	401: () => json(401, 'Authenticate: token validation error'),
	500: () => json(500, 'internal: an error that was asked for'),
	capacity: noRoom,
	'host-unreachable': () => ({kind: 'unreachable'}),
} as const satisfies Readonly<Record<string, (operation: string, settings: FaultSettings) => FaultEffect>>;

export type FaultName = `${keyof typeof kinds}`;

export const faultNames = Object.keys(kinds);

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(kinds, name);

export const effectOf = (name: FaultName, operation: string, settings: FaultSettings): FaultEffect => kinds[name](operation, settings);

const wholeNumber = /^\d{1,7}$/;

/**
The effect that a request asks for itself, as `<name>` or `<name>=<number>`: ms of latency, or seconds until the next try. Throws a 400 Fault
for a fault that does not exist.
*/
export const effectOfHeader = (header: string, operation: string): FaultEffect => {
	const [name = '', number] = header.trim().split('=', 2);
	if (!isFaultName(name) || (number !== undefined && !wholeNumber.test(number))) {
		throw new Fault(400, {error: `invalid_argument: no fault "${header}", there are ${faultNames.join(', ')}`});
	}

	const value = number === undefined ? undefined : Number(number);
	return effectOf(name, operation, {latencyMs: value, retryAfterSeconds: value});
};
