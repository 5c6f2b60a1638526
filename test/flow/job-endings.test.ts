import {describe, expect, test, vi} from 'vitest';
import type {ActionEntry} from '../../source/domain/action-entry.ts';
import type {State} from '../../source/store/state.ts';
import {startBreakableNetwork} from '../helpers/breakable-network.ts';
import {startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {type FlowServer, startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 60_000});

/** Orders for many that start each of them anew: the keys of each, and what is told of a machine that is done. */
const acts = [
	{what: 'restart', keys: ['r'], typed: 'restart 20', done: /^restarted in \d/},
	{
		what: 'update to nginx:2',
		keys: [':', ...'update', 'enter', ...':2', 'enter'],
		typed: 'update 20',
		done: /^has nginx:2 and is started, after \d/,
	},
] as const;

type Act = (typeof acts)[number];

const names = Array.from({length: 20}, (_, index) => `web-${String(index + 1).padStart(2, '0')}`);

/** How long the lease of a job lasts that nobody refreshes, in ms. */
const ttlMs = 13_000;

/** flydeck in the middle of an act on 20 machines, three at a time, with some of them done. */
const startInTheMiddle = async ({what, keys, typed}: Act) => {
	const server = await startFlowServer({clock: createFastClock(20), speed: 20});
	const ids = await Promise.all(names.map(name => server.launch({}, {name})));
	const network = await startBreakableNetwork(server.port);
	const entries: ActionEntry[] = [];
	const flow = await startFlow(
		{clock: server.clock, url: network.url},
		{
			openActionLog: () => ({
				add(entry) {
					entries.push(entry);
				},
				recent: () => [],
			}),
		},
	);
	await flow.waitForState(({fleet}) => ids.every(id => fleet.get(id)?.state === 'started'), 'all run');
	flow.press(':', ...'sort name', 'enter', '*', ...keys, '+', '+', ...typed, 'enter');
	await flow.waitForState(state => stepsOf(state).filter(step => step === 'done').length >= 3, 'three are done');
	await flow.waitForState(({ownLeases}) => ownLeases.size > 0, 'others are under way');
	/** What the log has of the order, by the name of the machine. */
	const told = () => {
		const told = entries.filter(entry => entry.kind === 'act' && entry.what === what);
		expect(told.map(({name}) => name).toSorted()).toEqual(names);
		return new Map(told.map(({name = '', result}) => [name, result.replace(name, '').trim()]));
	};
	return {...flow, server, network, ids, told};
};

const stepsOf = ({jobs}: State): readonly string[] => jobs.at(-1)?.items.map(({step}) => step) ?? [];

/** How long the leases that are held still last, in ms. */
const leasesOf = async ({call, clock}: FlowServer, ids: readonly string[]): Promise<readonly number[]> => {
	const replies = await Promise.all(ids.map(id => call('GET', `/v1/apps/web/machines/${id}/lease`)));
	return replies
		.filter(({status}) => status === 200)
		.map(({body}) => (body.data as {readonly expires_at: number}).expires_at * 1000 - clock.now());
};

const unknown = /^(?:flydeck ended before it was known how this ended|not reached: flydeck ended)$/;

describe.each(acts)('$what of 20 machines', act => {
	test('that is aborted has in the log what was done, and what was not', async () => {
		const {press, state, waitForState, told, server, ids} = await startInTheMiddle(act);
		press('X');
		await waitForState(({jobs}) => jobs.at(-1)?.endedAtMs !== undefined, 'the job is over');
		const steps = stepsOf(state());
		const results = told();
		expect(names.map(name => (act.done.test(results.get(name) ?? '') ? 'done' : results.get(name)))).toEqual(
			steps.map(step => (step === 'waiting' ? 'not reached: aborted' : step)),
		);
		expect(steps.filter(step => step === 'waiting').length).toBeGreaterThan(5);
		expect(await leasesOf(server, ids)).toEqual([]);
	});

	test('in the middle of which flydeck ends has it there too, and leaves no lease', async () => {
		const {quit, state, told, server, ids} = await startInTheMiddle(act);
		const steps = stepsOf(state());
		await quit();
		const results = told();
		for (const [index, step] of steps.entries()) {
			const result = results.get(names[index] ?? '');
			expect(result).toMatch({done: act.done, running: unknown, waiting: /^not reached: flydeck ended$/}[step] ?? /never/);
		}

		expect(await leasesOf(server, ids)).toEqual([]);
	});

	test.each(['refusing', 'silent'] as const)(
		'in the middle of which the network dies, %s, is told of as far as it is known, and the leases run out',
		async breakage => {
			const {quit, state, told, server, network, ids, waitForState} = await startInTheMiddle(act);
			network.breakIt(breakage);
			await waitForState(
				({feeds}) => [...feeds.values()].some(({failure}) => failure !== undefined),
				'the table tells that it reads nothing',
			);
			const steps = stepsOf(state());
			const end = quit();
			await vi.waitFor(() => expect(told().size).toBe(20), {timeout: 2000, interval: 5});
			const results = told();
			for (const [index, step] of steps.entries()) {
				// What was on its way when the connection was lost may have arrived.
				const known = /nothing was |could not|it is unknown whether/;
				const running = new RegExp(`${unknown.source}|${known.source}`);
				const patterns = {done: act.done, running, failed: known, waiting: /^not reached: flydeck ended$/};
				expect(results.get(names[index] ?? '')).toMatch(patterns[step as keyof typeof patterns] ?? /never/);
			}

			for (const leftMs of await leasesOf(server, ids)) {
				expect(leftMs).toBeLessThanOrEqual(ttlMs + 1000);
			}

			await vi.waitFor(async () => expect(await leasesOf(server, ids)).toEqual([]), {timeout: 5000, interval: 50});
			await end;
		},
	);
});
