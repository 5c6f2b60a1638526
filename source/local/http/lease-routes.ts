import {Fault, refusal} from '../fleet/fault.ts';
import {numberAt, textAt} from '../fleet/json-reader.ts';
import {acquireLease, findLease, requireLease} from '../fleet/lease.ts';
import type {MachineRecord} from '../fleet/machine-record.ts';
import {leaseOnWire} from '../fleet/wire.ts';
import type {World} from '../host/world.ts';
import {answer} from './answer.ts';
import {localOwner, requireTtl} from './create-machine.ts';
import {liveMachineOf, machinePath, nonceHeader} from './find-machine.ts';
import {wordOf} from './query.ts';
import {requestShapes} from './request-shapes.ts';
import type {Call, Route} from './route.ts';

const ttlInQuery = (query: URLSearchParams): number | undefined => {
	const word = wordOf(query, 'ttl');
	if (word === undefined) {
		return undefined;
	}

	if (!/^-?\d{1,9}$/.test(word)) {
		throw new Fault(400, {error: `strconv.Atoi: parsing ${JSON.stringify(word)}: invalid syntax`});
	}

	return Number(word);
};

/** The calls on leases: acquire or refresh, look, release. */
export const leaseRoutes = (world: World): readonly Route[] => {
	const {store, scheduler, ids} = world;

	/** The machine, whose host has to answer for a lease. One that was destroyed has none, even while it is still shown. */
	const reachableMachineOf = (call: Call): MachineRecord => {
		const machine = liveMachineOf(world, call);
		if (world.hosts.isUnreachable(machine.id)) {
			throw refusal('deadline_exceeded', 'context deadline exceeded');
		}

		return machine;
	};

	const acquire = async (call: Call): Promise<Response> => {
		const body = await call.body(requestShapes.lease, {optional: true});
		const ttlSeconds = requireTtl(ttlInQuery(call.query) ?? numberAt(body, 'ttl'));
		const machine = reachableMachineOf(call);
		const request = {ttlSeconds, description: textAt(body, 'description'), owner: localOwner, nonce: call.header(nonceHeader)};
		const lease = acquireLease(machine, request, scheduler.now(), ids);
		store.put({...machine, lease});
		return answer(leaseOnWire(lease), 201);
	};

	const look = (call: Call): Response => answer(leaseOnWire(findLease(reachableMachineOf(call), scheduler.now())));

	const release = (call: Call): Response => {
		const machine = reachableMachineOf(call);
		findLease(machine, scheduler.now());
		requireLease(machine, call.header(nonceHeader), scheduler.now());
		store.put({...machine, lease: undefined});
		return answer({status: 'success', data: {ok: true}});
	};

	const path = `${machinePath}/lease`;
	return [
		{method: 'POST', path, operation: 'Machines_create_lease', limit: {action: 'create-lease', by: 'machine'}, handle: acquire},
		{method: 'GET', path, operation: 'Machines_show_lease', limit: {action: 'get-lease', by: 'machine'}, handle: look},
		{method: 'DELETE', path, operation: 'Machines_release_lease', limit: {action: 'release-lease', by: 'machine'}, handle: release},
	];
};
