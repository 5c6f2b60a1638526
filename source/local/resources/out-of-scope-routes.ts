import {answer} from '../http/answer.ts';
import type {Route} from '../http/route.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const outOfScope = (method: Route['method'], path: string, operation: string, what: string): Route => ({
	method,
	path,
	operation,
	limit: 'none',
	handle: () => answer({error: `unimplemented: ${what} is out of scope of this local Machines API`}, 501),
});

/** What the Machines API has and this server does not: it says so. */
export const outOfScopeRoutes: readonly Route[] = [
	outOfScope('POST', '/v1/tokens/oidc', 'Tokens_request_OIDC', 'OpenID Connect'),
	outOfScope('POST', '/v1/tokens/kms', 'Tokens_request_Kms', 'the key management service'),
	...methods.map(method => outOfScope(method, '/v1/postgres/*', 'Managed_postgres', 'managed Postgres')),
];
