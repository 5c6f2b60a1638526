import type {Context, Hono} from 'hono';
import {Fault} from '../fleet/fault.ts';
import {numberAt, textAt} from '../fleet/json-reader.ts';
import {acquireLease, findLease, requireLease} from '../fleet/lease.ts';
import {leaseOnWire} from '../fleet/wire.ts';
import {requireMachine, type World} from '../host/world.ts';
import {answer} from './answer.ts';
import {localOwner, requireTtl} from './create-machine.ts';
import {nonceHeader} from './machine-routes.ts';
import {wordOf} from './query.ts';
import {readOptionalBody} from './read-body.ts';
import {requestShapes} from './request-shapes.ts';

const ttlInQuery = (context: Context): number | undefined => {
	const word = wordOf(new URL(context.req.url).searchParams, 'ttl');
	if (word === undefined) {
		return undefined;
	}

	if (!/^-?\d{1,9}$/.test(word)) {
		throw new Fault(400, {error: `strconv.Atoi: parsing ${JSON.stringify(word)}: invalid syntax`});
	}

	return Number(word);
};

/** The calls on leases: acquire or refresh, look, release. */
export const registerLeaseRoutes = (http: Hono, world: World): void => {
	const {store, scheduler, ids} = world;
	const path = '/v1/apps/:app/machines/:machine/lease';
	const find = (context: Context) => requireMachine(world, context.req.param('app') ?? '', context.req.param('machine') ?? '');

	http.post(path, async context => {
		const body = await readOptionalBody(context.req.raw, requestShapes.lease);
		const ttlSeconds = requireTtl(ttlInQuery(context) ?? numberAt(body, 'ttl'));
		const machine = find(context);
		const request = {
			ttlSeconds,
			description: textAt(body, 'description'),
			owner: localOwner,
			nonce: context.req.header(nonceHeader),
		};
		const lease = acquireLease(machine, request, scheduler.now(), ids);
		store.put({...machine, lease});
		return answer(leaseOnWire(lease), 201);
	});

	http.get(path, context => answer(leaseOnWire(findLease(find(context), scheduler.now()))));

	http.delete(path, context => {
		const machine = find(context);
		findLease(machine, scheduler.now());
		requireLease(machine, context.req.header(nonceHeader), scheduler.now());
		store.put({...machine, lease: undefined});
		return answer({status: 'success', data: {ok: true}});
	});
};
