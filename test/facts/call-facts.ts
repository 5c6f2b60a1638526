import {expect, vi} from 'vitest';
import type {Json, JsonObject} from '../../source/domain/json.ts';
import {story} from '../contract/openapi-story.ts';
import {takeStory} from '../contract/take-story.ts';
import {machinesPath, startWithMachine, storyOf} from '../helpers/local-machine.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {operations} from '../helpers/openapi-document.ts';
import type {Facts} from './fact.ts';

const outOfScope = ['/v1/tokens/oidc', '/v1/tokens/kms', '/v1/postgres/clusters'];

const control = '/_flydeck/causes';

/** What each cause makes of a machine: the state at once, the state at rest, and the events in between. The path is below that of the machine, or a whole one. */
const causes: readonly (readonly [method: string, path: string, body: JsonObject | undefined, states: string, events: string])[] = [
	['POST', '/suspend', undefined, 'suspending suspended', 'suspend/suspending/user suspend/suspended/flyd'],
	['POST', '/start', undefined, 'starting started', 'start/starting/user start/started/flyd'],
	['POST', '/restart', undefined, 'restarting started', 'restart/stopping/user exit/stopped/flyd restart/starting/flyd start/started/flyd'],
	[
		'POST',
		'',
		{config: {image: 'nginx', restart: {policy: 'no'}, metadata: {simulate_exit_after_seconds: '7'}}},
		'replacing started',
		'update/replacing/user exit/stopped/flyd launch/created/user start/started/flyd',
	],
	// It ends by itself meanwhile.
	['POST', '/cordon', undefined, 'started stopped', 'exit/stopped/flyd'],
	['POST', '/start', undefined, 'starting started', 'start/starting/user start/started/flyd'],
	['POST', '/stop', undefined, 'stopping stopped', 'stop/stopping/user exit/stopped/flyd'],
	['POST', control, {cause: 'proxy-start'}, 'starting started', 'start/starting/proxy start/started/flyd'],
	['POST', control, {cause: 'migrate'}, 'replacing started', 'exit/stopped/flyd launch/created/flyd start/started/flyd'],
	['POST', control, {cause: 'proxy-stop'}, 'stopping stopped', 'stop/stopping/proxy exit/stopped/flyd'],
	['DELETE', '', undefined, 'destroying destroyed', 'destroy/destroyed/flyd'],
];

/** Refusals that were recorded, each with its status. */
const refusals: readonly (readonly [method: string, path: string, body: Json | undefined, status: number, error: string])[] = [
	['POST', 'MACHINE/start', undefined, 412, 'failed_precondition: machine still active, refusing to start'],
	[
		'DELETE',
		'MACHINE',
		undefined,
		412,
		'failed_precondition: unable to destroy machine, not currently stopped, suspended, failed or created',
	],
	['GET', 'MACHINE/lease', undefined, 404, 'not_found: lease not found'],
	[
		'GET',
		'MACHINE/wait?timeout=61',
		undefined,
		400,
		'invalid_argument: invalid WaitMachineRequest.Timeout: value must be inside range [1s, 1m0s]',
	],
	['GET', `${machinesPath}/ffffffffffffff`, undefined, 404, 'not_found: machine not found'],
	['GET', `${machinesPath}/one`, undefined, 400, "invalid_argument: invalid machine ID, 'one'"],
	['GET', '/v1/apps/none', undefined, 404, 'app not found'],
	['POST', '/v1/apps', {name: 'web', org_slug: 'personal'}, 422, 'Validation failed: Name has already been taken'],
	['POST', machinesPath, undefined, 400, 'EOF'],
	['POST', machinesPath, '{"config":', 400, 'unexpected EOF'],
	['POST', machinesPath, '{config:{}}', 400, "invalid character 'c' looking for beginning of object key string"],
	['POST', machinesPath, '{} {}', 400, "invalid character '{' after top-level value"],
	['POST', machinesPath, '[]', 400, 'json: cannot unmarshal array into Go value of type main.createMachineRequest'],
];

