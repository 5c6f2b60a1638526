import {describe, expect, test, vi} from 'vitest';
import {selectForeignLease} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {type Flow, startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {type FlowServer, startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 40_000});

const names = ['web-1', 'web-2', 'web-3', 'web-4'] as const;

type Configs = Partial<Record<(typeof names)[number], object>>;

/** flydeck, and four machines that run, all marked. */
const startWithMarked = async (options: Parameters<typeof startFlowServer>[0] = {}, configs: Configs = {}) => {
	const server = await startFlowServer(options);
	const ids: string[] = [];
	for (const name of names) {
		ids.push(await server.launch({...configs[name]}, {name}));
	}

	const before = server.writes().length;
	const flow = await startFlow(server);
	await flow.waitForState(({fleet}) => ids.every(id => fleet.get(id)?.state === 'started'), 'all run');
	flow.press(':', ...'sort name', 'enter', '*');
	return {...flow, server, ids, job: () => flow.state().jobs.at(-1), writes: () => server.writes().slice(before)};
};

const stepsOf = ({jobs}: State): readonly string[] => jobs.at(-1)?.items.map(({step}) => step) ?? [];

/** What was asked of which machine, without the refreshes of leases: `restart 2`. */
const storyOf = (writes: readonly string[], ids: readonly string[]): readonly string[] => {
	const words = writes.flatMap(line => {
		const [, method, id, what] = /\b(POST|DELETE)\b.*\/machines\/(\w+)\/(\w+)/.exec(line) ?? [];
		const deed = what === 'lease' ? (method === 'POST' ? 'take' : 'release') : what;
		return id === undefined ? [] : [`${deed} ${ids.indexOf(id) + 1}`];
	});
	return words.filter((word, index) => !word.startsWith('take') || words.indexOf(word) === index);
};

const leaseStatus = async (server: FlowServer, id: string): Promise<number> =>
	(await server.call('GET', `/v1/apps/web/machines/${id}/lease`)).status;

const untilOver = ({waitForState}: Flow): Promise<State> =>
	waitForState(({jobs}) => jobs.at(-1)?.endedAtMs !== undefined, 'the job is over');

const setFaults = (server: FlowServer, rules: readonly {readonly fault: string; readonly route: string; readonly machine?: string}[]) =>
	server.call('PUT', '/_flydeck/faults', {rules: rules.map(rule => ({...rule}))});

describe('a rolling restart', () => {
	test('goes from one machine to the next, each under a lease of its own that is given back', async () => {
		const flow = await startWithMarked();
		flow.press('r', 'y');
		expect(flow.state().view.marks.size).toBe(0);
		await untilOver(flow);
		expect(storyOf(flow.writes(), flow.ids)).toEqual(
			[1, 2, 3, 4].flatMap(number => [`take ${number}`, `restart ${number}`, `release ${number}`]),
		);
		expect(stepsOf(flow.state())).toEqual(['done', 'done', 'done', 'done']);
		expect(flow.state().notes.at(-1)).toMatchObject({tone: 'ok', text: 'restart: 4 of 4 done'});
		for (const id of flow.ids) {
			expect(flow.machine(id)?.state).toBe('started');
			expect(await leaseStatus(flow.server, id)).toBe(404);
		}
	});

	test('does as many at once as were asked for, and never more', async () => {
		const flow = await startWithMarked();
		let most = 0;
		flow.press('r', '+', 'y');
		await flow.waitForState(state => {
			most = Math.max(most, stepsOf(state).filter(step => step === 'running').length);
			return state.jobs.at(-1)?.endedAtMs !== undefined;
		}, 'the job is over');
		expect(most).toBe(2);
		expect(stepsOf(flow.state())).toEqual(['done', 'done', 'done', 'done']);
	});

	test('pauses when one cannot be restarted, and goes on when it is told to', async () => {
		const flow = await startWithMarked();
		await setFaults(flow.server, [{fault: 'capacity', route: 'Machines_restart', machine: flow.ids[1] ?? ''}]);
		flow.press('r', 'y');
		const note = await flow.waitForNote(/^restart paused: /);
		expect(note.text).toMatch(/^restart paused: web-2: could not restart: 409 .*insufficient memory.* P goes on, X ends it\.$/);
		expect(stepsOf(flow.state())).toEqual(['done', 'failed', 'waiting', 'waiting']);
		flow.press('P');
		await untilOver(flow);
		expect(stepsOf(flow.state())).toEqual(['done', 'failed', 'done', 'done']);
		expect(flow.state().notes.at(-1)?.text).toBe('restart: 3 of 4 done, 1 failed');
	});

	test('that is aborted begins nothing more', async () => {
		const flow = await startWithMarked();
		flow.press('r', 'y');
		await flow.waitForState(state => stepsOf(state)[0] === 'done', 'the first is done');
		flow.press('X');
		await untilOver(flow);
		const steps = stepsOf(flow.state());
		expect(steps.slice(2)).toEqual(['waiting', 'waiting']);
		expect(flow.job()?.status).toBe('aborted');
		expect(storyOf(flow.writes(), flow.ids).filter(word => /[34]$/.test(word))).toEqual([]);
		expect(flow.state().notes.at(-1)?.text).toMatch(/^restart: [12] of 4 done, [23] left alone$/);
	});

	test('does not go on before the checks of a machine pass, and rings when they do not', async () => {
		const ring = vi.fn();
		const checks = {http: {type: 'http', port: 80, interval: '1s', timeout: '1s'}};
		const server = await startFlowServer({clock: createFastClock(40), speed: 40});
		const ids = [
			await server.launch({checks, metadata: {simulate_failing_checks: 'http'}}, {name: 'web-1'}),
			await server.launch({}, {name: 'web-2'}),
		];
		const flow = await startFlow(server, {ring});
		await flow.waitForState(({fleet}) => ids.every(id => fleet.get(id)?.state === 'started'), 'all run');
		flow.press(':', ...'sort name', 'enter', '*', 'r', 'y');
		await flow.waitForState(({jobs}) => jobs[0]?.items[0]?.text === 'waiting for its checks', 'it waits for the checks');
		expect(stepsOf(flow.state())).toEqual(['running', 'waiting']);
		const note = await flow.waitForNote(/^restart paused: /);
		expect(note.text).toMatch(/^restart paused: web-1: check http is (?:critical|warning) after 60 s\./);
		expect(stepsOf(flow.state())).toEqual(['failed', 'waiting']);
		expect(ring).toHaveBeenCalledOnce();
	});

	test('leaves no lease and begins nothing more when flydeck is quit in the middle', async () => {
		const flow = await startWithMarked();
		flow.press('r', '+', 'y');
		await flow.waitForState(({ownLeases}) => ownLeases.size === 2, 'two are under way');
		await flow.quit();
		for (const id of flow.ids) {
			expect(await leaseStatus(flow.server, id)).toBe(404);
		}

		expect(storyOf(flow.writes(), flow.ids).filter(word => /^(?:take|restart) [34]$/.test(word))).toEqual([]);
	});
});

