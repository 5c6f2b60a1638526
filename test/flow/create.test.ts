import {describe, expect, test, vi} from 'vitest';
import type {FieldId} from '../../source/domain/config/fields.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import type {Form} from '../../source/store/forms.ts';
import {type Flow, startFlow} from '../helpers/flow.ts';
import {type FlowServer, flowApp, startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 40_000});

const list = `/v1/apps/${flowApp}/machines`;

type Started = {readonly server: FlowServer; readonly flow: Flow};

const start = async (editText: (text: string) => string = text => text): Promise<Started> => {
	const server = await startFlowServer();
	return {server, flow: await startFlow(server, {editText})};
};

const formOf = ({state}: Flow): Form => {
	const {mode} = state().view;
	if (mode.kind !== 'form') {
		throw new Error(`The mode is ${mode.kind}, no form: ${state().notes.at(-1)?.text}`);
	}

	return mode.form;
};

/** Types into fields of the open form. */
const fill = (flow: Flow, texts: Readonly<Partial<Record<FieldId, string>>>): void => {
	for (const [name, text] of Object.entries(texts)) {
		const {fields, focus} = formOf(flow);
		const steps = fields.findIndex(field => field.name === name) - focus;
		flow.press(...Array.from({length: Math.abs(steps)}, () => (steps > 0 ? 'tab' : 'up')), 'ctrl-u');
		flow.type(text);
	}
};

/** Goes on from the form to the question, and says yes. */
const make = (flow: Flow): void => {
	flow.press('ctrl-s');
	if (flow.state().view.mode.kind !== 'create') {
		throw new Error(`The form is wrong: ${JSON.stringify(formOf(flow).fields.flatMap(({problem}) => problem ?? []))}`);
	}

	flow.press('y');
};

/** The machine of a name as the API has it. */
const machineNamed = async ({server, flow}: Started, name: string): Promise<JsonObject> => {
	const machine = [...flow.state().fleet.values()].find(each => each.name === name);
	return (await server.call('GET', `${list}/${machine?.id}`)).body;
};

const request = String.raw`\(request [\w-]+\)`;

test('everything that the form has reaches the API as it was meant', async () => {
	const {server, flow} = await start();
	const {body} = await server.call('POST', `/v1/apps/${flowApp}/volumes`, {name: 'data', region: 'ams', size_gb: 1});
	flow.press('n');
	fill(flow, {
		image: 'registry.fly.io/web:v3',
		name: 'web-9',
		region: 'ams',
		cpuKind: 'performance',
		cpus: '2',
		memory: '8gb',
		env: 'LOG=debug, API_TOKEN=hunter2',
		services: '443:8080/tcp+tls,http 80:8080/tcp+http',
		checks: 'web: tcp 8080 15s 2s',
		mounts: `${body.id}:/data`,
		command: "server --greet 'hello all'",
		entrypoint: '/bin/sh -c',
		processes: 'web: node web.js; worker: node worker.js',
		files: '/etc/motd=hello, /etc/key=secret:KEY',
		restart: 'on-failure:3',
		stop: 'SIGINT 30s',
		schedule: 'daily',
		autoDestroy: 'no',
		metrics: '9091/metrics',
		metadata: 'role=worker',
		skipLaunch: 'yes',
	});
	make(flow);
	expect((await flow.waitForNote(/^web-9 /)).text).toBe('web-9 of web is being made.');
	expect((await flow.waitForNote(/was made/)).text).toMatch(/^web-9 \(\w+\) was made, and not launched\.$/);
	const {config, ...machine} = await machineNamed({server, flow}, 'web-9');
	expect(machine).toMatchObject({region: 'ams', state: 'created'});
	expect(config).toMatchObject({
		image: 'registry.fly.io/web:v3',
		guest: {cpu_kind: 'performance', cpus: 2, memory_mb: 8192},
		env: {LOG: 'debug', API_TOKEN: 'hunter2'},
		services: [
			{
				protocol: 'tcp',
				internal_port: 8080,
				ports: [
					{port: 443, handlers: ['tls', 'http']},
					{port: 80, handlers: ['http']},
				],
			},
		],
		checks: {web: {type: 'tcp', port: 8080, interval: '15s', timeout: '2s'}},
		mounts: [{volume: body.id, path: '/data'}],
		init: {cmd: ['server', '--greet', 'hello all'], entrypoint: ['/bin/sh', '-c']},
		processes: [
			{name: 'web', cmd: ['node', 'web.js']},
			{name: 'worker', cmd: ['node', 'worker.js']},
		],
		files: [
			{guest_path: '/etc/motd', raw_value: btoa('hello')},
			{guest_path: '/etc/key', secret_name: 'KEY'},
		],
		restart: {policy: 'on-failure', max_retries: 3},
		stop_config: {signal: 'SIGINT', timeout: '30s'},
		schedule: 'daily',
		metrics: {port: 9091, path: '/metrics'},
		metadata: {role: 'worker'},
	});
	expect(JSON.stringify([flow.state().notes, flow.state().actions])).not.toContain('hunter2');
	expect(flow.state().view.keptForm).toBeUndefined();
});

