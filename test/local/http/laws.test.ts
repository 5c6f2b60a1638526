import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isJsonObject, type Json, type JsonObject} from '../../../source/domain/json.ts';
import {isTransient, states} from '../../../source/domain/lifecycle.ts';
import {startWithMachine} from '../../helpers/local-machine.ts';
import {expectTrueEvents} from '../../helpers/runs-by-events.ts';
import {
	type Action,
	actionNamed,
	type Belief,
	firstBelief,
	machinesPath,
	secretsPath,
	ttlSeconds,
	usualActions,
	volumesPath,
} from './law-actions.ts';
import {type LawServer, type Outcome, startLawServer} from './law-server.ts';

const nonceHeader = 'fly-machine-lease-nonce';

/** Faults that keep anything from being done; the last does so to what a host has to do. */
const refusing = ['500', '401', '429', 'html-502', 'capacity', 'host-unreachable'];

const faults = [...refusing, 'latency', 'hang', 'reset', 'truncated'];

const call = fc.record({
	client: fc.constantFrom(0, 1),
	action: fc.oneof(
		{weight: 30, arbitrary: fc.constantFrom(...usualActions)},
		{weight: 8, arbitrary: fc.constant('lease')},
		{weight: 1, arbitrary: fc.constant('destroy')},
	),
	value: fc.constantFrom('x', 'y', 'z'),
	/** None in most steps. */
	fault: fc.oneof({weight: 3, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary: fc.constantFrom(...faults)}),
});

/** One client calls, or (undefined) the server ends and goes on from its state; then time passes. */
const step = fc.record({
	call: fc.oneof({weight: 14, arbitrary: call}, {weight: 1, arbitrary: fc.constant(undefined)}),
	waitMs: fc.constantFrom(0, 0, 300, 1200, 6000),
});

type Call = typeof call extends fc.Arbitrary<infer Value> ? Value : never;

type Subject = {readonly server: LawServer; readonly machine: string; readonly nonces: string[]};

const placeIn = ({volumes}: Belief, machine: string, value: string) => {
	const ids = Object.keys(volumes);
	const volumeId = ids[value.charCodeAt(0) % Math.max(1, ids.length)] ?? 'vol_none';
	return {machine, volumeId, volume: `${volumesPath}/${volumeId}`};
};

/** Whether a fault leaves nothing done, beside those of connections that are not even answered. */
const refuses = (fault: string | undefined, {isOfMachine}: Action, method: string): boolean =>
	fault === 'host-unreachable' ? isOfMachine === true && method !== 'GET' : refusing.includes(fault ?? '');

/** The nonce of an answered lease; one that is renewed keeps it. */
const nonceOf = ({body}: Outcome, before: string): string => (body === undefined ? before : JSON.parse(JSON.stringify(body)).data.nonce);

/** One client does one thing; what both believe afterwards. */
const take = async ({server, machine, nonces}: Subject, belief: Belief, {client, action: name, value, fault}: Call): Promise<Belief> => {
	const action = actionNamed(name);
	const isLease = name === 'lease';
	const place = placeIn(belief, machine, value);
	const [method, path, body] = action.request(value, place);
	const known = action.needsAnswer && fault === 'truncated' ? undefined : fault;
	const outcome = await server.send({method, path, body, headers: {[nonceHeader]: nonces[client] ?? ''}, fault: known});
	if (outcome.status === undefined) {
		return belief;
	}

	const {status} = outcome;
	const nowMs = server.clock.now();
	const held = belief.holder !== undefined && belief.holder.expiresAtMs > nowMs ? belief.holder : undefined;
	const isOthers = held !== undefined && held.client !== client;
	expect(status === 500 && fault !== '500').toBe(false);
	if (refuses(known, action, method)) {
		expect(status).toBeGreaterThanOrEqual(400);
	}

	if (status >= 300) {
		expect(!isLease || isOthers || status === 404 || known !== undefined).toBe(true);
		return belief;
	}

	if (!isLease) {
		expect(action.isLeased && isOthers).not.toBe(true);
		return action.learn?.(belief, value, place, outcome) ?? belief;
	}

	expect(isOthers).toBe(false);
	const isRenewed = held?.client === client;
	nonces[client] = nonceOf(outcome, nonces[client] ?? '');
	// Of a lease whose answer broke off nobody knows the nonce.
	const holder = outcome.body === undefined && !isRenewed ? undefined : client;
	return {...belief, holder: {client: holder, expiresAtMs: nowMs + ttlSeconds * 1000}};
};

