import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {changeLines} from '../../../source/domain/config/change-lines.ts';
import {diffConfigs} from '../../../source/domain/config/diff.ts';
import type {Json} from '../../../source/domain/json.ts';
import {widthOf} from '../../../source/domain/text.ts';
import {applyChanges} from './apply-changes.ts';
import {anyJson, configArbitrary} from './arbitrary-config.ts';

const wide = 10_000;

const linesOf = (before: Json, after: Json, width = wide): readonly string[] =>
	diffConfigs(before, after)
		.flatMap(change => changeLines(change, width))
		.map(line => line.map(({text}) => text).join(''));

describe('a change is told', () => {
	test.each<[string, Json, Json, readonly string[]]>([
		['of a value', {image: 'web:1'}, {image: 'web:2'}, ['changed image: "web:1" -> "web:2"']],
		['of a type', {env: {PORT: '80'}}, {env: {PORT: 80}}, ['changed env.PORT: "80" -> 80']],
		['of a new key', {}, {auto_destroy: true}, ['added auto_destroy: true']],
		['of a missing key', {metadata: {'a.b': 'x'}}, {metadata: {}}, ['removed metadata["a.b"]: "x"']],
		['of null for nothing', {env: null}, {}, ['removed env: null']],
		['of the whole', 1, 'x', ['changed the config: 1 -> "x"']],
		['in the order of the document', {b: 1, a: 1}, {a: 2, b: 2, c: 3}, ['changed b: 1 -> 2', 'changed a: 1 -> 2', 'added c: 3']],
		[
			'inside of lists',
			{services: [{ports: [{port: 1}, {port: 2, force_https: true}]}]},
			{services: [{ports: [{port: 1}, {port: 2, force_https: false}]}]},
			['changed services[0].ports[1].force_https: true -> false'],
		],
		['of one item put in front', {init: {cmd: ['b', 'c']}}, {init: {cmd: ['a', 'b', 'c']}}, ['added init.cmd[0]: "a"']],
		['of one item taken from the middle', {init: {cmd: ['a', 'b', 'c']}}, {init: {cmd: ['a', 'c']}}, ['removed init.cmd[1]: "b"']],
		['of an item in its place', {init: {cmd: ['a', 'b', 'c']}}, {init: {cmd: ['a', 'x', 'c']}}, ['changed init.cmd[1]: "b" -> "x"']],
		[
			'of an item known by its port',
			{ports: [{port: 80}, {port: 443, handlers: ['tls']}]},
			{ports: [{port: 443, handlers: []}]},
			['removed ports[0]: {"port":80}', 'removed ports[0].handlers[0]: "tls"'],
		],
		[
			'of an item known by its path',
			{files: [{guest_path: '/a', mode: 1}]},
			{
				files: [
					{guest_path: '/b', mode: 1},
					{guest_path: '/a', mode: 2},
				],
			},
			['added files[0]: {"guest_path":"/b","mode":1}', 'changed files[1].mode: 1 -> 2'],
		],
	])('%s', (_, before, after, lines) => {
		expect(linesOf(before, after)).toEqual(lines);
	});

	test.each<[Json, Json]>([
		[{checks: {web: {interval: '60s'}}}, {checks: {web: {interval: '1m0s'}}}],
		[{stop_config: {timeout: 15_000_000_000}}, {stop_config: {timeout: '15s'}}],
		[JSON.parse('{"cpus": 1.0}'), {cpus: 1}],
		[
			{a: 1, b: 2},
			{b: 2, a: 1},
		],
	])('but not between %j and %j, which are the same', (before, after) => {
		expect(diffConfigs(before, after)).toEqual([]);
	});

	test('with a tone for its kind', () => {
		const tones = diffConfigs({a: 1, b: 1}, {b: 2, c: 3}).map(change => changeLines(change, wide)[0]?.[0]?.tone);
		expect(tones).toEqual(['bad', 'busy', 'good']);
	});

	test('on as many lines as it takes to be read whole', () => {
		const lines = linesOf({env: {URL: 'short'}}, {env: {URL: 'x'.repeat(50)}}, 30);
		expect(lines).toEqual(['changed', '  env.URL:', '  "short"', '  ->', `  "${'x'.repeat(27)}`, `  ${'x'.repeat(23)}"`]);
	});

	test('with every letter of a value that is longer than any line', () => {
		const value = 'x'.repeat(20_000);
		expect(linesOf({}, {a: value}, 80).join('').replace(/[^x]/g, '')).toBe(value);
	});
});

