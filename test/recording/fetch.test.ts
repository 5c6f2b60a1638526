import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {answersOf} from '../../source/domain/recording/answers.ts';
import type {RecordedExchange, RecordedOutcome} from '../../source/domain/recording/recording.ts';
import {recordFetch} from '../../source/recording/record-fetch.ts';
import {createReplayClock} from '../../source/recording/replay-clock.ts';
import {createReplayFetch} from '../../source/recording/replay-fetch.ts';
import {createManualClock} from '../helpers/manual-clock.ts';

const path = '/v1/apps/web/machines';
const url = `https://api.machines.dev${path}`;

/** What is recorded of a request that a server answers so. */
const recorded = async (send: typeof fetch, init: RequestInit = {}): Promise<readonly RecordedExchange[]> => {
	const exchanges: RecordedExchange[] = [];
	const clock = createManualClock();
	const record = recordFetch(send, {clock, startedAtMs: clock.now() - 5, write: exchange => exchanges.push(exchange)});
	await record(url, init)
		.then(response => response.text())
		.catch(() => {});
	return exchanges;
};

test('an answer is recorded without what the request proves itself with', async () => {
	const send: typeof fetch = async () =>
		new Response('{"error":"token fo1_abcdef is wrong, nonce 8a2b3c4d too"}', {
			status: 401,
			headers: {'retry-after': '3', 'content-type': 'text/plain', 'set-cookie': 'x'},
		});
	const headers = {authorization: 'Bearer fo1_abcdef', 'fly-machine-lease-nonce': '8a2b3c4d'};
	expect(await recorded(send, {headers})).toMatchObject([
		{
			method: 'GET',
			path,
			askedMs: 5,
			answeredMs: 5,
			outcome: {
				kind: 'answer',
				status: 401,
				headers: {'retry-after': '3', 'content-type': 'text/plain'},
				body: {json: {error: 'token [secret] is wrong, nonce [secret] too'}},
			},
		},
	]);
});

test('a question for what changed in all apps since a moment is not recorded: no replay asks it again', async () => {
	const record = recordFetch(async () => new Response('{"machines":[]}'), {
		clock: createManualClock(),
		startedAtMs: 0,
		write() {
			throw new Error('it was recorded');
		},
	});
	const answer = await record('https://api.machines.dev/v1/orgs/personal/machines?updated_after=2026-05-01T10:00:00Z');
	expect(await answer.text()).toBe('{"machines":[]}');
});

test('the same answer is recorded again without a value that came to be known of an env meanwhile', async () => {
	const bodies = [
		{data: [{attributes: {message: 'got value SECRETTWO from env'}}]},
		{config: {env: {A: 'SECRETTWO'}}},
		{data: [{attributes: {message: 'got value SECRETTWO from env'}}]},
	].map(body => JSON.stringify(body));
	const paths = ['/api/v1/apps/web/logs', path, '/api/v1/apps/web/logs'];
	const kept: string[] = [];
	const clock = createManualClock();
	const send: typeof fetch = async () => new Response(bodies.shift());
	const record = recordFetch(send, {clock, startedAtMs: clock.now(), write: exchange => kept.push(JSON.stringify(exchange.outcome))});
	for (const [index, asked] of paths.entries()) {
		await record(`https://api.machines.dev${asked}`);
		await expect.poll(() => kept.length).toBe(index + 1);
	}

	expect(kept.map(text => text.includes('SECRETTWO'))).toEqual([true, false, false]);
	expect(kept[2]).toContain('got value (masked) from env');
});

test('a connection that fails is recorded with its code, and one that was given up as silence', async () => {
	const refused = new TypeError('fetch failed', {cause: Object.assign(new Error('connect ECONNREFUSED'), {code: 'ECONNREFUSED'})});
	const failing: typeof fetch = async () => {
		throw refused;
	};
	expect((await recorded(failing)).map(({outcome}) => outcome)).toEqual([
		{kind: 'failure', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED'},
	]);
	expect((await recorded(failing, {signal: AbortSignal.abort()})).map(({outcome}) => outcome)).toEqual([{kind: 'silence'}]);
});

const replayed = (exchanges: readonly RecordedExchange[]) => {
	const clock = createReplayClock(1_800_000_000_000);
	const send = createReplayFetch({answers: answersOf(exchanges), clock, startedAtMs: clock.now()});
	const api = createApi({baseUrl: 'https://api.machines.dev', token: 'none', clock, userAgent: 'test', fetch: send});
	return {clock, send, api};
};

const exchange = (askedMs: number, answeredMs: number, outcome: RecordedOutcome): RecordedExchange => ({
	method: 'GET',
	path,
	askedMs,
	answeredMs,
	outcome,
});
const ok = (json: string): RecordedOutcome => ({kind: 'answer', status: 200, headers: {}, body: {json}});

test('an answer comes when it came, and the last one again where none comes soon', async () => {
	const {clock, send} = replayed([exchange(1000, 1300, ok('a')), exchange(30_000, 30_100, ok('b'))]);
	const first = send(url).then(response => response.json());
	await Promise.resolve();
	expect(clock.nextDueMs() - clock.now()).toBe(1300);
	clock.moveTo(clock.nextDueMs());
	expect(await first).toBe('a');
	expect(await (await send(url)).json()).toBe('a');
});

test('a failed connection fails again in the same words', async () => {
	const {clock, api} = replayed([
		{...exchange(0, 10, {kind: 'failure', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED'}), path: `${path}?include_leases=true`},
	]);
	const listed = api.listMachines('web').catch((error: unknown) => String(error));
	for (let turn = 0; turn < 5; turn++) {
		await new Promise<void>(resolve => setImmediate(resolve));
	}

	clock.moveTo(clock.now() + 10);
	expect(await listed).toMatch(/cannot be reached, nothing listens there \(connection refused\)/);
});

test('nothing is changed, and what nobody asked then has no answer', async () => {
	const {api} = replayed([]);
	await expect(api.stopMachine('web', '148e')).rejects.toThrow('this is a replay: nothing can be changed');
	await expect(api.getMachine('web', '148e')).rejects.toThrow('this is a replay: that was not recorded');
});
