import type {HttpBindings} from '@hono/node-server';
import type {Context} from 'hono';
import {applyFault} from '../faults/apply-fault.ts';
import type {FaultEffect} from '../faults/fault-kinds.ts';
import {Fault} from '../fleet/fault.ts';
import type {World} from '../host/world.ts';
import {requireKnownApp} from './affinity.ts';
import {callOf} from './call.ts';
import {isCutOff, timeOut} from './host-calls.ts';
import type {RateLimits} from './limits.ts';
import type {Limit, Route} from './route.ts';

export type RowContext = Context<{Bindings: HttpBindings}>;

const faultHeader = 'flydeck-fault';

const scopeOf = (limit: Limit, context: Context): string =>
	limit === 'none' ? '' : (context.req.param(limit.by === 'organization' ? 'org' : limit.by) ?? '');

/** Answers the requests of one row of the table: counts them against its limit, lets a fault strike, and only then handles them. */
export const rowHandler = (world: World, {operation, limit, isControl, onHost, handle}: Route, limits: RateLimits | undefined) => {
	const effectOn = (context: RowContext): FaultEffect | undefined =>
		isControl
			? undefined
			: world.faults.strike({
					operation,
					method: context.req.method,
					path: context.req.path,
					machine: context.req.param('machine') ?? '',
					header: context.req.header(faultHeader),
				});

	return (context: RowContext): Response | Promise<Response> => {
		if (limits?.take(limit, scopeOf(limit, context)) === false) {
			throw new Fault(429, {error: 'resource_exhausted: rate limit exceeded'});
		}

		const answerIt = (isUnreachable = world.hosts.isUnreachable): Response | Promise<Response> => {
			requireKnownApp(world, context);
			const call = callOf(context, isUnreachable);
			return onHost && isCutOff(world, call) ? timeOut(world) : handle(call);
		};

		const effect = effectOn(context);
		return effect === undefined
			? answerIt()
			: applyFault(effect, {
					handle: answerIt,
					outgoing: context.env.outgoing,
					signal: context.req.raw.signal,
					scheduler: world.scheduler,
				});
	};
};
