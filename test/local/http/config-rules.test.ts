import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {machinesPath, startWithMachine} from '../../helpers/local-machine.ts';

const file = (fields: JsonObject): JsonObject => ({files: [{guest_path: '/a', ...fields}]});
const check = (fields: JsonObject): JsonObject => ({checks: {up: {type: 'tcp', port: 80, ...fields}}});
const serviceCheck = (fields: JsonObject, service: JsonObject = {internal_port: 80}): JsonObject => ({
	services: [{protocol: 'tcp', ...service, checks: [{type: 'tcp', ...fields}]}],
});

const wrong: readonly (readonly [JsonObject, RegExp])[] = [
	[file({raw_value: 'no base64!'}), /config\.files\[0]\.raw_value must be base64/],
	[file({raw_value: 'abc'}), /must be base64/],
	[file({}), /one of raw_value and secret_name/],
	[file({raw_value: '', secret_name: 'KEY'}), /one of raw_value and secret_name/],
	[file({raw_value: '', mode: -1}), /mode/],
	[file({raw_value: '', mode: 0o10000}), /mode/],
	[{containers: [{name: 'a', ...file({})}]}, /config\.containers\[0]\.files\[0]/],
	[check({type: 'udp'}), /config\.checks\.up\.type must be tcp or http/],
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
	serviceCheck({port: 8080}, {}),
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
