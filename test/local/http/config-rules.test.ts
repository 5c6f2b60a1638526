import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';

const file = (fields: JsonObject): JsonObject => ({files: [{guest_path: '/a', ...fields}]});
const check = (fields: JsonObject): JsonObject => ({checks: {up: {type: 'tcp', port: 80, ...fields}}});
const service = (fields: JsonObject): JsonObject => ({services: [{protocol: 'tcp', internal_port: 80, ...fields}]});
const serviceCheck = (fields: JsonObject, service: JsonObject = {internal_port: 80}): JsonObject => ({
	services: [{protocol: 'tcp', ...service, checks: [{type: 'tcp', ...fields}]}],
});

const wrong: readonly (readonly [JsonObject, RegExp])[] = [
	[file({raw_value: 'no base64!'}), /config\.files\[0]\.raw_value must be base64/],
	[file({raw_value: 'abc'}), /must be base64/],
	[file({}), /config\.files\[0] must have one of raw_value, secret_name, image_config/],
	[file({raw_value: '', secret_name: 'KEY'}), /only one of raw_value, secret_name/],
	[file({raw_value: '', mode: -1}), /mode/],
	[file({raw_value: '', mode: 0o10000}), /mode/],
	[{containers: [{name: 'a', ...file({})}]}, /config\.containers\[0]\.files\[0]/],
	[check({type: 'udp'}), /config\.checks\.up\.type must be one of tcp, http, not "udp"/],
	[check({port: null}), /config\.checks\.up\.port/],
	[check({port: 65_536}), /port/],
	[check({port: -1}), /port/],
	[check({interval: 'soon'}), /time: invalid duration "soon"/],
	[check({timeout: -5}), /time: invalid duration -5/],
	[check({grace_period: '5'}), /time: invalid duration "5"/],
	[serviceCheck({type: 'grpc'}), /config\.services\[0]\.checks\[0]\.type/],
	[serviceCheck({}, {}), /config\.services\[0]\.checks\[0]\.port/],
	[serviceCheck({interval: '1 s'}), /invalid duration/],
	[{stop_config: {timeout: '5m1s'}}, /at most 5m0s/],
	[{stop_config: {timeout: 301e9}}, /at most 5m0s/],
	[{restart: {policy: 'on-failure', max_retries: -1}}, /config\.restart\.max_retries/],
	[{env: {'': 'x'}}, /config\.env/],
	[{env: {'A=B': 'x'}}, /config\.env/],
	[{env: {A: 'x\0'}}, /null bytes/],
	[{init: {exec: ['sh', '\0']}}, /config\.init\.exec must not contain null bytes/],
	[{processes: [{cmd: ['a\0b']}]}, /config\.processes\[0]\.cmd/],
	[{processes: [{cmd: ['a'], env: {'=': ''}}]}, /config\.processes\[0]\.env/],
	[{processes: [{cmd: ['a'], secrets: [{env_var: 'A=B'}]}]}, /config\.processes\[0]\.secrets\[0]\.env_var/],
	[service({internal_port: -1}), /^invalid_argument: config\.services\[0]\.internal_port must be a whole number from 1 to 65535, not -1$/],
	[service({internal_port: 70_000}), /config\.services\[0]\.internal_port/],
	[service({internal_port: null}), /config\.services\[0]\.internal_port is missing/],
	[service({ports: [{port: 70_000}]}), /config\.services\[0]\.ports\[0]\.port /],
	[service({ports: [{start_port: 9, end_port: 1}]}), /config\.services\[0]\.ports\[0]\.end_port must not be below start_port 9/],
	[service({ports: [{port: 80, handlers: ['zz']}]}), /config\.services\[0]\.ports\[0]\.handlers\[0]/],
	[service({protocol: 'zz'}), /config\.services\[0]\.protocol must be one of tcp, udp/],
	[service({autostop: 'zz'}), /config\.services\[0]\.autostop must be one of off, stop, suspend/],
	[service({concurrency: {type: 'zz'}}), /config\.services\[0]\.concurrency\.type/],
	[service({concurrency: {type: 'requests', hard_limit: -1}}), /config\.services\[0]\.concurrency\.hard_limit/],
	[service({concurrency: {type: 'requests', soft_limit: -1}}), /config\.services\[0]\.concurrency\.soft_limit/],
	[service({min_machines_running: -5}), /config\.services\[0]\.min_machines_running/],
	[{metrics: {port: -1, path: '/metrics'}}, /config\.metrics\.port/],
	[{rootfs: {persist: 'zz'}}, /config\.rootfs\.persist must be one of never, always, restart/],
	[{rootfs: {size_gb: -1}}, /config\.rootfs\.size_gb/],
	[{mounts: [{volume: 'vol_1', path: '/data', size_gb: -1}]}, /config\.mounts\[0]\.size_gb/],
	[{init: {swap_size_mb: -1}}, /config\.init\.swap_size_mb/],
	[{guest: {gpus: -1}}, /config\.guest\.gpus/],
	[{containers: [{name: 'a', image: 'b', ...file({guest_path: '/../x', raw_value: ''})}]}, /config\.containers\[0]\.files\[0]\.guest_path/],
];

