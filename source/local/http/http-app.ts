import {createHash} from 'node:crypto';
import type {HttpBindings} from '@hono/node-server';
import {Hono, type MiddlewareHandler} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {isBrokenOff} from '../faults/apply-fault.ts';
import {Fault} from '../fleet/fault.ts';
import type {World} from '../host/world.ts';
import {nearestRegion} from '../resources/platform/regions.ts';
import {StateFailure} from '../state/state-failure.ts';
import {answer, plainText} from './answer.ts';
import {requireLoopbackHost, requireToken} from './guard.ts';
import {createRateLimits} from './limits.ts';
import type {Route} from './route.ts';
import {rowHandler} from './row-handler.ts';
import {refuseSteps} from './target.ts';

const largestBodyBytes = 1024 * 1024;

export type HttpOptions = {
	/** Whether only requests that name the loopback address are answered. */
	readonly loopbackOnly: boolean;
	readonly log: (line: string) => void;
	/** Whether calls are counted against the rate limits. */
	readonly limits: boolean;
};

/** What a person quotes to ask about a request. The ids of its trace, which leads nowhere here, are made of its own. */
const traceHeaders = (ulid: string): Readonly<Record<string, string>> => {
	const digits = createHash('sha256').update(ulid).digest('hex');
	return {'fly-request-id': `${ulid}-${nearestRegion}`, 'fly-trace-id': digits.slice(0, 32), 'fly-span-id': digits.slice(32, 48)};
};

export type HttpApp = Hono<{Bindings: HttpBindings}>;

/** Takes in the whole body, whether the call has any use for it or not: what is left of it would cost the next request its connection. */
const withBody: MiddlewareHandler = async (context, next) => {
	await context.req.arrayBuffer();
	await next();
};

/** The local API: a route table on Hono, what stands before its rows, and what is answered when they refuse. */
export const createHttpApp = (world: World, routes: readonly Route[], {loopbackOnly, log, limits}: HttpOptions): HttpApp => {
	// A path may end in a slash: the API documents its delete of a machine so.
	const http: HttpApp = new Hono({strict: false});
	const {ids, scheduler} = world;

	http.use(async (context, next) => {
		const receivedMs = scheduler.now();
		await next();
		for (const [name, value] of Object.entries(traceHeaders(ids.ulid(receivedMs)))) {
			context.res.headers.set(name, value);
		}

		context.res.headers.set('server', 'Fly/flydeck');
		const outcome = isBrokenOff(context.res) ? 'no answer' : context.res.status;
		log(`${context.req.method} ${context.env.incoming.url} ${outcome} ${scheduler.now() - receivedMs} ms`);
	});
	if (loopbackOnly) {
		http.use(requireLoopbackHost);
	}

	http.use(refuseSteps);

	const withToken = requireToken(world.resources.tokens);
	const withBodyLimit = bodyLimit({
		maxSize: largestBodyBytes,
		onError() {
			const refused = answer({error: 'http: request body too large'}, 413);
			// The rest of the body stays unread, so that nothing else can come over this connection.
			refused.headers.set('connection', 'close');
			return refused;
		},
	});
	const rateLimits = limits ? createRateLimits(scheduler.now) : undefined;
	for (const route of routes) {
		http.on(route.method, route.path, withToken, withBodyLimit, withBody, rowHandler(world, route, rateLimits));
	}

	http.notFound(() => plainText('404 page not found\n', 404));
	http.onError((error, {env: {incoming}}) => {
		if (error instanceof Fault) {
			return answer(error.body, error.status);
		}

		// Whoever goes away in the middle of a body makes reading it fail, not the server.
		if (incoming.destroyed && !incoming.complete) {
			return answer({error: 'unexpected EOF'}, 400);
		}

		if (error instanceof StateFailure) {
			log(error.message);
			return answer({error: `internal: ${error.message}`}, 500);
		}

		log(`internal error: ${error.stack ?? error.message}`);
		return answer({error: 'internal: the local server failed, see its log'}, 500);
	});
	return http;
};
