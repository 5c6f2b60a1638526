import fc from 'fast-check';
import type {Json, JsonObject} from '../../../source/domain/json.ts';

const port = fc.integer({min: 1, max: 65_535});
const duration = fc.constantFrom('500ms', '15s', '1m0s', '0s');
const path = fc.constantFrom('/', '/health', '/a b', '/x;y');
const awkwardText = fc.oneof(
	fc.string(),
	fc.constantFrom(
		'',
		'a, B=c',
		'"quoted"',
		' padded ',
		'two\nlines',
		"it's",
		'[a]',
		'a;b',
		'web: x',
		'(masked)',
		'secret:x',
		'\u202e',
		'-----BEGIN PRIVATE KEY-----\nabc',
	),
);
const variable = fc.constantFrom('PORT', 'LOG_LEVEL', 'DB_PASSWORD', 'API_TOKEN', '_x', 'DATABASE_URL');
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, {nil: undefined, freq: 2});
const words = fc.array(awkwardText, {maxLength: 4});
const env = fc.dictionary(variable, awkwardText, {maxKeys: 4});

const guest = fc
	.record({kind: fc.constantFrom('shared', 'performance'), cpus: fc.constantFrom(1, 2, 4, 8), step: fc.integer({min: 0, max: 7})})
	.map(({kind, cpus, step}) => ({cpu_kind: kind, cpus, memory_mb: cpus * (kind === 'shared' ? 256 : 2048) + step * 256}));

const publicPort = fc.record(
	{port, handlers: fc.subarray(['tls', 'http', 'proxy_proto']), force_https: fc.boolean()},
	{requiredKeys: ['port']},
);

const portRange = fc.record({start_port: fc.integer({min: 1, max: 99}), end_port: fc.integer({min: 100, max: 65_535})});

const service = fc.record(
	{
		protocol: fc.constantFrom('tcp', 'udp'),
		internal_port: port,
		ports: fc.array(fc.oneof(publicPort, portRange), {maxLength: 3}),
		autostop: fc.constantFrom(true, 'suspend'),
		force_instance_key: fc.constant(null),
		concurrency: fc.constant({type: 'requests', hard_limit: 25, soft_limit: 20}),
	},
	{requiredKeys: ['internal_port']},
);

const check = fc.record(
	{
		type: fc.constantFrom('tcp', 'http'),
		port,
		interval: duration,
		timeout: duration,
		path,
		grace_period: duration,
		method: fc.constant('GET'),
	},
	{requiredKeys: ['type', 'port']},
);

const file = fc
	.record({
		guest_path: fc.constantFrom('/etc/motd', '/etc/a b', '/etc/a,/b=c'),
		content: fc.constantFrom({raw_value: 'aGVsbG8='}, {secret_name: 'KEY'}, {image_config: 'nginx'}),
		mode: fc.constantFrom({}, {mode: 0o600}),
	})
	.map(({guest_path, content, mode}) => ({guest_path, ...content, ...mode}));

const process = fc.record(
	{name: fc.constantFrom('web', 'worker'), cmd: words, entrypoint: words, env, user: fc.constant('app')},
	{requiredKeys: []},
);

/** Configs that the API takes, in all shapes that the form has to keep: awkward texts, several services, values that no short notation says. */
export const configArbitrary: fc.Arbitrary<JsonObject> = fc
	.record(
		{
			image: fc.constantFrom('nginx', 'registry.fly.io/web:v3', 'ghcr.io/acme/api@sha256:abc'),
			guest: optional(guest),
			env,
			metadata: fc.dictionary(fc.constantFrom('role', 'fly_process_group', 'a b', 'x=y'), awkwardText),
			init: fc.record({cmd: words, entrypoint: words, exec: words, tty: fc.boolean()}, {requiredKeys: []}),
			processes: fc.array(process, {maxLength: 3}),
			services: fc.array(service, {maxLength: 3}),
			checks: fc.dictionary(fc.constantFrom('web', 'a b', 'tcp-1'), check),
			mounts: fc.array(
				fc.record({volume: fc.constantFrom('vol_1', 'vol_2'), path: fc.constantFrom('/data', '/my data'), size_gb: fc.nat(9)}),
				{maxLength: 1},
			),
			files: fc.array(file, {maxLength: 3}),
			restart: fc.record({policy: fc.constantFrom('no', 'always', 'on-failure'), max_retries: fc.nat(9)}, {requiredKeys: []}),
			stop_config: fc.record({signal: fc.constantFrom('SIGTERM', 'SIGINT'), timeout: duration}, {requiredKeys: []}),
			schedule: fc.constantFrom('hourly', 'monthly', null),
			auto_destroy: fc.boolean(),
			metrics: fc.record({port, path}),
			dns: fc.constant({skip_registration: true}),
			standbys: fc.constant(['e784079b449483']),
		},
		{requiredKeys: ['image']},
	)
	.map(config => JSON.parse(JSON.stringify(config)));

/** Any JSON, also under the keys that configs have. */
export const anyJson: fc.Arbitrary<Json> = fc
	.oneof(
		fc.jsonValue(),
		fc.dictionary(
			fc.constantFrom(
				'image',
				'guest',
				'env',
				'services',
				'checks',
				'mounts',
				'files',
				'restart',
				'metrics',
				'init',
				'processes',
				'containers',
				'size',
				'stop_config',
				'__proto__',
			),
			fc.oneof(
				fc.jsonValue(),
				fc.array(fc.dictionary(fc.constantFrom('ports', 'port', 'start_port', 'path', 'type', 'cmd', 'raw_value'), fc.jsonValue())),
			),
		),
		configArbitrary,
	)
	.map(value => JSON.parse(JSON.stringify(value)));
