import {describe, expect, test, vi} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {splitCommand} from '../../../source/local/fleet/split-command.ts';
import {startWithMachine} from '../../helpers/local-machine.ts';
import {startTestApi} from '../../helpers/local-server.ts';

const startReal = async (script: string) => {
	const {call} = await startTestApi({speed: 100});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const {body} = await call('POST', '/v1/apps/web/machines', {config: {image: 'busybox', init: {exec: ['sh', '-c', script]}}});
	const path = `/v1/apps/web/machines/${body.id}`;
	await call('GET', `${path}/wait?state=started`);
	return {call, path};
};

describe('exec', () => {
	test.each<readonly [JsonObject, JsonObject]>([
		[{command: ['echo', 'a b', '$HOME;']}, {exit_code: 0, exit_signal: 0, stdout: 'a b $HOME;\n', stderr: ''}],
		[{cmd: 'echo \'a  b\' "c d" $HOME; ls'}, {exit_code: 0, stdout: 'a  b c d $HOME; ls\n'}],
		[
			{command: ['cat'], stdin: 'hello'},
			{exit_code: 0, stdout: 'hello'},
		],
		[{command: ['sh', '-c', 'echo no >&2; exit 3']}, {exit_code: 3, stderr: 'no\n'}],
		[
			{command: ['sleep', '60'], timeout: 1},
			{exit_code: 137, exit_signal: 9},
		],
	])('%j answers %j', async (body, expected) => {
		const {call, path} = await startReal('sleep 60');
		expect(await call('POST', `${path}/exec`, body)).toMatchObject({status: 200, body: expected});
	});

	test.each(['{}', '{"cmd":""}', '{"cmd":"echo \'open"}', '{"command":"ls"}', ''])('with the body %s is a 400', async body => {
		const {call, path} = await startWithMachine();
		expect((await call('POST', `${path}/exec`, body)).status).toBe(400);
	});
});

describe('ps', () => {
	test('lists the processes of a machine, sorted as asked', async () => {
		const {call, path} = await startReal('sleep 60 & sleep 61');
		await vi.waitFor(async () => expect((await call('GET', `${path}/ps`)).list.length).toBeGreaterThanOrEqual(2));
		for (const [query, isSorted] of [
			['', (a: number, b: number) => a < b],
			['?sort_by=pid&order=desc', (a: number, b: number) => a > b],
		] as const) {
			const {list} = await call('GET', `${path}/ps${query}`);
			const pids: readonly number[] = JSON.parse(JSON.stringify(list)).map(({pid}: {readonly pid: number}) => pid);
			expect(pids.slice(1).every((pid, index) => isSorted(pids[index] ?? 0, pid))).toBe(true);
			expect(list[0]).toEqual({
				pid: expect.any(Number),
				stime: expect.any(Number),
				rtime: expect.any(Number),
				command: expect.any(String),
				directory: expect.any(String),
				cpu: expect.any(Number),
				rss: expect.any(Number),
				listen_sockets: [],
			});
		}
	});

	test.each(['sort_by=beauty', 'order=random', 'sort_by=toString'])('with %s is a 400', async query => {
		const {call, path} = await startWithMachine();
		expect((await call('GET', `${path}/ps?${query}`)).status).toBe(400);
	});
});

describe('the memory of a machine', () => {
	test('is what its guest has, until a limit is set, and until the next start', async () => {
		const {clock, call, path, post} = await startWithMachine({config: {image: 'nginx', guest: {cpus: 1, memory_mb: 512}}});
		const memory = `${path}/memory`;
		const {body} = await call('GET', memory);
		expect(body.limit_mb).toBe(512);
		const used = 512 - Number(body.available_mb);
		expect(used).toBeGreaterThan(0);
		expect((await call('PUT', memory, {limit_mb: 300})).body).toEqual({limit_mb: 300, available_mb: 300 - used});
		expect((await call('GET', memory)).body.limit_mb).toBe(300);
		expect(await post('/memory/reclaim', {amount_mb: 10})).toEqual({actual_mb: 10});
		expect(await post('/memory/reclaim', {amount_mb: 10_000})).toEqual({actual_mb: 300 - used});
		await post('/restart');
		clock.advance(10_000);
		expect((await call('GET', memory)).body.limit_mb).toBe(512);
	});

	test('can be raised to what its guest can be given at most', async () => {
		const {call, path} = await startWithMachine({config: {image: 'nginx', guest: {memory_mb: 256, max_memory_mb: 1024}}});
		expect((await call('PUT', `${path}/memory`, {limit_mb: 1024})).body).toMatchObject({limit_mb: 1024});
		expect((await call('PUT', `${path}/memory`, {limit_mb: 1025})).status).toBe(400);
	});

	test('of a simulated machine that uses more than its limit is out, and the next start has all of it again', async () => {
		const {call, clock, path, get, post} = await startWithMachine({config: {image: 'nginx', restart: {policy: 'no'}}});
		await call('PUT', `${path}/memory`, {limit_mb: 10});
		clock.advance(1);
		const {state, events} = JSON.parse(JSON.stringify(await get()));
		expect([state, events[0].request.exit_event]).toMatchObject(['stopped', {exit_code: 137, oom_killed: true}]);
		await post('/start');
		clock.advance(5000);
		expect((await call('GET', `${path}/memory`)).body).toMatchObject({limit_mb: 256});
	});

	test.each([0, -1, 257])('has no limit of %i MB', async limit => {
		const {call, path} = await startWithMachine();
		expect((await call('PUT', `${path}/memory`, {limit_mb: limit})).status).toBe(400);
	});
});

test.each([
	['POST', '/exec', {command: ['ls']}],
	['GET', '/ps', undefined],
	['GET', '/memory', undefined],
	['PUT', '/memory', {limit_mb: 100}],
	['POST', '/memory/reclaim', {amount_mb: 1}],
])('%s %s needs a machine that runs', async (method, suffix, body) => {
	const {call, path} = await startWithMachine({skip_launch: true});
	const error = 'failed_precondition: machine not running';
	expect(await call(method, path + suffix, body)).toMatchObject({status: 412, body: {error}});
});

test.each([
	['ls -l  /tmp', ['ls', '-l', '/tmp']],
	[' a\tb\n', ['a', 'b']],
	[`say 'it is' "so \\"good\\""`, ['say', 'it is', 'so "good"']],
	['a\\ b c""d \'\'', ['a b', 'cd', '']],
	['echo $HOME `ls` *', ['echo', '$HOME', '`ls`', '*']],
	['', []],
])('the command line %j is the words %j', (command, words) => {
	expect(splitCommand(command)).toEqual(words);
});

test.each([`'open`, '"open', 'end\\'])('the command line %s is refused', command => {
	expect(() => splitCommand(command)).toThrow('invalid command line');
});