describe('a secret', () => {
	const secret = 'hunter2hunter2';
	test.each<[string, (value: string) => Json]>([
		['in an env', value => ({env: {DB_PASSWORD: value}})],
		['in an env of a container', value => ({containers: [{name: 'app', env: {API_TOKEN: value}}]})],
		['in a whole new env', value => (value === secret ? {} : {env: {API_KEY: `${secret}x`}})],
		['in a header', value => ({checks: {web: {headers: [{name: 'Authorization', values: [value]}]}}})],
		['in a file', value => ({files: [{guest_path: '/etc/x', raw_value: value}]})],
		['in the URL of a value', value => ({env: {UPSTREAM: `http://me:${value}@host/`}})],
		['in the words of a command', value => ({init: {cmd: ['run', `--api-token=${value}`]}})],
		['in metadata', value => ({metadata: {api_token: value}})],
		['in whole new metadata', value => (value === secret ? {} : {metadata: {api_token: value}})],
		['in a word after the option that names it', value => ({init: {cmd: ['run', '--token', value, '-v']}})],
		['in a whole new command', value => (value === secret ? {} : {init: {cmd: ['run', '--api-key', value]}})],
		['in one word of a command, after the option that names it', value => ({init: {exec: ['sh', '-c', `run --db-password ${value} -v`]}})],
		['in a field that flydeck does not know', value => ({image_registry_auth: {username: 'me', password: value}})],
		['in a whole new field that flydeck does not know', value => (value === secret ? {} : {image_registry_auth: {password: value}})],
		['as a private key', value => ({metadata: {note: `-----BEGIN EC PRIVATE KEY-----\n${value}`}})],
		['as long random characters', value => ({env: {PLAIN: `${value}QWERTY12345`}})],
		['as a token of a known maker', value => ({env: {PLAIN: `ghp_${value}`}})],
		['as a bearer', value => ({init: {cmd: [`Bearer ${value}`]}})],
	])('%s is told as changed, and not shown', (_, configWith) => {
		const lines = linesOf(configWith(secret), configWith(`${secret}x`));
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain('(masked)');
		expect(lines[0]).not.toContain('hunter2');
	});

	test('by the shape of an id, an image or a path is none', () => {
		const before = {
			image: 'flyio/fastify-functions-v2',
			mounts: [{volume: 'vol_2n0l3vl60qpv635d'}],
			files: [{guest_path: '/etc/x', secret_name: 'API_KEY'}],
			processes: [{secrets: [{env_var: 'TOKEN', name: 'API_TOKEN'}], ignore_app_secrets: true}],
			services: [{force_instance_key: null}],
			init: {cmd: ['run', '--token-file', '/etc/token', '--verbose', 'x']},
			env: {AT: '/usr/lib/node20/Bin', ULID: '01G3SHPT434MNW8TS4ENX11RQY', GIT_COMMIT: '5c22c8ceff22d6e5185c22c8ceff22d6e5185c22'},
		};
		expect(linesOf(before, {}).join('\n')).not.toContain('(masked)');
	});
});

test('between a config and itself there is no change', () => {
	fc.assert(
		fc.property(anyJson, json => {
			expect(diffConfigs(json, structuredClone(json))).toEqual([]);
		}),
	);
});

const lists = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c', 'd'), fc.record({name: fc.constantFrom('x', 'y'), port: fc.nat(2)})), {
	maxLength: 8,
});

test('the changes lead from one config to the other', () => {
	const arbitrary = fc.oneof(anyJson, configArbitrary, lists);
	fc.assert(
		fc.property(arbitrary, arbitrary, (before, after) => {
			const reached = applyChanges(before, diffConfigs(before, after));
			expect(diffConfigs(reached, after)).toEqual([]);
			expect(diffConfigs(after, reached)).toEqual([]);
		}),
		{numRuns: 200},
	);
});

test('to lists the changes lead exactly', () => {
	fc.assert(
		fc.property(lists, lists, (before, after) => {
			expect(applyChanges(before, diffConfigs(before, after))).toEqual(after);
		}),
		{numRuns: 200},
	);
});

test('no masked value is in any line, and no line is too wide', () => {
	const secretConfig = configArbitrary.map(config => ({...config, env: {DB_PASSWORD: `hunter2 ${JSON.stringify(config)}`}}));
	fc.assert(
		fc.property(secretConfig, secretConfig, fc.integer({min: 8, max: 120}), (before, after, width) => {
			for (const line of linesOf(before, after, width)) {
				expect(line).not.toContain('hunter2');
				expect(widthOf(line)).toBeLessThanOrEqual(width);
			}
		}),
	);
});

test('long lists with nothing in common are compared by place', () => {
	const numbers = (first: number) => Array.from({length: 1500}, (_, index) => first + index);
	expect(diffConfigs(numbers(0), numbers(5000))).toHaveLength(1500);
});