test.each(wrong)('%j is a 400', async (part, error) => {
	const {call, path} = await startWithMachine();
	const config = {image: 'nginx', ...part};
	for (const at of [machinesPath, path]) {
		expect(await call('POST', at, {config})).toMatchObject({status: 400, body: {error: expect.stringMatching(error)}});
	}
});

const right: readonly JsonObject[] = [
	file({raw_value: 'YQ==', mode: 0o644}),
	file({secret_name: 'KEY'}),
	file({image_config: 'x'}),
	check({interval: '1m30s', timeout: '500ms', grace_period: ''}),
	serviceCheck({}),
	serviceCheck({port: 8080}),
	service({autostop: true, autostart: false, min_machines_running: 0, concurrency: {type: 'connections', hard_limit: 25, soft_limit: 20}}),
	service({autostop: 'suspend', force_instance_key: null, ports: [{start_port: 80, end_port: 80, handlers: ['tls']}]}),
	{metrics: {port: 9091, path: '/metrics'}, rootfs: {persist: 'restart', size_gb: 1}, init: {swap_size_mb: 512}},
	{env: {A: null}, metadata: {a: null}, nobody_knows: {this: 'key'}},
	{stop_config: {timeout: '5m'}},
	{env: {A: 'b=c'}},
];

test.each(right)('%j is taken', async part => {
	const {call} = await startWithMachine();
	expect((await call('POST', machinesPath, {config: {image: 'nginx', ...part}})).status).toBe(200);
});

describe('what is sent in another form than it is kept', () => {
	test.each([
		[0, '0s'],
		[15e9, '15s'],
		[1.5e9, '1.5s'],
		[250e6, '250ms'],
		[90e9, '1m30s'],
		[3600e9, '1h0m0s'],
		['60s', '60s'],
	])('a duration of %j is answered as %j', async (sent, kept) => {
		const {call} = await startWithMachine();
		const config = {
			image: 'nginx',
			checks: {up: {type: 'tcp', port: 80, interval: sent}},
			services: [{internal_port: 80, autostop: 'off', checks: [{type: 'tcp', timeout: sent}]}],
			stop_config: {timeout: 10e9},
		};
		const {body} = await call('POST', machinesPath, {config});
		expect(body.config).toMatchObject({
			checks: {up: {interval: kept}},
			services: [{autostop: false, checks: [{timeout: kept}]}],
			stop_config: {timeout: '10s'},
		});
	});
});

test.each([
	['/stop', {timeout: '6m'}],
	['/restart?timeout=301', undefined],
	['/exec', {command: ['a\0']}],
	['/lease', {ttl: -1}],
])('%s with %j is a 400', async (suffix, body) => {
	const {call, path} = await startWithMachine();
	expect((await call('POST', path + suffix, body)).status).toBe(400);
});

test('a name with a null byte is a 400', async () => {
	const {call} = await startWithMachine();
	expect((await call('POST', machinesPath, {name: 'a\0b', config: {image: 'nginx'}})).status).toBe(400);
});

test('a ttl that no number holds is refused in the words of Go', async () => {
	const {call, path} = await startWithMachine();
	const error = 'strconv.Atoi: parsing "99999999999999999999": value out of range';
	expect(await call('POST', `${path}/lease?ttl=99999999999999999999`)).toMatchObject({status: 400, body: {error}});
});
