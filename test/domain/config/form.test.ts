import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type FieldId, fieldIds} from '../../../source/domain/config/fields.ts';
import {configFrom, type FormValues, formFrom} from '../../../source/domain/config/form.ts';
import type {Json, JsonObject} from '../../../source/domain/json.ts';
import {printable} from '../../../source/domain/text.ts';
import {configArbitrary} from './arbitrary-config.ts';

const base: JsonObject = {image: 'nginx'};

const configOf = (values: FormValues, from?: JsonObject): Json => {
	const result = configFrom(values, from);
	return result.ok ? result.input.config : {...result.problems};
};

const problemsOf = (values: FormValues, from?: JsonObject) => {
	const result = configFrom(values, from);
	return result.ok ? {} : result.problems;
};

test('mistakes of several fields are told together', () => {
	expect(problemsOf({memory: '300', schedule: 'yearly', cpus: 'x'})).toEqual({
		cpus: ['cpus must be a whole number of cpus'],
		memory: ['memory must be a multiple of 256, not 300'],
		schedule: ['schedule must be one of hourly, daily, weekly, monthly, not "yearly"'],
		image: ['image is missing'],
	});
});

test('a mistake that the cloned config has already is only warned of', () => {
	expect(configFrom({name: 'x'}, {image: 'nginx', schedule: 'yearly'})).toMatchObject({
		ok: true,
		warnings: ['schedule must be one of hourly, daily, weekly, monthly, not "yearly"'],
	});
});

test('the fields beside the config go into the call', () => {
	expect(configFrom({name: 'web-1', region: 'fra', image: 'nginx', skipLaunch: 'yes', leaseTtl: '60'})).toEqual({
		ok: true,
		input: {name: 'web-1', region: 'fra', config: {image: 'nginx'}, skipLaunch: true, leaseTtlSeconds: 60},
		warnings: [],
	});
	expect(configFrom({image: 'nginx', name: '', skipLaunch: ''})).toEqual({ok: true, input: {config: {image: 'nginx'}}, warnings: []});
});

describe('an edited field keeps what it does not show', () => {
	test.each<[string, FieldId, JsonObject, string, JsonObject]>([
		[
			'the rest of a guest',
			'memory',
			{guest: {cpus: 1, memory_mb: 256, kernel_args: ['x']}},
			'512',
			{guest: {cpus: 1, memory_mb: 512, kernel_args: ['x']}},
		],
		[
			'the secrets of an env',
			'env',
			{env: {PORT: '80', DB_PASSWORD: 'hunter2'}},
			'PORT=81, DB_PASSWORD=(masked)',
			{env: {PORT: '81', DB_PASSWORD: 'hunter2'}},
		],
		[
			'a password in a URL',
			'env',
			{env: {A: 'http://u:hunter2@h/', B: ''}},
			'A=http://u:(masked)@h/, B=1',
			{env: {A: 'http://u:hunter2@h/', B: '1'}},
		],
		[
			'the rest of a service and of a port',
			'services',
			{services: [{internal_port: 80, autostop: true, ports: [{port: 443, handlers: ['tls'], force_https: true}]}]},
			'443:80/tcp+tls 8443:80/tcp+tls',
			{
				services: [
					{
						internal_port: 80,
						autostop: true,
						ports: [
							{port: 443, handlers: ['tls'], force_https: true},
							{port: 8443, handlers: ['tls']},
						],
					},
				],
			},
		],
		[
			'the rest of a check',
			'checks',
			{checks: {web: {type: 'http', port: 80, method: 'HEAD'}}},
			'web: http 81 /up',
			{checks: {web: {type: 'http', port: 81, method: 'HEAD', path: '/up'}}},
		],
		[
			'the content of a file',
			'files',
			{files: [{guest_path: '/a', raw_value: 'eA==', mode: 384}]},
			'/a=(masked), /b=y',
			{
				files: [
					{guest_path: '/a', raw_value: 'eA==', mode: 384},
					{guest_path: '/b', raw_value: 'eQ=='},
				],
			},
		],
		[
			'the size of a mount',
			'mounts',
			{mounts: [{volume: 'v', path: '/a', size_gb: 3}]},
			'v:/b',
			{mounts: [{volume: 'v', path: '/b', size_gb: 3}]},
		],
		['the env of a process', 'processes', {processes: [{cmd: ['a'], env: {A: '1'}}]}, 'b', {processes: [{cmd: ['b'], env: {A: '1'}}]}],
		[
			'the price of a restart',
			'restart',
			{restart: {policy: 'spot-price', gpu_bid_price: 1}},
			'no',
			{restart: {policy: 'no', gpu_bid_price: 1}},
		],
	])('%s', (_, id, before, text, after) => {
		expect(configOf({[id]: text}, {...base, ...before})).toEqual({...base, ...after});
	});

	test('and an emptied one goes, with the object that it leaves empty', () => {
		expect(configOf({cpus: '', command: '', env: ''}, {...base, guest: {cpus: 2}, init: {cmd: ['x'], tty: true}, env: {A: '1'}})).toEqual({
			...base,
			init: {tty: true},
		});
	});

	test('and a command with a secret is not shown at all', () => {
		const cmd = ['run', '--api-token=hunter2'];
		const config = {...base, init: {cmd}, processes: [{cmd}]};
		expect(formFrom(config)).toMatchObject({command: '(as it is)', processes: '(as it is)'});
	});

	test('and what the short notation cannot say is not offered to be changed', () => {
		const twice = {...base, services: [{internal_port: 80}, {internal_port: 80, autostart: true}]};
		expect(formFrom(twice).services).toBe('(as it is)');
		expect(configOf({services: '(as it is)'}, twice)).toEqual(twice);
		expect(configOf({services: '81'}, twice)).toEqual({...base, services: [{protocol: 'tcp', internal_port: 81}]});
	});
});

describe('the form of any config', () => {
	test('gives the config back when nothing was changed', () => {
		fc.assert(
			fc.property(configArbitrary, config => {
				const result = configFrom(formFrom(config, 'web-1', 'fra'), config);
				expect(result).toMatchObject({ok: true, input: {name: 'web-1', region: 'fra'}});
				expect(result.ok && JSON.stringify(result.input.config)).toBe(JSON.stringify(config));
			}),
		);
	});

	test('is one printable line per field, without secrets', () => {
		fc.assert(
			fc.property(configArbitrary, config => {
				const env = {DB_PASSWORD: 'hunter2', B: 'x'};
				for (const text of Object.values(formFrom({...config, env}))) {
					expect(printable(text, text.length)).toBe(text);
					expect(text).not.toContain('hunter2');
				}
			}),
		);
	});

	test('changes in one field only what the field stands for', () => {
		fc.assert(
			fc.property(configArbitrary, config => {
				const changed = configOf({...formFrom(config), image: 'other'}, config);
				expect(changed).toEqual({...config, image: 'other'});
			}),
		);
	});

	test('never throws, whatever is typed into it', () => {
		fc.assert(
			fc.property(configArbitrary, fc.constantFrom(...fieldIds), fc.string({maxLength: 40}), (config, id, text) => {
				expect(() => configFrom({...formFrom(config), [id]: text}, config)).not.toThrow();
			}),
		);
	});
});
