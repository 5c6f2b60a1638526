import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import type {ActionEntry} from '../../source/domain/action-entry.ts';
import {openActionLog} from '../../source/journal/action-log.ts';
import {createActionRecorder} from '../../source/runtime/action-recorder.ts';
import type {Deed} from '../../source/store/copying.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {jsonAnswer, startStubServer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, id, receive, targetIn} from './harness.ts';

const create = async (openLog?: Parameters<typeof createActionRecorder>[0]['openLog']) => {
	const harness = await createHarness();
	const {api, store, clock} = harness;
	receive(harness, [buildMachine()]);
	const recorder = createActionRecorder({api, store, clock, openLog});
	const actions = (): readonly ActionEntry[] => store.getState().actions;
	return {...harness, recorder, actions};
};

const exchange = {
	method: 'POST',
	path: `/v1/apps/web/machines/${id}/stop`,
	deed: `stop machine ${id} of app web`,
	status: 200,
	requestId: '01REQ',
	startedAtMs: 1000,
	tookMs: 120,
};

test('a request that would change something is recorded, with what it was about and how it ended', async () => {
	const {recorder, actions} = await create();
	recorder.observe(exchange);
	recorder.observe({...exchange, status: 409, error: 'lease-held'});
	recorder.observe({...exchange, path: '/v1/apps', status: undefined, requestId: undefined, error: 'timeout'});
	expect(actions()).toMatchObject([
		{
			kind: 'request',
			atMs: 1120,
			what: `POST ${exchange.path}`,
			app: 'web',
			machineId: id,
			name: 'web-1',
			status: 200,
			requestId: '01REQ',
			result: 'ok',
			tookMs: 120,
		},
		{status: 409, result: 'lease-held'},
		{what: 'POST /v1/apps', app: undefined, machineId: undefined, name: undefined, status: undefined, result: 'timeout'},
	]);
});

test('a read is not recorded', async () => {
	const {recorder, actions} = await create();
	recorder.observe({...exchange, method: 'GET'});
	expect(actions()).toEqual([]);
});

test('an order is recorded with its end, and with the command that does the same', async () => {
	const {recorder, actions, store, clock} = await create();
	const act = {target: targetIn('started'), atMs: 5000, tookMs: 1200, result: 'web-1 stopped in 1.2s'};
	recorder.recordOrder({order: {verb: 'stop', signal: 'SIGTERM'}, ...act});
	expect(actions()).toMatchObject([
		{kind: 'act', what: 'stop with SIGTERM', app: 'web', machineId: id, name: 'web-1', tookMs: 1200, result: act.result},
	]);
	expect(actions()[0]?.curl).toMatch(/^curl -X POST 'http:.*\/stop' -H "Authorization: Bearer \$FLY_API_TOKEN" .*SIGTERM/);
	expect(actions()[0]?.curl).not.toContain('lease-nonce');

	store.dispatch({type: 'lease-held', machineId: id, lease: {owner: 'me', description: '', expiresAtMs: clock.now() + 9000}});
	recorder.recordOrder({order: {verb: 'stop'}, ...act});
	expect(actions()[1]?.curl).toContain('-H "fly-machine-lease-nonce: $NONCE"');
});

test('an update is recorded with the config that was sent, without its secrets', async () => {
	const {recorder, actions} = await create();
	const target = targetIn('started');
	const given = {target, config: {image: 'nginx:2', env: {API_TOKEN: 'marked'}}, instanceId: '01I'};
	recorder.recordOrder({order: {verb: 'update', image: 'nginx:2'}, target, given, atMs: 5000, result: 'web-1 has nginx:2'});
	expect(actions()[0]?.curl).toContain('"image":"nginx:2"');
	expect(actions()[0]?.curl).toContain('API_TOKEN_VALUE:?');
	expect(JSON.stringify(actions())).not.toContain('marked');
});

test('a command comes back from the file whole, or not at all', async () => {
	const directory = temporaryDirectory();
	const {recorder} = await create(() => openActionLog(directory));
	const deedOf = (length: number): Deed => ({
		type: 'exec',
		target: targetIn('started'),
		words: ['x '.repeat(length / 2)],
		timeoutSeconds: 5,
	});
	for (const length of [8000, 20_000]) {
		recorder.recordAct({what: 'run', target: targetIn('started'), atMs: 5000, result: 'ok', deed: deedOf(length)});
	}

	const [long, tooLong] = openActionLog(directory).recent();
	expect(long?.curl).toMatch(/^curl -X POST .*"timeout":5}'$/);
	expect([tooLong?.what, tooLong?.curl]).toEqual(['run', undefined]);
});

test('what earlier programs recorded is there from the start', async () => {
	const directory = temporaryDirectory();
	const first = await create(() => openActionLog(directory));
	first.recorder.observe(exchange);
	const second = await create(() => openActionLog(directory));
	second.recorder.start();
	expect(second.actions()).toEqual(first.actions());
});

test('a file that cannot be written is told once, and never stands in the way', async () => {
	const {recorder, actions, notes} = await create(() => ({
		add() {
			throw new Error('no space left on device');
		},
		recent: () => [],
	}));
	recorder.start();
	recorder.observe(exchange);
	recorder.observe(exchange);
	expect(actions()).toHaveLength(2);
	expect(notes()).toEqual(['The action log cannot be kept: no space left on device']);
});

test('no secret of a request, nor one that an answer repeats, gets into the record', async () => {
	const secrets = {token: 'fm2_marked-token-1', nonce: 'marked-nonce-2', env: 'marked-env-value-3', secret: 'marked-app-secret-4'};
	const echo = await startStubServer((response, request) =>
		jsonAnswer({error: `no: ${JSON.stringify(request.headers)} ${request.body}`}, 409, {
			'fly-request-id': String(request.headers.authorization),
		})(response, request),
	);
	const directory = temporaryDirectory();
	const {store, clock, recorder} = await create(() => openActionLog(directory));
	const api = createApi({baseUrl: echo.baseUrl, token: secrets.token, clock, userAgent: 'flydeck-test', observe: recorder.observe});
	const {nonce} = secrets;
	const calls = [
		api.stopMachine('web', id, {nonce}),
		api.releaseLease('web', id, nonce),
		api.refreshLease('web', id, {ttlSeconds: 60, description: '', nonce}),
		api.updateMachine('web', id, {config: {image: 'nginx', env: {PASSWORD: secrets.env}}}, {nonce}),
		api.createMachine('web', {config: {image: 'nginx', env: {PASSWORD: secrets.env}}}),
		api.setSecrets('web', {PASSWORD: secrets.secret}),
		api.execInMachine('web', id, {command: ['echo', secrets.env], timeoutSeconds: 5}),
	];
	await Promise.allSettled(calls);
	expect(store.getState().actions).toHaveLength(calls.length);
	const file = JSON.stringify(openActionLog(directory).recent());
	for (const record of [file, JSON.stringify(store.getState().actions)]) {
		expect(record).not.toContain('marked-');
	}
});