test('a preset and auto destroy too, and the new machine runs, has the cursor, and its lease is ours for a time', async () => {
	const {server, flow} = await start();
	await server.launch({}, {name: 'web-1'});
	flow.press('n', 'n');
	fill(flow, {image: 'nginx', name: 'web-9', size: 'shared-cpu-2x', autoDestroy: 'yes', leaseTtl: '600'});
	make(flow);
	expect((await flow.waitForNote(/^web-9 \(/)).text).toMatch(/^web-9 \(\w+\) was made and is started, after /);
	const {id, config} = await machineNamed({server, flow}, 'web-9');
	expect(config).toMatchObject({guest: {cpu_kind: 'shared', cpus: 2}, auto_destroy: true});
	expect(flow.state().view.cursorId).toBe(id);
	await flow.waitForState(({ownLeases}) => ownLeases.has(String(id)), 'the lease is shown as ours');
	await flow.quit();
	expect((await server.call('GET', `${list}/${id}/lease`)).status).toBe(404);
});

describe('a clone', () => {
	test("has the config of the other to the letter, secrets too, but not what is the other's alone", async () => {
		const {server, flow} = await start();
		const {body} = await server.call('POST', `/v1/apps/${flowApp}/volumes`, {name: 'data', region: 'ams', size_gb: 1});
		const config = {
			env: {API_TOKEN: 'hunter2', LEVEL: 'info'},
			mounts: [{volume: body.id, path: '/data'}],
			metadata: {fly_process_group: 'web', role: 'x'},
			stop_config: {signal: 'SIGINT'},
		};
		const id = await server.launch(config, {name: 'web-1'});
		await flow.waitForMachine(id, 'started');
		flow.press('n', 'c');
		await flow.waitForState(({view}) => view.mode.kind === 'form', 'the form of the clone');
		expect(formOf(flow)).toMatchObject({title: 'clone of web-1', about: [expect.stringContaining('fly_process_group')]});
		flow.press('ctrl-s');
		expect(formOf(flow).fields.find(({problem}) => problem !== undefined)?.problem).toMatch(/vol_\w+ is mounted by web-1/);
		fill(flow, {mounts: '', name: 'web-2', env: 'API_TOKEN=(masked), LEVEL=debug'});
		make(flow);
		expect((await flow.waitForNote(/^web-2 \(/)).text).toMatch(/is started/);
		const {config: cloned, region} = await machineNamed({server, flow}, 'web-2');
		expect(region).toBe('ams');
		expect(cloned).toMatchObject({env: {API_TOKEN: 'hunter2', LEVEL: 'debug'}, metadata: {role: 'x'}, stop_config: {signal: 'SIGINT'}});
		expect(cloned).not.toHaveProperty('mounts');
	});

	test('of a machine that cannot be read is not begun, and that is told', async () => {
		const {server, flow} = await start();
		const id = await server.launch({}, {name: 'web-1'});
		await flow.waitForMachine(id, 'started');
		flow.press('n');
		await server.call('PUT', '/_flydeck/faults', {rules: [{fault: 'html-502', route: `GET ${list}/*`}]});
		flow.press('c');
		await flow.waitForNote(/^web-1: its config could not be read: 502/);
		expect(flow.state().view.mode.kind).toBe('browse');
	});
});

describe('as JSON', () => {
	test('what no field stands for is given, and stays through the form', async () => {
		const {server, flow} = await start(text => text.replace('"image"', '"statics": [{"guest_path": "/www", "url_prefix": "/"}], "image"'));
		flow.press('n');
		fill(flow, {image: 'nginx', name: 'web-9', region: 'ams'});
		flow.press('ctrl-e');
		await flow.waitForNote(/^The form has the config as it was edited/);
		fill(flow, {env: 'A=1'});
		make(flow);
		await flow.waitForNote(/is started/);
		const {config, region} = await machineNamed({server, flow}, 'web-9');
		expect(region).toBe('ams');
		expect(config).toMatchObject({image: 'nginx', env: {A: '1'}, statics: [{guest_path: '/www', url_prefix: '/'}]});
	});

	test('an editor that leaves nothing leaves the form', async () => {
		const {flow} = await start(() => '');
		flow.press('n');
		fill(flow, {image: 'nginx'});
		flow.press('ctrl-e');
		expect((await flow.waitForNote(/^The form is as it was/)).text).toMatch(/empty file\. The text is kept in \/edits/);
		expect(formOf(flow).fields[0]?.text).toBe('nginx');
	});
});

describe('what the API refuses', () => {
	test('is told as it says with the request id, and the form goes on', async () => {
		const {server, flow} = await start();
		await server.call('PUT', '/_flydeck/faults', {rules: [{fault: 'capacity', route: `POST ${list}`}]});
		flow.press('n');
		fill(flow, {image: 'nginx', name: 'web-9'});
		make(flow);
		expect((await flow.waitForNote(/was not made/)).text).toMatch(
			new RegExp(`^web-9 was not made: .* ${request}\\. The form is kept: n, then r goes on`),
		);
		await server.call('PUT', '/_flydeck/faults', {rules: []});
		flow.press('n', 'r');
		make(flow);
		await flow.waitForNote(/^web-9 \(\w+\) was made and is started/);
	});

	test('is not sent where the name was taken since', async () => {
		const {server, flow} = await start();
		flow.press('n');
		fill(flow, {image: 'nginx', name: 'web-1'});
		flow.press('ctrl-s');
		const id = await server.launch({}, {name: 'web-1'});
		flow.press('y');
		expect((await flow.waitForNote(/nothing was sent/)).text).toContain(`web-1 is the name of ${id}, of the same app`);
	});
});

test('a machine whose answer broke off is found, and made once', async () => {
	const {server, flow} = await start();
	await server.call('PUT', '/_flydeck/faults', {rules: [{fault: 'truncated', route: `POST ${list}`}]});
	flow.press('n');
	fill(flow, {image: 'nginx', name: 'web-9'});
	make(flow);
	expect((await flow.waitForNote(/^web-9 \(\w+\)/)).text).toMatch(/was made and is started/);
	expect([...flow.state().fleet.values()].map(({name}) => name)).toEqual(['web-9']);
});

test('one that ends at once is told with its exit code in words', async () => {
	const {flow} = await start();
	flow.press('n');
	fill(flow, {image: 'nginx', name: 'web-9', metadata: 'simulate_exit_after_seconds=0.2, simulate_exit_code=3', restart: 'no'});
	make(flow);
	expect(await flow.waitForNote(/^web-9 \(/)).toMatchObject({
		tone: 'error',
		text: expect.stringMatching(/was made but is stopped, not started.*exit(?:ed)? .*3/),
	});
});
