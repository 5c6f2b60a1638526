import {createHash, timingSafeEqual} from 'node:crypto';
import type {MiddlewareHandler} from 'hono';
import {Fault} from '../fleet/fault.ts';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses requests that were sent to another name: a web page whose name was pointed at this computer must not reach the server. */
export const requireLoopbackHost: MiddlewareHandler = async (context, next) => {
	const host = (context.req.header('host') ?? '').toLowerCase().replace(/:\d*$/, '');
	if (!loopbackHosts.has(host)) {
		throw new Fault(403, {error: 'permission_denied: this server answers only to names of the loopback address'});
	}

	await next();
};

/** What comes after the scheme words, of which some clients send more than one. */
const bareToken = (authorization: string): string => authorization.trim().replace(/^(?:(?:bearer|flyv1)\s+)+/i, '');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Refuses requests without the token. `Bearer` and `FlyV1` are the same to it. */
export const requireToken = (token: string): MiddlewareHandler => {
	const expected = digest(bareToken(token));
	return async (context, next) => {
		const given = digest(bareToken(context.req.header('authorization') ?? ''));
		if (!timingSafeEqual(given, expected)) {
			throw new Fault(401, {error: 'Authenticate: token validation error'});
		}

		await next();
	};
};
