import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {selectDiagnosis} from '../../source/store/diagnosis.ts';
import type {State} from '../../source/store/state.ts';
import {journalOf, openTestBook} from '../helpers/book-journal.ts';
import {type Flow, startFlow} from '../helpers/flow.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {flowApp, startFlowServer} from '../helpers/flow-server.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

vi.setConfig({testTimeout: 40_000});

const minuteMs = 60_000;
const worstOf = (state: State, id: string): Trouble | undefined => selectDiagnosis(state).get(id)?.[0];

/** A server with a machine on a clock that the test moves, and flydecks one after the other over one directory. */
const start = async (config: JsonObject) => {
	const directory = await mkdtemp(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rm(directory, {recursive: true, force: true}));
	const clock = createManualClock();
	const {url, call} = await startFlowServer({clock, speed: 1});
	const {body} = await call('POST', `/v1/apps/${flowApp}/machines`, {config: {image: 'nginx', ...config}});
	clock.advance(2000);
	const flowClock = {now: clock.now, after: createFastClock(10).after};
	return {
		clock,
		call,
		id: String(body.id),
		open: (): Promise<Flow> => startFlow({url, clock: flowClock}, {openJournal: () => journalOf(openTestBook(directory))}),
	};
};

test('since when a host does not answer is still known after a restart, and begins anew when it answered meanwhile', async () => {
	const {clock, call, id, open} = await start({});
	const setDown = (ids: readonly string[]) =>
		call('PUT', '/_flydeck/faults', {rules: ids.map(machine => ({fault: 'host-unreachable', machine}))});
	const first = await open();
	clock.advance(minuteMs);
	await setDown([id]);
	const downAtMs = clock.now();
	await first.waitForState(state => worstOf(state, id)?.kind === 'HOST', 'its host is lost');
	expect(worstOf(first.state(), id)).toMatchObject({sinceMs: downAtMs, isOlder: false});
	await first.quit();

	clock.advance(60 * minuteMs);
	const second = await open();
	await second.waitForState(state => worstOf(state, id)?.sinceMs === downAtMs, 'it is lost since then');
	expect(worstOf(second.state(), id)?.isOlder).toBe(true);
	await setDown([]);
	await second.waitForState(state => worstOf(state, id) === undefined, 'it is back');
	clock.advance(minuteMs);
	await setDown([id]);
	await second.waitForState(state => worstOf(state, id)?.sinceMs === clock.now(), 'it is lost since now');
});

test('since when a machine crashes is still known after a restart, however many exits ago that was', async () => {
	const {clock, id, open} = await start({
		restart: {policy: 'always'},
		metadata: {simulate_exit_after_seconds: '8', simulate_exit_code: '3'},
	});
	const newest = (state: State) => state.fleet.get(id)?.events[0]?.timestampMs ?? 0;
	const first = await open();
	clock.advance(8000);
	const beganMs = clock.now();
	for (let minutes = 0; minutes < 5; minutes += 1) {
		clock.advance(minuteMs);
		const shownMs = clock.now() - 10_000;
		await first.waitForState(state => newest(state) > shownMs, 'the newest events');
	}

	expect(first.state().fleet.get(id)?.events.at(-1)?.timestampMs).toBeGreaterThan(beganMs + 2 * minuteMs);
	await first.quit();

	const second = await open();
	const state = await second.waitForState(now => (worstOf(now, id)?.sinceMs ?? Number.POSITIVE_INFINITY) <= beganMs, 'the first exit');
	expect(worstOf(state, id)).toMatchObject({kind: 'CRASH', isOlder: false});
	expect(worstOf(state, id)?.sinceMs).toBeGreaterThan(beganMs - 8000);
});

test('what is so in the first answer, and in no journal, may have been so for longer: a lost host and a lease', async () => {
	const {clock, call, id, open} = await start({});
	const {body} = await call('POST', `/v1/apps/${flowApp}/machines`, {config: {image: 'nginx'}});
	const lostId = String(body.id);
	await call('POST', `/v1/apps/${flowApp}/machines/${id}/lease`, {ttl: 3600});
	await call('PUT', '/_flydeck/faults', {rules: [{fault: 'host-unreachable', machine: lostId}]});
	clock.advance(minuteMs);
	const openedAtMs = clock.now();
	const flow = await open();
	await flow.waitForState(state => state.beginnings.size > 0, 'the answer of the journal');
	await flow.waitForState(state => worstOf(state, id) !== undefined, 'the lease');
	expect(worstOf(flow.state(), lostId)).toMatchObject({kind: 'HOST', sinceMs: openedAtMs, isOlder: true});
	expect(worstOf(flow.state(), id)).toMatchObject({kind: 'LEASE', sinceMs: openedAtMs, isOlder: true});
});
