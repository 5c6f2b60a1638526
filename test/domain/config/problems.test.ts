import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {configProblems, problemText} from '../../../source/domain/config/problems.ts';
import type {Json, JsonObject} from '../../../source/domain/json.ts';
import {anyJson, configArbitrary} from './arbitrary-config.ts';

const told = (config: Json, severity: 'error' | 'warning' = 'error'): readonly string[] =>
	configProblems(config)
		.filter(problem => problem.severity === severity)
		.map(problemText);

const withImage = (rest: JsonObject): JsonObject => ({image: 'nginx', ...rest});

describe('errors', () => {
	test.each<[string, Json, string]>([
		['no object', [], 'the config must be an object, not a list'],
		['no image', {}, 'image is missing'],
		['an empty image', {image: ''}, 'image is missing'],
		['containers without an image', {containers: [{name: 'app'}]}, 'image is missing'],
		['an image with spaces', {image: 'ng inx'}, 'image must not contain spaces'],
		['an image that is no text', {image: 1}, 'image must be text, not a number'],
	])('of %s', (_, config, sentence) => {
		expect(told(config)).toEqual([sentence]);
	});

	test.each<[JsonObject, string]>([
		[{size: 'shared-cpu-3x'}, 'size must be a size such as shared-cpu-1x or performance-2x, not "shared-cpu-3x"'],
		[{size: 'shared-cpu-1x', guest: {cpus: 1}}, 'size must not be given together with guest: cpus and memory'],
		[{guest: {cpu_kind: 'fast'}}, 'guest.cpu_kind must be one of shared, performance, not "fast"'],
		[{guest: {cpus: 3}}, 'guest.cpus must be one of 1, 2, 4, 6, 8 for shared cpus, not 3'],
		[{guest: {memory_mb: 300}}, 'guest.memory_mb must be a multiple of 256, not 300'],
		[{guest: {memory_mb: 2304}}, 'guest.memory_mb must be from 256 to 2048 MB with 1 shared cpu, not 2304'],
		[
			{guest: {cpu_kind: 'performance', cpus: 2, memory_mb: 256}},
			'guest.memory_mb must be from 4096 to 16384 MB with 2 performance cpus, not 256',
		],
		[{guest: {memory_mb: '256'}}, 'guest.memory_mb must be a whole number of at least 0, not text'],
		[
			{guest: {cpu_kind: 'performance', gpu_kind: 'h100'}},
			'guest.gpu_kind must be one of a10, l40s, a100-40gb, a100-80gb, a100-pcie-40gb, a100-sxm4-80gb, not "h100"',
		],
		[{guest: {gpu_kind: 'a10'}}, 'guest.cpu_kind must be performance on a machine with a GPU'],
		[{files: [{guest_path: 'etc/x', raw_value: ''}]}, 'files[0].guest_path must be an absolute path'],
		[{files: [{guest_path: '/a/../b', raw_value: ''}]}, 'files[0].guest_path must not contain .. or a null byte'],
		[{files: [{guest_path: '/x', raw_value: '', secret_name: 'K'}]}, 'files[0] must have only one of raw_value, secret_name'],
		[{files: [{guest_path: '/x'}]}, 'files[0] must have one of raw_value, secret_name, image_config'],
		[{files: [{guest_path: '/x', raw_value: 'hello!'}]}, 'files[0].raw_value must be base64'],
		[{files: [{raw_value: ''}]}, 'files[0].guest_path is missing'],
		[
			{
				mounts: [
					{volume: 'a', path: '/a'},
					{volume: 'b', path: '/b'},
				],
			},
			'mounts must have at most 1 item, not 2',
		],
		[{mounts: [{path: '/a'}]}, 'mounts[0].volume is missing'],
		[{mounts: [{volume: 'a'}]}, 'mounts[0].path is missing'],
		[{mounts: [{volume: 'a', path: 'data'}]}, 'mounts[0].path must be an absolute path'],
		[{mounts: [{volume: 'a', path: '/'}]}, 'mounts[0].path must not be the root directory'],
		[{schedule: 'yearly'}, 'schedule must be one of hourly, daily, weekly, monthly, not "yearly"'],
		[{restart: {policy: 'never'}}, 'restart.policy must be one of no, always, on-failure, spot-price, not "never"'],
		[{restart: {max_retries: -1}}, 'restart.max_retries must be a whole number of at least 0, not -1'],
		[{services: [{}]}, 'services[0].internal_port is missing'],
		[{services: [{internal_port: 0}]}, 'services[0].internal_port must be a whole number from 1 to 65535, not 0'],
		[{services: [{internal_port: 80, protocol: 'http'}]}, 'services[0].protocol must be one of tcp, udp, not "http"'],
		[
			{services: [{internal_port: 80, ports: [{port: 70_000}]}]},
			'services[0].ports[0].port must be a whole number from 1 to 65535, not 70000',
		],
		[{services: [{internal_port: 80, ports: [{handlers: ['tls']}]}]}, 'services[0].ports[0].port is missing'],
		[
			{services: [{internal_port: 80, ports: [{port: 1, start_port: 1}]}]},
			'services[0].ports[0] must have either port or start_port and end_port',
		],
		[
			{services: [{internal_port: 80, ports: [{start_port: 9, end_port: 8}]}]},
			'services[0].ports[0].end_port must not be below start_port 9',
		],
		[{services: [{internal_port: 80, ports: [{start_port: 9}]}]}, 'services[0].ports[0].end_port is missing'],
		[
			{services: [{internal_port: 80, ports: [{port: 1, handlers: ['https']}]}]},
			'services[0].ports[0].handlers[0] must be one of http, tls, pg_tls, proxy_proto, edge_http, not "https"',
		],
		[{services: [{internal_port: 80, autostop: 'on'}]}, 'services[0].autostop must be one of off, stop, suspend, not "on"'],
		[{services: {}}, 'services must be a list, not an object'],
		[{services: [null]}, 'services[0] must be an object, not null'],
		[{checks: {web: {type: 'grpc', port: 1}}}, 'checks.web.type must be one of tcp, http, not "grpc"'],
		[{checks: {web: {port: 1}}}, 'checks.web.type is missing'],
		[
			{checks: {'a b': {type: 'tcp', port: 1, interval: '15'}}},
			'checks["a b"].interval must be a duration such as "15s" or "1m30s", not "15"',
		],
		[{checks: {web: {type: 'http', port: 1, path: 'health'}}}, 'checks.web.path must begin with /'],
		[{env: {'A=B': 'x'}}, 'env["A=B"] must have a name, and no = in it'],
		[{env: {PORT: 8080}}, 'env.PORT must be text, not a number'],
		[{env: ['PORT']}, 'env must be an object, not a list'],
		[{metadata: {a: true}}, 'metadata.a must be text, not true or false'],
		[{stop_config: {timeout: '6m'}}, 'stop_config.timeout must be at most 300 s'],
		[{stop_config: {timeout: 'soon'}}, 'stop_config.timeout must be a duration such as "15s" or "1m30s", not "soon"'],
		[
			{stop_config: {signal: 'SIGSEGV'}},
			'stop_config.signal must be one of SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGKILL, not "SIGSEGV"',
		],
		[{auto_destroy: 'yes'}, 'auto_destroy must be true or false, not "yes"'],
		[{metrics: {path: '/metrics'}}, 'metrics.port is missing'],
		[{metrics: {port: 9091, path: 'metrics'}}, 'metrics.path must begin with /'],
		[{processes: [{cmd: 'node web.js'}]}, 'processes[0].cmd must be a list, not text'],
		[{init: {cmd: [1]}}, 'init.cmd[0] must be text, not a number'],
		[{containers: [{image: 'a b'}]}, 'containers[0].image must not contain spaces'],
	])('of %j', (rest, sentence) => {
		expect(told(withImage(rest))).toEqual([sentence]);
	});

	test('come all at once, in the order of the config', () => {
		expect(told({guest: {memory_mb: 300}, schedule: 'yearly'}).map(sentence => sentence.split(' ')[0])).toEqual([
			'guest.memory_mb',
			'schedule',
			'image',
		]);
	});

	test('stay short when the mistake is long', () => {
		expect(told(withImage({schedule: 'x'.repeat(5000)}))[0]?.length).toBeLessThan(120);
	});
});

