import {describe, expect, test} from 'vitest';
import {type FieldId, fieldEntries, fieldIds, fields} from '../../../source/domain/config/fields.ts';
import {configFrom, type FormProblems, type FormValues} from '../../../source/domain/config/form.ts';
import type {Json} from '../../../source/domain/json.ts';

const valueFrom = (id: FieldId, text: string, before?: Json): Json | undefined => {
	const parsed = fields[id].parse(text, before);
	return parsed.ok ? parsed.value : `problem: ${parsed.problem}`;
};

const problemsOf = (values: FormValues): FormProblems => {
	const result = configFrom(values, {image: 'nginx'});
	return result.ok ? {} : result.problems;
};

describe('a text of a field is read', () => {
	test.each<[FieldId, string, Json]>([
		['name', 'web-1', 'web-1'],
		['region', 'fra, ams', 'fra,ams'],
		['image', ' registry.fly.io/web:v3 ', 'registry.fly.io/web:v3'],
		['cpus', '2', 2],
		['memory', '512', 512],
		['memory', '512 MB', 512],
		['memory', '2gb', 2048],
		['env', 'A=1', {A: '1'}],
		['env', 'A=1, B=2\nC=3,', {A: '1', B: '2', C: '3'}],
		['env', 'A=one, two, B=x=y', {A: 'one, two', B: 'x=y'}],
		['env', 'A="one, B=2\\n", C=', {A: 'one, B=2\n', C: ''}],
		['metadata', 'my-role=web', {'my-role': 'web'}],
		['command', 'sh -c \'echo "hi all"\' a\\ b', ['sh', '-c', 'echo "hi all"', 'a b']],
		['command', '["sh", "two\\nlines"]', ['sh', 'two\nlines']],
		['processes', "node web.js; worker: sh -c 'a; b'", [{cmd: ['node', 'web.js']}, {name: 'worker', cmd: ['sh', '-c', 'a; b']}]],
		['services', '8080', [{protocol: 'tcp', internal_port: 8080}]],
		[
			'services',
			'443:8080/tcp+tls,http 80:8080+http 5000-5010:53/udp',
			[
				{
					protocol: 'tcp',
					internal_port: 8080,
					ports: [
						{port: 443, handlers: ['tls', 'http']},
						{port: 80, handlers: ['http']},
					],
				},
				{protocol: 'udp', internal_port: 53, ports: [{start_port: 5000, end_port: 5010}]},
			],
		],
		['checks', 'http 8080 /health 15s', {'http-8080': {type: 'http', port: 8080, path: '/health', interval: '15s'}}],
		[
			'checks',
			'db: tcp 5432 15s 2s; http 80',
			{db: {type: 'tcp', port: 5432, interval: '15s', timeout: '2s'}, 'http-80': {type: 'http', port: 80}},
		],
		['mounts', 'vol_1:/data', [{volume: 'vol_1', path: '/data'}]],
		[
			'files',
			'/etc/motd=hé, /etc/key=secret:KEY',
			[
				{guest_path: '/etc/motd', raw_value: 'aMOp'},
				{guest_path: '/etc/key', secret_name: 'KEY'},
			],
		],
		['restart', 'always', {policy: 'always'}],
		['restart', 'on-failure:3', {policy: 'on-failure', max_retries: 3}],
		['stop', 'SIGTERM 30s', {signal: 'SIGTERM', timeout: '30s'}],
		['stop', '30s', {timeout: '30s'}],
		['stop', 'SIGINT', {signal: 'SIGINT'}],
		['autoDestroy', 'Yes', true],
		['autoDestroy', 'no', false],
		['metrics', '9091/stats', {port: 9091, path: '/stats'}],
		['metrics', '9091', {port: 9091, path: '/metrics'}],
		['leaseTtl', '2m', 120],
	])('%s: %s', (id, text, value) => {
		expect(valueFrom(id, text)).toEqual(value);
	});

	test.each(fieldEntries)('%s: as its own example says', (id, {example, parse, format}) => {
		const parsed = parse(example);
		expect(parsed.ok).toBe(true);
		expect(parsed.ok && valueFrom(id, format(parsed.value), parsed.value)).toEqual(parsed.ok && parsed.value);
	});

	test.each(fieldIds)('%s: an empty text is no value', id => {
		expect(valueFrom(id, ' ')).toBe(undefined);
	});
});

test.each<[FieldId, string, string]>([
	['name', 'a b', 'name must be letters, digits and dashes, 63 at most'],
	['region', 'FRA!', 'region must be a code such as fra, or several with commas between'],
	['image', 'a b', 'image must be one word without spaces'],
	['cpus', 'two', 'cpus must be a whole number of cpus'],
	['cpus', '3', 'cpus must be one of 1, 2, 4, 6, 8 for shared cpus, not 3'],
	['memory', '300', 'memory must be a multiple of 256, not 300'],
	['memory', 'much', 'memory must be megabytes such as 512, or 2gb'],
	['size', 'huge', 'size must be a size such as shared-cpu-1x or performance-2x, not "huge"'],
	['env', 'PORT', 'env must be written as KEY=value'],
	['env', 'A=1, A=2', 'env has A twice'],
	['env', 'A="x', 'env has a quoted text in A that is not closed, or is not written as in JSON'],
	['env', 'A=(masked)', 'env has a masked value in A that is not known: write it out'],
	['command', "sh 'x", 'command has a quote that is not closed'],
	['processes', 'web: ', 'processes has a process without a command, or a quote that is not closed'],
	['services', '443', ''],
	['services', '443:', 'services must be written as 443:8080/tcp+tls,http, with spaces between'],
	['services', '443:8080+https', 'services[0].ports[0].handlers[0] must be one of http, tls, pg_tls, proxy_proto, edge_http, not "https"'],
	['services', '443:0', 'services[0].internal_port must be a whole number from 1 to 65535, not 0'],
	['checks', 'http 8080 health', 'checks must be written as http 8080 /health 15s, with ; between'],
	['checks', 'grpc 8080', 'checks.grpc-8080.type must be one of tcp, http, not "grpc"'],
	['checks', 'tcp 1; tcp 1', 'checks has two checks of the name tcp-1: put a name in front, such as web: http 8080 /health 15s'],
	['mounts', '/data', 'mounts must be written as volume:/path'],
	['mounts', 'vol_1:data', 'mounts[0].path must be an absolute path'],
	['mounts', 'a:/a b:/b', 'mounts must have at most 1 item, not 2'],
	['files', 'etc=x', 'files[0].guest_path must be an absolute path'],
	['files', '/etc/x=(masked)', 'files has a masked text in /etc/x that is not known: write it out'],
	['restart', 'never', 'restart.policy must be one of no, always, on-failure, spot-price, not "never"'],
	['restart', 'on-failure:x', 'restart must be a policy such as always, or on-failure:3'],
	['stop', 'SIGTERM soon', 'stop must be a signal and a time, such as SIGTERM 30s'],
	['stop', '1h', 'stop_config.timeout must be at most 300 s'],
	['schedule', 'yearly', 'schedule must be one of hourly, daily, weekly, monthly, not "yearly"'],
	['autoDestroy', 'maybe', 'auto destroy must be yes or no'],
	['metrics', '/metrics', 'metrics must be written as 9091/metrics'],
	['leaseTtl', '0', 'lease must be whole seconds such as 60, or 2m'],
	['command', '(as it is)', 'command has nothing to be kept as it is'],
])('a mistake belongs to its field: %s: %s', (id, text, sentence) => {
	expect(problemsOf({[id]: text})).toEqual(sentence === '' ? {} : {[id]: [sentence]});
});
