import {expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {isRunning} from '../../helpers/is-running.ts';
import {machinesPath, startWithMachine, storyOf} from '../../helpers/local-machine.ts';
import {startTestApi} from '../../helpers/local-server.ts';
import {waitFor} from '../../helpers/wait-for.ts';

test('the stop of a suspended machine kills what its snapshot held', async () => {
	const {clock, get, post} = await startWithMachine();
	await post('/suspend');
	clock.advance(2000);
	await post('/stop');
	clock.advance(2000);
	const machine = await get();
	expect(machine).toMatchObject({
		state: 'stopped',
		events: [{type: 'exit', request: {exit_event: {requested_stop: true, exit_code: 137, signal: 9}}}, {type: 'stop'}, {}, {}, {}, {}, {}],
	});
});

test('the stop of a machine that never ran is no exit', async () => {
	const {clock, get, post} = await startWithMachine({skip_launch: true});
	await post('/stop');
	clock.advance(2000);
	const machine = await get();
	expect(machine.state).toBe('stopped');
	expect(storyOf(machine)).toEqual(['launch/pending/flyd', 'launch/created/user', 'stop/stopping/user']);
});

const startReal = async (config: JsonObject) => {
	const {call} = await startTestApi({speed: 100});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const {body} = await call('POST', machinesPath, {config: {image: 'busybox', restart: {policy: 'no'}, ...config}});
	const path = `${machinesPath}/${body.id}`;
	return {call, path, wait: (state: string) => call('GET', `${path}/wait?state=${state}&timeout=20`)};
};

test('a command that is too long for the system fails, and is never said to have started', async () => {
	const {call, path, wait} = await startReal({init: {exec: ['true', 'x'.repeat(200_000)]}});
	expect((await wait('failed')).status).toBe(200);
	const {body} = await call('GET', path);
	expect(storyOf(body)).toEqual(['launch/pending/flyd', 'launch/created/user', 'exit/failed/flyd']);
	expect(JSON.stringify(body.events)).toContain('E2BIG');
});

test('what an exec leaves in the background lives until the machine stops', {timeout: 20_000}, async () => {
	const {call, path, wait} = await startReal({init: {exec: ['sleep', '60']}});
	await wait('started');
	const {body} = await call('POST', `${path}/exec`, {command: ['sh', '-c', 'sleep 60 >/dev/null 2>&1 & echo $!']});
	const id = Number(body.stdout);
	await call('POST', `${path}/exec`, {command: ['true']});
	expect(isRunning(id)).toBe(true);
	await call('POST', `${path}/stop`);
	await wait('stopped');
	await waitFor(() => !isRunning(id));
});

test('without races a machine can be started right after its create', async () => {
	const {call} = await startTestApi({realism: 'none'});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const {body} = await call('POST', machinesPath, {skip_launch: true, config: {image: 'nginx'}});
	expect((await call('POST', `${machinesPath}/${body.id}/start`)).status).toBe(200);
});

test('apps and organisations have numbers, and answers a trace', async () => {
	const {call} = await startWithMachine();
	const {body, headers} = await call('GET', '/v1/apps/web');
	expect(body).toMatchObject({internal_numeric_id: expect.any(Number), organization: {internal_numeric_id: expect.any(Number)}});
	expect(headers.get('fly-request-id')).toMatch(/^[0-9A-Z]{26}-fra$/);
	expect(headers.get('fly-trace-id')).toMatch(/^[0-9a-f]{32}$/);
	expect(headers.get('fly-span-id')).toMatch(/^[0-9a-f]{16}$/);
});
