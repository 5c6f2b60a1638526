import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {createRandom} from '../../../source/local/random.ts';
import {startTestApi} from '../../helpers/local-server.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

type Machine = {
	readonly id: string;
	readonly name: string;
	readonly state: string;
	readonly region: string;
	readonly created_at: string;
	readonly config: {readonly metadata: Readonly<Record<string, string>>};
	readonly events: ReadonlyArray<{
		readonly timestamp: number;
		readonly type: string;
		readonly source: string;
		readonly request?: JsonObject;
	}>;
	readonly checks?: ReadonlyArray<{readonly status: string}>;
	readonly lease?: JsonObject;
};

const startDemo = async () => {
	const clock = createManualClock();
	const {call} = await startTestApi({clock, scenario: 'demo'});
	const list = async (app: string): Promise<readonly Machine[]> =>
		JSON.parse((await call('GET', `/v1/apps/${app}/machines?include_leases=true`)).text);
	const all = async () => [...(await list('shop-web')), ...(await list('shop-worker'))];
	const inGroup = async (group: string) => (await all()).find(machine => machine.config.metadata.fly_process_group === group);
	return {clock, call, list, all, inGroup};
};

describe('the demo', () => {
	test('has two apps in the organisation personal and about a dozen machines in several regions', async () => {
		const {call, all} = await startDemo();
		const {body} = await call('GET', '/v1/apps?org_slug=personal');
		expect(body).toMatchObject({total_apps: 2, apps: [{name: 'shop-web'}, {name: 'shop-worker'}]});
		const machines = await all();
		expect(machines.length).toBeGreaterThanOrEqual(12);
		expect(new Set(machines.map(({region}) => region)).size).toBeGreaterThanOrEqual(6);
		expect(new Set(machines.map(({state}) => state))).toEqual(new Set(['started', 'stopped', 'suspended', 'created']));
	});

	test('was not born today: events are in the past, newest first, and after the machine was made', async () => {
		const {clock, all} = await startDemo();
		for (const {events, created_at: createdAt} of await all()) {
			const times = events.map(({timestamp}) => timestamp);
			expect(times.toSorted((left, right) => right - left)).toEqual(times);
			expect(times.every(time => time <= clock.now() && time >= Date.parse(createdAt) - 1000)).toBe(true);
		}
	});

	test('has one machine with a critical check of two, one held by a deploy, and one that ran out of memory', async () => {
		const {all, inGroup} = await startDemo();
		const critical = (await all()).filter(machine => machine.checks?.some(({status}) => status === 'critical'));
		expect(critical.map(({checks}) => checks?.length)).toEqual([2]);
		expect((await inGroup('queue'))?.lease).toMatchObject({owner: 'ci@example.com', description: 'deploy'});
		expect((await inGroup('resize'))?.events[0]?.request).toMatchObject({exit_event: {exit_code: 137, oom_killed: true}});
	});

	test('ticks: one machine exits 0 and comes back, and the proxy stops and starts another', {timeout: 20_000}, async () => {
		const {clock, inGroup, list} = await startDemo();
		clock.advance(25_500);
		const ticker = await inGroup('ticker');
		expect(ticker?.state).toBe('stopped');
		expect(ticker?.events[0]).toMatchObject({type: 'exit', request: {exit_event: {exit_code: 0, restarting: true}}});
		clock.advance(2000);
		expect((await inGroup('ticker'))?.state).toBe('started');
		const proxyEvents = async () =>
			(await list('shop-web'))
				.flatMap(({events}) => events)
				.filter(({source, timestamp}) => source === 'proxy' && timestamp > clock.now() - 180_000);
		const before = (await proxyEvents()).length;
		clock.advance(160_000);
		expect((await proxyEvents()).length).toBeGreaterThanOrEqual(Math.max(2, before));
	});

	test('has a real process that fails again and again', async () => {
		const {inGroup} = await startDemo();
		const machine = await inGroup('import');
		expect(machine).toMatchObject({state: 'started', config: {init: {exec: ['sh', '-c', 'sleep 7; exit 1']}, restart: {policy: 'always'}}});
		const exits = machine?.events.filter(({type}) => type === 'exit') ?? [];
		expect(exits.length).toBeGreaterThan(3);
		for (const {request} of exits) {
			expect(request).toMatchObject({exit_event: {exit_code: 1, restarting: true}});
		}
	});

	test('has a suspended machine that a start resumes', async () => {
		const {clock, call, list} = await startDemo();
		const suspended = (await list('shop-web')).find(({state}) => state === 'suspended');
		const path = `/v1/apps/shop-web/machines/${suspended?.id}`;
		expect((await call('POST', `${path}/start`)).body).toMatchObject({previous_state: 'suspended'});
		expect((await call('GET', path)).body.state).toBe('starting');
		clock.advance(800);
		expect((await call('GET', path)).body.state).toBe('started');
	});

	test('is the same for the same seed', async () => {
		const names = async (seed: number) => {
			const {call} = await startTestApi({clock: createManualClock(), scenario: 'demo', random: createRandom(seed)});
			return (await call('GET', '/v1/apps/shop-web/machines')).text;
		};

		expect(await names(3)).toBe(await names(3));
		expect(await names(3)).not.toBe(await names(4));
	});
});

describe('a fleet', () => {
	test('has as many machines as asked, with names of their own, in mixed states and regions', async () => {
		const {call} = await startTestApi({clock: createManualClock(), fleet: 2000});
		const machines: readonly Machine[] = JSON.parse((await call('GET', '/v1/apps/fleet/machines')).text);
		expect(machines.length).toBe(2000);
		expect(new Set(machines.map(({name}) => name)).size).toBe(2000);
		expect(new Set(machines.map(({state}) => state))).toEqual(new Set(['started', 'stopped', 'suspended', 'failed']));
		expect(new Set(machines.map(({region}) => region)).size).toBeGreaterThan(10);
	});
});
