import {describe, expect, onTestFinished, test} from 'vitest';
import type {ResourceOrder, ResourceTarget} from '../../source/domain/resources/orders.ts';
import {createResourceRunner, type ResourceAct} from '../../source/runtime/resource-runner.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, hangUp} from './harness.ts';

const volumes = 'GET /v1/apps/web/volumes';
const remove = 'DELETE /v1/apps/web/volumes/vol_1';
const volume = (fields = {}) => ({id: 'vol_1', name: 'data', state: 'created', size_gb: 3, region: 'fra', ...fields});
const target: ResourceTarget = {kind: 'volumes', app: 'web', id: 'vol_1', words: 'volume vol_1 (data) of web'};

const startRunner = async (given: Readonly<Record<string, StubAnswer>>) => {
	const harness = await createHarness({[volumes]: jsonAnswer([volume()]), ...given});
	const {api, store, clock} = harness;
	const acts: ResourceAct[] = [];
	const told: string[] = [];
	const runner = createResourceRunner({
		api,
		store,
		clock,
		organization: 'personal',
		refresh: () => told.push('read again'),
		onAppsChanged: deleted => told.push(`apps changed: ${deleted}`),
		record: act => acts.push(act),
	});
	onTestFinished(runner.stop);
	return {...harness, runner, acts, told, lastNote: () => store.getState().notes.at(-1)};
};

const deleteVolume: ResourceOrder = {verb: 'delete-volume'};

