/* That a fleet of any size costs what its size says, proven by counting the work and not by the clock. */
import {expect, test} from 'vitest';
import {createRandom} from '../../source/local/random.ts';
import {type Collection, createMemoryState, type State} from '../../source/local/state/collection.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

/** State in memory that counts how often any property of anything in it is read. */
const createCountedState = (): {readonly state: State; readonly reads: () => number} => {
	const inner = createMemoryState();
	let reads = 0;
	const counted = <Value>(value: Value): Value =>
		typeof value === 'object' && value !== null
			? new Proxy(value, {
					get(target, key, receiver) {
						reads++;
						return Reflect.get(target, key, receiver);
					},
				})
			: value;
	const collection = <Value>(name: string): Collection<Value> => {
		const values = inner.collection<Value>(name);
		return {...values, put: (key, value) => values.put(key, counted(value))};
	};

	return {state: {...inner, collection}, reads: () => reads};
};

const start = async (fleet: number) => {
	const clock = createManualClock();
	const {state, reads} = createCountedState();
	let drawn = 0;
	const random = createRandom(1);
	const counting = (): number => {
		drawn++;
		return random();
	};
	const {call} = await startTestApi({clock, fleet, random: counting, state});
	const readsOf = async (work: () => Promise<unknown>): Promise<number> => {
		const before = reads();
		await work();
		return reads() - before;
	};

	return {call, clock, drawn, readsOf};
};

const machines = '/v1/apps/fleet/machines';

test('a fleet of ten thousand arms as many timers as one of a thousand', async () => {
	const [small, large] = [await start(1000), await start(10_000)];
	expect(large.clock.pending()).toBe(small.clock.pending());
	expect(large.clock.pending()).toBe(1);
});

test('starting and listing a fleet is work in proportion to its size', async () => {
	const perMachine = [];
	for (const size of [500, 2000, 8000]) {
		const {call, drawn, readsOf} = await start(size);
		const reads = await readsOf(async () => expect((await call('GET', machines)).list).toHaveLength(size));
		perMachine.push({drawn: drawn / size, listed: reads / size});
	}

	const [first, ...later] = perMachine;
	for (const each of later) {
		// One part in twenty: what a fleet is drawn from differs a little from one size to the next.
		expect(each.drawn / (first?.drawn ?? 0)).toBeCloseTo(1, 1);
		expect(each.listed / (first?.listed ?? 0)).toBeCloseTo(1, 1);
	}
});

test('a call on one machine costs the same in a fleet of any size', async () => {
	const costs = [];
	for (const size of [100, 5000]) {
		const {call, readsOf} = await start(size);
		const found = (await call('GET', machines)).list.find(machine => JSON.stringify(machine).includes('"state":"stopped"'));
		const {id} = Object(found);
		const calls = [
			['GET', ''],
			['POST', '/start'],
			['GET', '/lease'],
		] as const;
		const cost = [];
		for (const [method, path] of calls) {
			cost.push(await readsOf(() => call(method, `${machines}/${id}${path}`)));
		}

		costs.push(cost);
	}

	const [small = [], large = []] = costs;
	for (const [index, cost] of large.entries()) {
		// Machines differ in what they hold, by a few properties.
		expect(Math.abs(cost - (small[index] ?? 0))).toBeLessThan(60);
	}
});