const listAt = (value: Json, key?: string): readonly JsonObject[] => {
	const list = key !== undefined && isJsonObject(value) ? value[key] : value;
	return (Array.isArray(list) ? list : []).filter(isJsonObject);
};

const expectResources = async ({get}: LawServer, {apps, secrets, volumes}: Belief): Promise<void> => {
	const listed = listAt((await get('/v1/apps?org_slug=personal')).value, 'apps');
	expect(listed.map(({name}) => name).toSorted()).toEqual(apps.toSorted());
	const shown = listAt((await get(`${secretsPath}?show_secrets=true`)).value, 'secrets');
	expect(Object.fromEntries(shown.map(({name, value}) => [name, value]))).toEqual(secrets);
	// One that was deleted is listed for some seconds more.
	const live = listAt((await get(volumesPath)).value).filter(({state}) => state === 'created');
	const facts = live.map(({id, size_gb, snapshot_retention}) => [id, {size_gb, snapshot_retention}]);
	expect(Object.fromEntries(facts)).toEqual(volumes);
};

/** What was read of the events before is still there, below what has come since. Answers what is there now. */
const expectEvents = async ({get}: LawServer, machine: string, state: string, before: readonly string[]): Promise<readonly string[]> => {
	const events = listAt((await get(`${machine}/events?limit=50`)).value);
	const ids = events.map(({id}) => String(id));
	expect(ids).toEqual(ids.toSorted().toReversed());
	const added = before[0] === undefined ? ids.length : ids.indexOf(before[0]);
	expect(added).not.toBe(-1);
	expect(ids.slice(added)).toEqual(before.slice(0, ids.length - added));
	expectTrueEvents(state, JSON.parse(JSON.stringify(events)));
	return ids;
};

/** Reads everything back. Answers the belief with the events that there are now. */
const expectBelieved = async ({server, machine}: Subject, belief: Belief): Promise<Belief> => {
	await expectResources(server, belief);
	const {status, value} = await server.get(machine);
	if (status === 404 || !isJsonObject(value)) {
		return belief;
	}

	const {state, config, cordoned = false} = value;
	expect(states.some(row => row.state === state)).toBe(true);
	expect({config, cordoned}).toMatchObject({config: {image: belief.image}, cordoned: belief.cordoned});
	expect(JSON.parse(JSON.stringify(config)).metadata ?? {}).toEqual(belief.metadata);
	return {...belief, eventIds: await expectEvents(server, machine, String(state), belief.eventIds)};
};

const begin = async (): Promise<Subject> => {
	const server = await startLawServer();
	await server.send({method: 'POST', path: '/v1/apps', body: {name: 'web', org_slug: 'personal'}});
	const {body} = await server.send({method: 'POST', path: machinesPath, body: {config: {image: 'nginx'}}});
	server.clock.advance(2000);
	return {server, machine: `${machinesPath}/${body?.id}`, nonces: []};
};

test('whatever two clients call, whatever fails, and whenever the server ends: what was acknowledged is read back, events tell the truth, and one client at most holds the machine', {
	timeout: 60_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {minLength: 20, maxLength: 80, size: 'max'}), async steps => {
			const subject = await begin();
			const {server, machine} = subject;
			let belief = await expectBelieved(subject, firstBelief);
			for (const {call: made, waitMs} of steps) {
				if (made === undefined) {
					await server.restart();
				} else {
					belief = await take(subject, belief, made);
				}

				belief = await expectBelieved(subject, belief);
				server.clock.advance(waitMs);
			}

			server.clock.advance(10_000);
			const {status, value} = await server.get(machine);
			expect(status === 404 || (isJsonObject(value) && !isTransient(String(value.state)))).toBe(true);
			await server.close();
		}),
		{numRuns: 12},
	);
});

test('of any two clients that ask for a lease at the same time exactly one gets it', {timeout: 30_000}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({min: 2, max: 6}), fc.integer({min: 1, max: 4}), async (clients, rounds) => {
			const machine = await startWithMachine();
			for (let round = 0; round < rounds; round++) {
				const asks = Array.from({length: clients}, () => machine.call('POST', `${machine.path}/lease`, {ttl: ttlSeconds}));
				const statuses = (await Promise.all(asks)).map(({status}) => status);
				expect(statuses.toSorted()).toEqual([201, ...Array(clients - 1).fill(409)]);
				machine.clock.advance(ttlSeconds * 1000);
			}
		}),
		{numRuns: 10},
	);
});