/** How clients ask, and how they are answered. */
export const callFacts: Facts = {
	async 'Go client'() {
		const {call, clock, id, path} = await startWithMachine();
		const flyV1 = {headers: {authorization: 'FlyV1 secret'}};
		const ask = (method: string, at: string, body?: Json) => call(method, at, body, flyV1);
		expect((await ask('POST', '/v1/apps', {name: 'other', org_slug: 'personal', network: '', app_role_id: ''})).status).toBe(201);
		expect((await ask('GET', '/v1/apps/other')).body.network).toBe('default');
		expect((await ask('GET', `${machinesPath}?stopped`)).list).toHaveLength(1);
		expect((await ask('POST', `${path}/signal`, {signal: 9})).status).toBe(200);
		clock.advance(10_000);
		expect((await ask('GET', `${path}/events`)).list).toMatchObject([
			{type: 'start'},
			{type: 'exit', request: {exit_event: {signal: 9}}},
			{},
			{},
			{},
		]);
		const {text} = await ask('POST', `${path}/lease?ttl=13`);
		const {status, data} = JSON.parse(text);
		expect([status, data.expires_at - Math.floor(clock.now() / 1000)]).toEqual(['success', 13]);
		const held = {headers: {...flyV1.headers, 'fly-machine-lease-nonce': data.nonce}};
		expect((await call('DELETE', `${path}?kill=false`, undefined, held)).status).toBe(412);
		expect((await call('POST', `${path}/stop`, {id, signal: '', timeout: '10s'}, held)).status).toBe(200);
		expect((await call('DELETE', `${path}?kill=true`, undefined, held)).status).toBe(200);
	},
	async calls() {
		const {call} = await startTestApi({speed: 100});
		expect(await takeStory(call)).toEqual([]);
		const called = new Set(story.map(step => step.call));
		const names = operations.map(({method, path}) => `${method} ${path}`);
		expect(names.filter(name => !called.has(name))).toEqual(names.filter(name => outOfScope.includes(`/v1${name.replace('POST ', '')}`)));
		for (const path of outOfScope) {
			expect(await call('POST', path, {})).toMatchObject({status: 501, body: {error: expect.stringMatching(/^unimplemented: /)}});
		}

		const {get, call: ask, path} = await startWithMachine();
		const machine = await get();
		expect(machine).toMatchObject({incomplete_config: null, events: [{}, {}, {}]});
		const versions = [{version: machine.instance_id, user_config: {image: 'nginx', init: {}, guest: {cpus: 1}}}];
		expect((await ask('GET', `${path}/versions`)).list).toMatchObject(versions);
		expect((await ask('GET', `${path}/events`)).list).toMatchObject([{request: {}}, {request: null}, {request: null}]);
	},
	async errors() {
		const {call, path} = await startWithMachine();
		for (const [method, at, body, status, error] of refusals) {
			expect(await call(method, at.replace('MACHINE', path), body)).toMatchObject({status, body: {error}});
		}

		expect(await call('GET', '/v1/nowhere')).toMatchObject({status: 404, text: '404 page not found\n'});
	},
	async 'states and events'() {
		const {call, clock, id, path, get} = await startWithMachine({skip_launch: true});
		expect((await get()).state).toBe('created');
		const storySoFar = async () => storyOf({events: (await call('GET', `${path}/events?limit=50`)).list});
		await call('POST', `${path}/start`);
		clock.advance(5000);
		let told = await storySoFar();
		const created = await startWithMachine();
		expect(storyOf(await created.get())).toEqual(['launch/pending/flyd', 'launch/created/user', 'start/started/flyd']);
		for (const [method, at, body, states, events] of causes) {
			const reply = at === control ? await call(method, at, {...body, machine: id}) : await call(method, path + at, body);
			expect(reply.status).toBe(200);
			const {state} = await get();
			clock.advance(5000);
			const now = await storySoFar();
			expect([`${state} ${(await get()).state}`, now.slice(told.length).join(' ')]).toEqual([states, events]);
			told = now;
		}
	},
	async waits() {
		const {call, clock, path, get, post} = await startWithMachine();
		const waitFor = (query: string) => call('GET', `${path}/wait?${query}`);
		for (const timeout of [0, 61]) {
			expect((await waitFor(`timeout=${timeout}`)).status).toBe(400);
		}

		/** Sends a wait that has something to wait for, and lets time pass until a ms before its end. */
		const begin = async (query: string, seconds: number) => {
			clock.advance(60_000);
			expect(clock.pending()).toBe(0);
			const settled = vi.fn();
			const reply = waitFor(`${query}&timeout=${seconds}`);
			reply.then(settled, settled);
			await vi.waitFor(() => expect(clock.pending()).toBe(1));
			clock.advance(seconds * 1000 - 1);
			expect((await get()).state).toBe('started');
			expect(settled).not.toHaveBeenCalled();
			return {reply};
		};

		const {body} = await waitFor('state=started&timeout=60');
		const {instance_id: version} = await get();
		expect(body).toEqual({ok: true, state: 'started', event_id: expect.any(String), version});
		expect((await waitFor(`version=${version}`)).body).toEqual(body);
		expect((await waitFor('version=other')).status).toBe(408);
		const next = `state=started&from_event_id=${body.event_id}`;
		for (const [query, seconds] of [
			['state=stopped', 1],
			['state=stopped', 60],
			[next, 1],
		] as const) {
			const {reply} = await begin(query, seconds);
			clock.advance(1);
			expect(await reply).toMatchObject({status: 408, body: {error: expect.stringMatching(/^deadline_exceeded: /)}});
		}

		const asked = waitFor(`${next}&timeout=60`);
		await post('/stop');
		const stopped = waitFor('state=stopped&timeout=60');
		clock.advance(2000);
		expect((await stopped).body).toMatchObject({state: 'stopped'});
		await post('/start');
		clock.advance(2000);
		expect((await asked).body).toMatchObject({state: 'started'});
	},
};