describe('of several machines', () => {
	test('one on its way from state to state is left out and named, and one that changes later is skipped', async () => {
		const stubborn = {metadata: {simulate_ignore_signal: 'true'}, stop_config: {timeout: '300s'}};
		const flow = await startWithMarked({speed: 1}, {'web-1': stubborn});
		const [first = '', second = ''] = flow.ids;
		await flow.server.post(first, 'stop');
		await flow.waitForMachine(first, 'stopping');
		flow.press('r');
		expect(flow.state().view.mode).toMatchObject({
			confirmation: {
				targets: [{name: 'web-2'}, {name: 'web-3'}, {name: 'web-4'}],
				skipped: [{target: {name: 'web-1'}, why: "web-1 is stopping: unable to restart machine from current state: 'stopping'"}],
			},
		});
		await flow.server.post(second, 'stop');
		await flow.server.waitFor(second, 'stopped');
		flow.press('y');
		await untilOver(flow);
		expect(flow.job()?.items.map(({step, text}) => [step, text.replace(/ in .*/, '')])).toEqual([
			['skipped', 'web-2 is stopped now, not started: nothing was done.'],
			['done', 'web-3 restarted'],
			['done', 'web-4 restarted'],
		]);
		expect(storyOf(flow.writes(), flow.ids).filter(word => word.startsWith('restart'))).toEqual(['restart 3', 'restart 4']);
	});

	test('all are deleted after the act and the number were typed', async () => {
		const flow = await startWithMarked();
		flow.press('ctrl-d', ...'force delete 4', 'enter');
		await untilOver(flow);
		await flow.waitForState(({fleet}) => fleet.size === 0, 'the table is empty');
		expect(stepsOf(flow.state())).toEqual(['done', 'done', 'done', 'done']);
	});

	test('all get a signal, for which no lease is taken', async () => {
		const flow = await startWithMarked();
		flow.press('ctrl-k', 'enter', 'y');
		await untilOver(flow);
		expect(storyOf(flow.writes(), flow.ids)).toEqual(['signal 1', 'signal 2', 'signal 3', 'signal 4']);
	});
});

test('a second flydeck sees the lease of a job, by its owner, and cannot act on the machine until it is done', async () => {
	const stubborn = {metadata: {simulate_ignore_signal: 'true'}, stop_config: {timeout: '30s'}};
	const first = await startWithMarked({speed: 1}, {'web-1': stubborn});
	const [id = ''] = first.ids;
	const second = await startFlow(first.server);
	second.press(':', ...'sort name', 'enter', 'g');
	first.press('r', 'y');
	const foreign = (state: State): string | undefined => {
		const machine = state.fleet.get(id);
		return machine === undefined ? undefined : selectForeignLease(state, machine)?.owner;
	};
	await second.waitForState(state => foreign(state) === 'you@localhost', 'the second sees the lease');
	const before = first.writes().filter(line => !line.includes('/lease')).length;
	for (const key of ['s', 't', 'u', 'r', 'C', 'ctrl-d', 'T', 'R']) {
		second.press(key);
		expect(second.state().notes.at(-1)?.text).toMatch(/^web-1: lease held by you@localhost, free in 0:\d\d$/);
		expect(second.state().view.mode.kind).toBe('browse');
	}

	expect(first.writes().filter(line => !line.includes('/lease'))).toHaveLength(before);
	await first.waitForState(state => stepsOf(state)[0] === 'done', 'the first machine is done');
	await second.waitForState(state => foreign(state) === undefined, 'the lease is gone');
	second.press('t', 'y');
	await second.waitForNote(/^web-1 stopped in/);
});
