import type {MiddlewareHandler} from 'hono';
import {Fault} from '../fleet/fault.ts';
import type {Tokens} from '../resources/tokens/tokens.ts';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = (address: string): boolean => loopbackHosts.has(address) || address === '::1';

/** What clients inside the private network call the API, and those who point that name at this computer too. */
const privateName = '_api.internal';

/** Refuses requests that were sent to another name: a web page whose name was pointed at this computer must not reach the server. */
export const requireLoopbackHost: MiddlewareHandler = async (context, next) => {
	const host = (context.req.header('host') ?? '').toLowerCase().replace(/:\d*$/, '');
	if (!loopbackHosts.has(host) && host !== privateName) {
		throw new Fault(403, {error: 'permission_denied: this server answers only to names of the loopback address'});
	}

	await next();
};

/**
Refuses requests without a token that this server takes. `Bearer` and `FlyV1` are the same to it. A deploy token reaches its own app only.
*/
export const requireToken =
	({find}: Tokens): MiddlewareHandler =>
	async (context, next) => {
		const scope = find(context.req.header('authorization') ?? '');
		if (scope === undefined) {
			throw new Fault(401, {error: 'Authenticate: token validation error'});
		}

		if (scope.app !== undefined && scope.app !== context.req.param('app') && context.req.path !== '/v1/tokens/current') {
			throw new Fault(403, {error: 'unauthorized'});
		}

		await next();
	};
