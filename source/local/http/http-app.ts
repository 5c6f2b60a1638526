import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {Fault} from '../fleet/fault.ts';
import type {World} from '../host/world.ts';
import {answer, plainText} from './answer.ts';
import {registerAppRoutes} from './app-routes.ts';
import {requireLoopbackHost, requireToken} from './guard.ts';
import {registerLeaseRoutes} from './lease-routes.ts';
import {registerMachineRoutes} from './machine-routes.ts';
import {registerWaitRoute} from './wait-route.ts';

const largestBodyBytes = 1024 * 1024;

export type HttpOptions = {readonly token: string; readonly log: (line: string) => void};

/** The Machines API over a world: every route, what stands before them, and what is answered when they refuse. */
export const createHttpApp = (world: World, {token, log}: HttpOptions): Hono => {
	const http = new Hono();
	const {ids, scheduler} = world;

	http.use(async (context, next) => {
		const receivedMs = scheduler.now();
		await next();
		context.res.headers.set('fly-request-id', `${ids.ulid(receivedMs)}-local`);
		context.res.headers.set('server', 'Fly/flydeck');
		const {pathname, search} = new URL(context.req.url);
		log(`${context.req.method} ${pathname}${search} ${context.res.status} ${scheduler.now() - receivedMs} ms`);
	});
	http.use(requireLoopbackHost);
	http.use('/v1/apps', requireToken(token));
	http.use('/v1/apps/*', requireToken(token));
	http.use(
		bodyLimit({
			maxSize: largestBodyBytes,
			onError: () => answer({error: 'http: request body too large'}, 413),
		}),
	);

	registerAppRoutes(http, world);
	registerMachineRoutes(http, world);
	registerWaitRoute(http, world);
	registerLeaseRoutes(http, world);

	http.notFound(() => plainText('404 page not found\n', 404));
	http.onError(error => {
		if (error instanceof Fault) {
			return answer(error.body, error.status);
		}

		log(`internal error: ${error.stack ?? error.message}`);
		return answer({error: 'internal: the local server failed, see its log'}, 500);
	});
	return http;
};