describe('the runner of orders to things that are no machines', () => {
	test('reads again, sends once, tells how it ended, and has what is shown read again', async () => {
		const {runner, writes, requests, lastNote, acts, told} = await startRunner({[remove]: jsonAnswer(volume())});
		await runner.run(deleteVolume, [target]);
		expect(requests(volumes)).toHaveLength(1);
		expect(writes()).toEqual([remove]);
		expect(lastNote()).toMatchObject({tone: 'ok', text: 'volume vol_1 (data) of web deleted'});
		expect(acts).toMatchObject([
			{what: 'delete volume vol_1 (data) of web', target: {app: 'web'}, result: 'deleted', text: 'volume vol_1 (data) of web deleted'},
		]);
		expect(told).toEqual(['read again']);
	});

	test.each([
		['gone', [], 'volume vol_1 (data) of web is gone: nothing was done.'],
		[
			'attached',
			[volume({attached_machine_id: 'm1'})],
			'volume vol_1 is attached to machine m1: delete that machine first: nothing was done.',
		],
		['being destroyed', [volume({state: 'pending_destroy'})], 'volume vol_1 is pending_destroy: it is on its way out: nothing was done.'],
	])('sends nothing to a volume that is %s now', async (_state, listed, text) => {
		const {runner, writes, lastNote} = await startRunner({[volumes]: jsonAnswer(listed)});
		await runner.run(deleteVolume, [target]);
		expect(writes()).toEqual([]);
		expect(lastNote()).toMatchObject({tone: 'warning', text});
	});

	test('sends nothing when it cannot be read again', async () => {
		const {runner, writes, lastNote} = await startRunner({[volumes]: hangUp});
		await runner.run(deleteVolume, [target]);
		expect(writes()).toEqual([]);
		expect(lastNote()?.text).toMatch(/^volume vol_1 \(data\) of web: nothing was sent\. /);
	});

	test('tells why the API refused, with the id of the request', async () => {
		const {runner, writes, lastNote} = await startRunner({
			[remove]: jsonAnswer({error: 'volume is in use'}, 412, {'fly-request-id': '01REQ'}),
		});
		await runner.run(deleteVolume, [target]);
		expect(writes()).toEqual([remove]);
		expect(lastNote()).toMatchObject({
			tone: 'error',
			text: 'volume vol_1 (data) of web: could not delete: 412 volume is in use (request 01REQ)',
		});
	});

	test('says that the outcome is unknown when the connection is lost, and never sends twice', async () => {
		const {runner, writes, lastNote, told} = await startRunner({[remove]: hangUp});
		await runner.run(deleteVolume, [target]);
		expect(writes()).toEqual([remove]);
		expect(lastNote()?.text).toMatch(/it is unknown whether the delete happened: look before you do it again\./);
		expect(told).toEqual(['read again']);
	});

	test('stops at the first of several that fails, and tells how many were left alone', async () => {
		const {runner, writes, notes} = await startRunner({
			[volumes]: jsonAnswer([1, 2, 3].map(index => volume({id: `vol_${index}`}))),
			[remove]: jsonAnswer(volume()),
			'DELETE /v1/apps/web/volumes/vol_2': jsonAnswer({error: 'no'}, 412),
		});
		await runner.run(
			deleteVolume,
			[1, 2, 3].map(index => ({...target, id: `vol_${index}`, words: `volume ${index}`})),
		);
		expect(writes()).toEqual([remove, 'DELETE /v1/apps/web/volumes/vol_2']);
		expect(notes()).toEqual(['volume 1 deleted', 'volume 2: could not delete: 412 no The other 1 were left alone.']);
	});

	test('deletes no app that has more machines than the person was told of', async () => {
		const app: ResourceTarget = {kind: 'apps', app: 'web', id: 'web', words: 'app web'};
		const apps = (count: number) => jsonAnswer({total_apps: 1, apps: [{id: 'a', name: 'web', status: 'deployed', machine_count: count}]});
		const {runner, answers, writes, lastNote, told} = await startRunner({
			'GET /v1/apps': apps(3),
			'DELETE /v1/apps/web': response => response.writeHead(202).end(),
		});
		await runner.run({verb: 'delete-app', machineCount: 2}, [app]);
		expect(writes()).toEqual([]);
		expect(lastNote()?.text).toBe('app web has 3 machines now, not 2: nothing was done.');
		answers['GET /v1/apps'] = apps(2);
		await runner.run({verb: 'delete-app', machineCount: 2}, [app]);
		expect(writes()).toEqual(['DELETE /v1/apps/web']);
		expect(told).toContain('apps changed: web');
	});

	test.each([
		[0, '/v1/apps/web'],
		[2, '/v1/apps/web?force=true'],
		[undefined, '/v1/apps/web?force=true'],
	])('deletes an app with %s machines by force only where it has some', async (machineCount, url) => {
		const {runner, requests} = await startRunner({
			'GET /v1/apps': jsonAnswer({
				total_apps: 1,
				apps: [{id: 'a', name: 'web', ...(machineCount === undefined ? {} : {machine_count: machineCount})}],
			}),
			'DELETE /v1/apps/web': response => response.writeHead(202).end(),
		});
		await runner.run({verb: 'delete-app', machineCount}, [{kind: 'apps', app: 'web', id: 'web', words: 'app web'}]);
		expect(requests('DELETE /v1/apps/web').map(request => request.url)).toEqual([url]);
	});

	test('gives the value of a secret to the request and to nothing else, even when the API repeats it', async () => {
		const set = 'POST /v1/apps/web/secrets';
		const secret: ResourceTarget = {kind: 'secrets', app: 'web', id: 'KEY', words: 'secret KEY of web'};
		const {runner, answers, requests, store, acts} = await startRunner({[set]: jsonAnswer({secrets: [], version: 7})});
		const order: ResourceOrder = {verb: 'set-secret', value: 'hunter2hunter2'};
		await runner.run(order, [secret]);
		expect(JSON.parse(requests(set)[0]?.body ?? '')).toEqual({values: {KEY: 'hunter2hunter2'}});
		answers[set] = jsonAnswer({error: 'bad value hunter2hunter2'}, 400);
		await runner.run(order, [secret]);
		const told = JSON.stringify([store.getState().notes, acts]);
		expect(told).toContain('created or updated');
		expect(told).toContain('could not set: 400 bad value');
		expect(told).not.toContain('hunter2');
	});
});
