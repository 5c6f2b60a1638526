import {expect, test} from 'vitest';
import {type Backing, createMemoryState, createState} from '../../../source/local/state/collection.ts';
import {StateFailure} from '../../../source/local/state/state-failure.ts';
import {startWithMachine} from '../../helpers/local-machine.ts';

const sentence = 'The state in /somewhere cannot be written: database or disk is full.';

/** State on a disk that is full whenever the test says so. */
const createFullState = () => {
	let isFull = false;
	const write = (): void => {
		if (isFull) {
			throw new StateFailure(sentence);
		}
	};
	const nothing = (): void => {};
	const backing: Backing = {
		load: () => [],
		lastOrdinal: () => 0,
		put: nothing,
		delete: nothing,
		begin: nothing,
		commit: write,
		rollback: nothing,
		close: nothing,
	};
	return {
		state: createState(backing),
		fill() {
			isFull = true;
		},
	};
};

const isSettled = async (promise: Promise<unknown>): Promise<boolean> => (await Promise.race([promise, 'not yet'])) !== 'not yet';

test('a write that a request asks for is a 500 with a sentence, and nothing of it is there', async () => {
	const {state, fill} = createFullState();
	const {api, call, path, get} = await startWithMachine({}, {state});
	fill();
	for (const suffix of ['/stop', '/suspend', '/cordon']) {
		expect(await call('POST', path + suffix)).toMatchObject({status: 500, body: {error: `internal: ${sentence}`}});
	}

	expect(await get()).toMatchObject({state: 'started'});
	expect((await call('POST', `${path}/exec`, {command: ['ls']})).status).toBe(200);
	expect(await isSettled(api.failure)).toBe(false);
});

test.each([
	['an end of a process', {config: {image: 'nginx', metadata: {simulate_exit_after_seconds: '5', simulate_exit_code: '3'}}}, ''],
	['something that falls due', {}, '/stop'],
])('%s that cannot be kept is told to whoever runs the server', async (_, body, suffix) => {
	const {state, fill} = createFullState();
	const {api, clock, call, path} = await startWithMachine(body, {state});
	if (suffix !== '') {
		expect((await call('POST', path + suffix)).status).toBe(200);
	}

	expect(await isSettled(api.failure)).toBe(false);
	fill();
	clock.advance(10_000);
	expect(await api.failure).toEqual(new StateFailure(sentence));
});

test('a server in memory never fails so', async () => {
	const {api, clock, call, path} = await startWithMachine({}, {state: createMemoryState()});
	await call('POST', `${path}/stop`);
	clock.advance(10_000);
	expect(await isSettled(api.failure)).toBe(false);
});
