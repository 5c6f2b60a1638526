import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Json, JsonObject} from '../../../source/domain/json.ts';
import {isTransient, states} from '../../../source/domain/lifecycle.ts';
import {startWithMachine, type TestMachine} from '../../helpers/local-machine.ts';
import type {Reply} from '../../helpers/local-server.ts';

const nonceHeader = 'fly-machine-lease-nonce';

/** What two clients believe of one machine, from the answers that they got. */
type Belief = {
	readonly image: string;
	readonly metadata: Readonly<Record<string, string>>;
	readonly cordoned: boolean;
	readonly holder: {readonly client: number; readonly nonce: string; readonly expiresAtMs: number} | undefined;
};

type Action = {
	readonly request: (value: string) => readonly [method: string, suffix: string, body?: Json | undefined];
	/** Whether somebody else's lease keeps it away. */
	readonly isLeased?: true;
	/** What is to be believed once it was acknowledged. */
	readonly learn?: (belief: Belief, value: string) => Belief;
};

const post = (suffix: string, body?: Json) => () => ['POST', suffix, body] as const;

const actions: readonly Action[] = [
	{request: post('/start'), isLeased: true},
	{request: post('/stop'), isLeased: true},
	{request: post('/restart'), isLeased: true},
	{request: post('/suspend'), isLeased: true},
	{request: post('/signal', {signal: 'SIGHUP'})},
	// A crash: what runs is gone, and the policy starts it again.
	{request: post('/signal', {signal: 'SIGKILL'})},
	{request: post('/cordon'), isLeased: true, learn: belief => ({...belief, cordoned: true})},
	{request: post('/uncordon'), isLeased: true, learn: belief => ({...belief, cordoned: false})},
	{
		request: value => ['POST', '', {config: {image: value, metadata: {image: value}}}],
		isLeased: true,
		learn: (belief, value) => ({...belief, image: value, metadata: {image: value}}),
	},
	{request: value => ['PUT', '/metadata', {metadata: {a: value}}], learn: (belief, value) => ({...belief, metadata: {a: value}})},
	{
		request: value => ['POST', '/metadata/b', {value}],
		learn: (belief, value) => ({...belief, metadata: {...belief.metadata, b: value}}),
	},
	{request: () => ['GET', '/events']},
	{request: post('/exec', {command: ['ls']})},
	{request: () => ['GET', '/memory']},
];

/** The end of most machines: seldom, or nothing much happens before it. */
const destroy: Action = {request: () => ['DELETE', ''], isLeased: true};

/** Undefined: to ask for the lease. */
const action = fc.oneof(
	{weight: 20, arbitrary: fc.constantFrom(...actions)},
	{weight: 6, arbitrary: fc.constant(undefined)},
	{weight: 1, arbitrary: fc.constant(destroy)},
);

/** Faults that keep anything from being done. */
const faults = ['500', '401', '429', 'html-502', 'capacity', 'host-unreachable'];

const step = fc.record({
	client: fc.constantFrom(0, 1),
	action,
	value: fc.constantFrom('x', 'y', 'z'),
	/** None in most steps. */
	fault: fc.oneof({weight: 5, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary: fc.constantFrom(...faults)}),
	waitMs: fc.constantFrom(0, 300, 1200, 6000),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const nonceOf = ({body}: Reply): string => JSON.parse(JSON.stringify(body)).data.nonce;

const ttlSeconds = 5;

/** One client does one thing; what both believe afterwards. */
const take = async (machine: TestMachine, belief: Belief, nonces: string[], {client, action, value, fault}: Step): Promise<Belief> => {
	const nowMs = machine.clock.now();
	const held = belief.holder !== undefined && belief.holder.expiresAtMs > nowMs ? belief.holder : undefined;
	const isOthers = held !== undefined && held.client !== client;
	const headers = {[nonceHeader]: nonces[client] ?? '', ...(fault !== undefined ? {'flydeck-fault': fault} : {})};
	const [method, suffix, body] = action === undefined ? (['POST', '/lease', {ttl: ttlSeconds}] as const) : action.request(value);
	const reply = await machine.call(method, machine.path + suffix, body, {headers});
	expect([reply.status, reply.text]).not.toEqual([500, expect.stringContaining('the local server failed')]);
	if (fault !== undefined) {
		// What the host of a machine does not answer the API server may still know.
		expect(reply.status >= 400 || (fault === 'host-unreachable' && method === 'GET')).toBe(true);
		return belief;
	}

	if (action !== undefined) {
		expect(action.isLeased && isOthers && reply.status < 400).not.toBe(true);
		return reply.status < 300 ? (action.learn?.(belief, value) ?? belief) : belief;
	}

	if (reply.status !== 201) {
		expect(isOthers || reply.status === 404).toBe(true);
		return belief;
	}

	expect(isOthers).toBe(false);
	nonces[client] = nonceOf(reply);
	return {...belief, holder: {client, nonce: nonceOf(reply), expiresAtMs: nowMs + ttlSeconds * 1000}};
};

const expectBelieved = async (machine: TestMachine, belief: Belief): Promise<void> => {
	const reply = await machine.call('GET', machine.path);
	if (reply.status === 404) {
		return;
	}

	const {state, config, cordoned = false}: JsonObject = reply.body;
	expect(states.some(row => row.state === state)).toBe(true);
	expect({config, cordoned}).toMatchObject({config: {image: belief.image}, cordoned: belief.cordoned});
	expect(JSON.parse(JSON.stringify(config)).metadata ?? {}).toEqual(belief.metadata);
};

test('whatever two clients call, and whatever fails: what was acknowledged is read back, and one of them at most holds the machine', {
	timeout: 60_000,
}, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 40, size: 'max'}), async steps => {
			const machine = await startWithMachine();
			const nonces: string[] = [];
			let belief: Belief = {image: 'nginx', metadata: {}, cordoned: false, holder: undefined};
			for (const each of steps) {
				belief = await take(machine, belief, nonces, each);
				await expectBelieved(machine, belief);
				machine.clock.advance(each.waitMs);
			}

			machine.clock.advance(10_000);
			const {status, body} = await machine.call('GET', machine.path);
			expect(status === 404 || !isTransient(String(body.state))).toBe(true);
		}),
		{numRuns: 40},
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
