/* A server with a state directory and real processes in its machines is killed, and started again. */
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {isJsonObject, type JsonObject} from '../../../source/domain/json.ts';
import {isRunning} from '../../helpers/is-running.ts';
import type {Call} from '../../helpers/local-server.ts';
import {startStateServer} from '../../helpers/state-server.ts';

const app = '/v1/apps/jobs';

const temporaryDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

const start = async () => {
	const root = temporaryDirectory();
	const startServer = () => startStateServer(join(root, 'state'), root);
	const {call, kill} = await startServer();
	await call('POST', '/v1/apps', {name: 'jobs', org_slug: 'personal'});
	return {root, call, kill, startServer};
};

const create = async (call: Call, config: JsonObject, script = 'sleep 600'): Promise<string> => {
	const {body} = await call('POST', `${app}/machines`, {config: {image: 'busybox', init: {exec: ['sh', '-c', script]}, ...config}});
	expect((await call('GET', `${app}/machines/${body.id}/wait?state=started&timeout=30`)).status).toBe(200);
	return `${app}/machines/${body.id}`;
};

const eventsOf = async (call: Call, machine: string): Promise<readonly JsonObject[]> =>
	(await call('GET', `${machine}/events`)).list.filter(isJsonObject);

const kinds = (events: readonly JsonObject[]): readonly string[] => events.map(({type, status, source}) => `${type}/${status}/${source}`);

test('machines that ran say that they were killed and come up again, those that were not to run stay down', {timeout: 60_000}, async () => {
	const {root, call, kill, startServer} = await start();
	const always = await create(call, {restart: {policy: 'always'}}, `echo $$ >> ${root}/always; sleep 600`);
	const once = await create(call, {restart: {policy: 'no'}});
	const suspended = await create(call, {});
	const stopping = await create(call, {stop_config: {signal: 'SIGTERM', timeout: '60s'}}, 'trap "" TERM; while :; do sleep 1; done');
	await call('POST', `${suspended}/suspend`);
	await call('GET', `${suspended}/wait?state=suspended`);
	expect((await call('POST', `${stopping}/stop`)).status).toBe(200);
	const lease = await call('POST', `${once}/lease`, {ttl: 600, description: 'mine'});
	const before = await eventsOf(call, always);

	await kill();
	const [firstProcess] = readFileSync(join(root, 'always'), 'utf8').trim().split('\n');
	await vi.waitFor(() => expect(isRunning(Number(firstProcess))).toBe(false), {timeout: 10_000});
	const second = await startServer();

	expect((await second.call('GET', `${always}/wait?state=started&timeout=30`)).status).toBe(200);
	const after = await eventsOf(second.call, always);
	expect(kinds(after).slice(0, 2)).toEqual(['start/started/flyd', 'exit/stopped/flyd']);
	expect(after.slice(2)).toEqual(before);
	expect(after[1]?.request).toMatchObject({
		exit_event: {exit_code: 137, signal: 9, oom_killed: false, requested_stop: false, restarting: true},
	});
	const ids = after.map(({id}) => String(id));
	expect(ids).toEqual(ids.toSorted().toReversed());
	await vi.waitFor(() => expect(readFileSync(join(root, 'always'), 'utf8').trim().split('\n')).toHaveLength(2), {timeout: 10_000});

	const ends = [
		[once, {requested_stop: false, restarting: false}],
		[suspended, {requested_stop: false, restarting: false}],
		[stopping, {requested_stop: true, restarting: false}],
	] as const;
	for (const [machine, end] of ends) {
		expect((await second.call('GET', machine)).body.state).toBe('stopped');
		const [newest] = await eventsOf(second.call, machine);
		expect(newest).toMatchObject({type: 'exit', status: 'stopped', source: 'flyd', request: {exit_event: {exit_code: 137, ...end}}});
	}

	expect((await second.call('GET', `${once}/lease`)).body).toEqual(lease.body);
	expect((await second.call('POST', `${once}/start`)).status).toBe(409);
});

test('volumes keep what was written into them, and secrets their values', {timeout: 60_000}, async () => {
	const {root, call, kill, startServer} = await start();
	const volume = (await call('POST', `${app}/volumes`, {name: 'data', region: 'fra', size_gb: 1})).body;
	await call('POST', `${app}/secrets`, {values: {PASSWORD: 'open sesame'}});
	const mounts = [{volume: String(volume.id), path: '/data'}];
	const machine = await create(call, {mounts, restart: {policy: 'always'}}, 'echo $PASSWORD >> data/words; sleep 600');
	const words = join(root, 'state', 'volumes', String(volume.id), 'words');
	await vi.waitFor(() => expect(existsSync(words)).toBe(true), {timeout: 10_000});

	await kill();
	const second = await startServer();
	expect((await second.call('GET', `${machine}/wait?state=started&timeout=30`)).status).toBe(200);
	await vi.waitFor(() => expect(readFileSync(words, 'utf8')).toBe('open sesame\nopen sesame\n'), {timeout: 10_000});
	expect((await second.call('GET', `${app}/volumes/${volume.id}`)).body).toMatchObject({
		id: volume.id,
		attached_machine_id: machine.split('/').at(-1),
	});
});
