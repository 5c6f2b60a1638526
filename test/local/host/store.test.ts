import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {createState, type State} from '../../../source/local/state/collection.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';
import {createTestWorld} from '../../helpers/local-world.ts';

/** A state that remembers what was kept together: a list for each transaction, or for each change that was none's. */
const createNotedState = (): {readonly state: State; readonly transactions: string[][]} => {
	const transactions: string[][] = [];
	let open: string[] | undefined;
	const note = (change: string): void => {
		if (open === undefined) {
			transactions.push([change]);
		} else {
			open.push(change);
		}
	};

	const state = createState({
		load: () => [],
		lastOrdinal: () => 0,
		put: collection => note(collection),
		delete: ({key}) => note(`not ${key}`),
		begin() {
			open = [];
		},
		commit() {
			transactions.push(open ?? []);
			open = undefined;
		},
		rollback() {
			open = undefined;
		},
		close() {},
	});
	return {state, transactions};
};

type Row = {
	readonly what: string;
	readonly method: string;
	readonly suffix: string;
	readonly body: JsonObject;
	readonly kept: readonly string[];
	readonly values?: JsonObject;
};

describe('what one request changes is kept at once', () => {
	const config = {image: 'nginx:2'};

	const rows: readonly Row[] = [
		{what: 'an update', method: 'POST', suffix: '', body: {config}, kept: ['machine', 'version']},
		{
			what: 'an update, with new secrets',
			method: 'POST',
			suffix: '',
			body: {config},
			kept: ['given_secrets', 'machine', 'version'],
			values: {A: 'b'},
		},
		{what: 'metadata', method: 'PUT', suffix: '/metadata', body: {metadata: {a: 'b'}}, kept: ['machine']},
		{what: 'a lease', method: 'POST', suffix: '/lease', body: {ttl: 10}, kept: ['machine']},
	];

	test.each(rows)('$what', async ({method, suffix, body, kept, values = {}}) => {
		const {state, transactions} = createNotedState();
		const {call, path} = await startWithMachine({}, {state});
		await call('POST', '/v1/apps/web/secrets', {values});
		transactions.length = 0;
		expect((await call(method, path + suffix, body)).status).toBeLessThan(300);
		expect(transactions.map(changes => changes.toSorted())).toEqual([kept]);
	});

	test('a new machine with its lease', async () => {
		const {state, transactions} = createNotedState();
		const {call} = await startWithMachine({}, {state});
		transactions.length = 0;
		expect((await call('POST', machinesPath, {config, lease_ttl: 10})).status).toBe(200);
		expect(transactions).toEqual([['machine', 'machine']]);
	});

	test('the end of an app with all that it had', async () => {
		const {state, transactions} = createNotedState();
		const {call, path, id} = await startWithMachine({}, {state});
		await call('POST', '/v1/apps/web/secrets', {values: {A: 'b'}});
		await call('POST', path, {config});
		transactions.length = 0;
		expect((await call('DELETE', '/v1/apps/web?force=true')).status).toBe(202);
		expect(transactions).toHaveLength(1);
		expect(transactions[0]).toEqual(expect.arrayContaining(['not web', `not ${id}`, 'not web/A']));
	});
});

describe('machines that were destroyed', () => {
	test('are kept up to a thousand, the newest; who is left is not touched', () => {
		const world = createTestWorld();
		const living = world.create();
		const ids = Array.from({length: 1003}, () => world.create());
		for (const id of ids) {
			world.clock.advance(1);
			world.driver.destroy(world.machine(id), {force: true});
		}

		world.clock.advance(10_000);
		const kept = world.store.machinesOf('web').map(({id}) => id);
		expect(kept).toEqual([living, ...ids.slice(3)]);
		expect(ids.slice(0, 4).map(id => world.store.findMachine(id)?.state)).toEqual([undefined, undefined, undefined, 'destroyed']);
	});

	test('are no more than that after a start from what was kept', () => {
		const {state} = createTestWorld();
		const machines = state.collection<object>('machine');
		const world = createTestWorld();
		const like = world.machine(world.create());
		for (let number = 0; number < 1002; number++) {
			const id = number.toString(16).padStart(14, '0');
			machines.put(id, {...like, id, state: 'destroyed', updatedAtMs: number});
		}

		expect(createTestWorld(1, 'none', {state}).store.machinesOf('web')[0]?.id).toBe('00000000000002');
	});
});
