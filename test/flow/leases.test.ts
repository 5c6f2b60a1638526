import {describe, expect, test, vi} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import {selectForeignLease} from '../../source/store/selectors.ts';
import {type Flow, startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

const owner = 'you@localhost';

const startWithMachine = async () => {
	const server = await startFlowServer();
	const id = await server.launch({}, {name: 'web-1'});
	const flow = await startFlow(server);
	await flow.waitForMachine(id, 'started');
	const lease = () => server.call('GET', `/v1/apps/web/machines/${id}/lease`);
	return {...flow, server, id, lease};
};

const take = async ({press, waitForState}: Flow, id: string): Promise<void> => {
	press('L', 'a');
	await waitForState(({ownLeases}) => ownLeases.has(id), 'the lease is held');
};

const foreignLease = ({state, machine}: Flow, id: string) => {
	const known = machine(id);
	return known && selectForeignLease(state(), known);
};

describe('a lease of our own', () => {
	test('keeps others out and lets our own actions through', async () => {
		const flow = await startWithMachine();
		const {id, server, press, lease, waitForNote} = flow;
		await take(flow, id);
		await waitForNote(/^Lease on web-1 held for [12]:\d\d, auto-renew on\.$/);
		expect((await lease()).status).toBe(200);
		expect((await server.post(id, 'stop')).status).toBe(409);
		press('t', 'y');
		await waitForNote(/^web-1 stopped in .*: exit 0, requested stop/);
	});

	test('lasts longer after a refresh', async () => {
		const flow = await startWithMachine();
		const {id, press, type, state, waitForState, waitForNote} = flow;
		await take(flow, id);
		const first = state().ownLeases.get(id)?.expiresAtMs ?? 0;
		press('L', 'ctrl-u');
		type('900');
		press('r');
		await waitForState(({ownLeases}) => (ownLeases.get(id)?.expiresAtMs ?? 0) >= first + 700_000, 'a later expiry');
		await waitForNote(/^Lease on web-1 held for 1[45]:\d\d, auto-renew on\.$/);
	});

	test('is still there after many times its time to live', async () => {
		const flow = await startWithMachine();
		const {id, press, type, lease, state, waitForState} = flow;
		press('L', 'ctrl-u');
		type('20');
		press('a');
		const {ownLeases, nowMs} = await waitForState(({ownLeases: held}) => held.has(id), 'the lease is held');
		const firstEndMs = ownLeases.get(id)?.expiresAtMs ?? 0;
		await waitForState(({nowMs: now}) => now > nowMs + 60_000, 'three times its time');
		expect((await lease()).status).toBe(200);
		expect(state().ownLeases.get(id)?.expiresAtMs).toBeGreaterThan(firstEndMs + 30_000);
	});

	test('is given back, and the machine can be acted on right afterwards', async () => {
		const flow = await startWithMachine();
		const {id, press, lease, state, waitForState, waitForNote} = flow;
		await take(flow, id);
		await waitForState(({fleet}) => fleet.get(id)?.lease !== undefined, 'the list tells of the lease');
		press('L', 'x');
		await waitForNote(/^Lease on web-1 released\.$/);
		expect((await lease()).status).toBe(404);
		const releasedAtMs = flow.state().nowMs;
		await waitForState(() => foreignLease(flow, id) === undefined, 'nobody holds it any more');
		expect(state().nowMs - releasedAtMs).toBeLessThan(4000);
		press('t', 'y');
		await waitForNote(/^web-1 stopped in/);
	});

	test('that runs out is told, and is no longer ours', async () => {
		const flow = await startWithMachine();
		const {id, press, type, state, waitForNote} = flow;
		press('L', 'ctrl-u');
		type('8');
		press('n', 'a');
		await waitForNote(/^Lease on web-1 held for 0:0\d\.$/);
		expect(await waitForNote(/^The lease on web-1 has run out\.$/)).toMatchObject({tone: 'warning'});
		expect(state().ownLeases.has(id)).toBe(false);
	});

	test('is given back when flydeck ends', async () => {
		const flow = await startWithMachine();
		await take(flow, flow.id);
		await flow.quit();
		expect((await flow.lease()).status).toBe(404);
	});

	test('is given back when flydeck ends while it is being taken', async () => {
		const flow = await startWithMachine();
		flow.press('L', 'a');
		await flow.quit();
		expect((await flow.lease()).status).toBe(404);
	});
});

describe('a lease of somebody else', () => {
	test('is named when an act is refused, before anything is sent', async () => {
		const {id, server, press, state, waitForState} = await startWithMachine();
		await server.post(id, 'lease', {ttl: 300, description: 'deploy'});
		await waitForState(({fleet}) => fleet.get(id)?.lease?.owner === owner, 'the list tells of the lease');
		const before = server.writes().length;
		for (const key of ['t', 'ctrl-d']) {
			press(key);
			expect(state().notes.at(-1)?.text).toMatch(/^web-1: lease held by you@localhost, free in \d+:\d\d$/);
			expect(state().view.mode.kind).toBe('browse');
		}

		press('L', 'a');
		expect(state().notes.at(-1)?.text).toMatch(/^Held by you@localhost, free in \d+:\d\d\.$/);
		expect(server.writes()).toHaveLength(before);
	});

	test('that was not known yet makes the API refuse, and its owner is told', async () => {
		const {id, server, press, state, machine, waitForNote} = await startWithMachine();
		press('p');
		await server.post(id, 'lease', {ttl: 300});
		press('t', 'y');
		expect(await waitForNote(/^web-1: could not stop: .*lease currently held by you@localhost/)).toMatchObject({tone: 'error'});
		expect(state().pending.size).toBe(0);
		expect(machine(id)?.state).toBe('started');
	});

	test('can be broken by whoever types its owner, and the machine is free right afterwards', async () => {
		const {id, server, press, type, lease, waitForState, waitForNote} = await startWithMachine();
		await server.post(id, 'lease', {ttl: 3600, description: 'deploy'});
		await waitForState(({fleet}) => fleet.get(id)?.lease?.owner === owner, 'the list tells of the lease');
		press('L', 'b');
		type(owner);
		press('enter');
		await waitForNote(/^web-1: the lease of you@localhost is broken$/);
		expect((await lease()).status).toBe(404);
		await waitForState(({fleet}) => fleet.get(id)?.lease === undefined, 'the list tells of no lease');
		press('t', 'y');
		await waitForNote(/^web-1 stopped in/);
	});

	test('that has ended before it could be broken is told so', async () => {
		const {id, server, press, type, waitForState, waitForNote} = await startWithMachine();
		const {body} = await server.post(id, 'lease', {ttl: 3600});
		await waitForState(({fleet}) => fleet.get(id)?.lease?.owner === owner, 'the list tells of the lease');
		press('L', 'b');
		type(owner);
		const data = isJsonObject(body.data) ? body.data : {};
		await server.call('DELETE', `/v1/apps/web/machines/${id}/lease`, undefined, {
			headers: {'fly-machine-lease-nonce': String(data.nonce)},
		});
		press('enter');
		await waitForNote(/^web-1: the lease of you@localhost has ended by itself$/);
	});

	test('another flydeck that breaks ours has the machine, and ours does not come back', async () => {
		const first = await startWithMachine();
		const {id, server} = first;
		const second = await startFlow(server);
		first.press('L', 'ctrl-u');
		first.type('30');
		first.press('a');
		await first.waitForState(({ownLeases}) => ownLeases.has(id), 'the lease is held');
		await second.waitForState(() => foreignLease(second, id)?.owner === owner, 'the second sees the lease');
		second.press('t');
		expect(second.state().notes.at(-1)?.text).toMatch(/^web-1: lease held by you@localhost/);
		second.press('L', 'b');
		second.type(owner);
		second.press('enter');
		await second.waitForNote(/is broken$/);
		expect(await first.waitForNote(/^web-1: our lease is gone: somebody else broke it$/)).toMatchObject({tone: 'error'});
		expect(first.state().ownLeases.has(id)).toBe(false);
		expect((await first.lease()).status).toBe(404);
		await second.waitForState(() => foreignLease(second, id) === undefined, 'nobody holds it any more');
		second.press('t', 'y');
		await second.waitForNote(/^web-1 stopped in/);
	});

	test('another flydeck sees it, and may act once it is given back', async () => {
		const first = await startWithMachine();
		const {id, server} = first;
		const second = await startFlow(server);
		await take(first, id);
		await second.waitForState(() => foreignLease(second, id)?.owner === owner, 'the second sees the lease');
		expect(foreignLease(first, id)).toBeUndefined();
		const before = server.writes().length;
		second.press('t');
		expect(second.state().notes.at(-1)?.text).toMatch(/^web-1: lease held by you@localhost/);
		expect(server.writes()).toHaveLength(before);
		await first.quit();
		await second.waitForState(() => foreignLease(second, id) === undefined, 'the lease is gone');
		second.press('t', 'y');
		await second.waitForNote(/^web-1 stopped in/);
	});
});