test.each<[JsonObject, string]>([
	[{restarts: {}}, 'restarts is not a key that the API is known to have: it may be ignored'],
	[{guest: {memory: 256}}, 'guest.memory is not a key that the API is known to have: it may be ignored'],
	[{restart: {policy: 'always', max_retries: 3}}, 'restart.max_retries has no effect with policy always: it belongs to on-failure'],
	[{env: {'a.b': ''}}, 'env["a.b"] has a name that no shell can read: use letters, digits and _'],
	[{checks: {web: {type: 'tcp'}}}, 'checks.web.port is missing: the check does not say what to connect to'],
])('%j is only warned of', (rest, sentence) => {
	expect(told(withImage(rest))).toEqual([]);
	expect(told(withImage(rest), 'warning')).toEqual([sentence]);
});

test.each<[string, JsonObject]>([
	['an image of a container', {containers: [{name: 'app', image: 'nginx'}]}],
	['nulls where nothing is set', {image: 'nginx', env: null, metadata: null, init: {exec: null, cmd: null, tty: false}, mounts: null}],
	[
		'empty texts where nothing is set',
		{image: 'nginx', schedule: '', size: '', restart: {policy: ''}, stop_config: {signal: '', timeout: ''}},
	],
	['durations in nanoseconds', {image: 'nginx', checks: {web: {type: 'tcp', port: 1, interval: 15_000_000_000}}}],
	['autostop as an older boolean', {image: 'nginx', services: [{internal_port: 80, autostop: true}]}],
	['a file in base64 with line breaks', {image: 'nginx', files: [{guest_path: '/x', raw_value: 'aGVs\nbG8='}]}],
	['a large machine', {image: 'nginx', guest: {cpu_kind: 'performance', cpus: 16, memory_mb: 131_072}}],
	['a preset', {image: 'nginx', size: 'performance-16x'}],
])('nothing is said against %s', (_, config) => {
	expect(configProblems(config)).toEqual([]);
});

test('what a config had that the API has accepted is only warned of', () => {
	const accepted = withImage({schedule: 'yearly'});
	expect(configProblems({...accepted, image: ''}, accepted).map(({path, severity}) => [path, severity])).toEqual([
		['image', 'error'],
		['schedule', 'warning'],
	]);
});

test('configs that the API takes have no errors', () => {
	fc.assert(
		fc.property(configArbitrary, config => {
			expect(told(config)).toEqual([]);
		}),
	);
});

test('no JSON is too odd to be judged', () => {
	fc.assert(
		fc.property(anyJson, json => {
			expect(() => configProblems(json)).not.toThrow();
		}),
		{numRuns: 200},
	);
});
