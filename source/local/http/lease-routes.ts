import {numberAt, textAt} from '../../domain/json-reader.ts';
import {acquireLease, findLease, requireLease} from '../fleet/lease.ts';
import {leaseOnWire} from '../fleet/wire.ts';
import type {World} from '../host/world.ts';
import {answer} from './answer.ts';
import {localOwner, requireTtl} from './create-machine.ts';
import {liveMachineOf, machinePath, nonceHeader} from './find-machine.ts';
import {wholeNumberOf} from './query.ts';
import {requestShapes} from './request-shapes.ts';
import type {Call, Route} from './route.ts';

/** The calls on leases: acquire or refresh, look, release. */
export const leaseRoutes = (world: World): readonly Route[] => {
	const {store, scheduler, ids} = world;

	const acquire = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.lease, {optional: true});
		const ttlSeconds = requireTtl(wholeNumberOf(call.query, 'ttl') ?? numberAt(body, 'ttl'));
		const machine = liveMachineOf(world, call);
		const request = {ttlSeconds, description: textAt(body, 'description'), owner: localOwner, nonce: call.header(nonceHeader)};
		const lease = acquireLease(machine, request, scheduler.now(), ids);
		store.put({...machine, lease});
		return answer(leaseOnWire(lease), 201);
	};

	const look = (call: Call): Response => answer(leaseOnWire(findLease(liveMachineOf(world, call), scheduler.now())));

	const release = (call: Call): Response => {
		const machine = liveMachineOf(world, call);
		findLease(machine, scheduler.now());
		requireLease(machine, call.header(nonceHeader), scheduler.now());
		store.put({...machine, lease: undefined});
		return answer({status: 'success', data: {ok: true}});
	};

	const path = `${machinePath}/lease`;
	const limit = (action: string) => ({action, by: 'machine'}) as const;
	const onHost = true;
	return [
		{method: 'POST', path, operation: 'Machines_create_lease', limit: limit('create-lease'), onHost, handle: acquire},
		{method: 'GET', path, operation: 'Machines_show_lease', limit: limit('get-lease'), onHost, handle: look},
		{method: 'DELETE', path, operation: 'Machines_release_lease', limit: limit('release-lease'), onHost, handle: release},
	];
};
