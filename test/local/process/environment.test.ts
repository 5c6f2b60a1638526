import {describe, expect, test} from 'vitest';
import {environmentOf, inheritedFrom} from '../../../source/local/process/environment.ts';
import {machineWith} from '../../helpers/machine-with.ts';

const secrets = {TOKEN: 'secret', PORT: '9000'};

describe('the environment of a process', () => {
	test('tells the machine about itself', () => {
		const machine = machineWith({guest: {memory_mb: 512}, metadata: {fly_process_group: 'worker'}});
		expect(environmentOf(machine, {}, {}, {})).toEqual({
			FLY_APP_NAME: 'web',
			FLY_MACHINE_ID: '1234567890abcd',
			FLY_ALLOC_ID: '1234567890abcd',
			FLY_REGION: 'fra',
			FLY_IMAGE_REF: 'nginx',
			FLY_PUBLIC_IP: '2001:db8:a7b:a:b:c:2',
			FLY_PRIVATE_IP: 'fdaa:0:1:a7b:a:b:c:2',
			FLY_PROCESS_GROUP: 'worker',
			FLY_MACHINE_VERSION: 'version-1',
			FLY_VM_MEMORY_MB: '512',
			PRIMARY_REGION: 'fra',
		});
	});

	test.each([
		['the config sets variables', {env: {PORT: '80', PRIMARY_REGION: 'syd'}}, {}, {}, {PORT: '80', PRIMARY_REGION: 'syd'}],
		['secrets win over the config', {env: {PORT: '80'}}, {}, secrets, {PORT: '9000', TOKEN: 'secret'}],
		['the platform wins over both', {env: {FLY_REGION: 'x'}}, {}, {FLY_REGION: 'y'}, {FLY_REGION: 'fra'}],
		['a process wins over all', {env: {PORT: '80'}}, {env: {PORT: '1', FLY_REGION: 'x'}}, secrets, {PORT: '1', FLY_REGION: 'x'}],
		['a process can do without secrets', {env: {PORT: '80'}}, {ignore_app_secrets: true}, secrets, {PORT: '80', TOKEN: undefined}],
		[
			'and can name those that it wants',
			{},
			{ignore_app_secrets: true, secrets: [{env_var: 'TOKEN'}, {env_var: 'LISTEN', name: 'PORT'}, {env_var: 'toString'}]},
			secrets,
			{TOKEN: 'secret', LISTEN: '9000', PORT: undefined},
		],
		[
			'a process can name fields of the machine',
			{},
			{
				env_from: [
					{env_var: 'ME', field_ref: 'id'},
					{env_var: 'IMAGE', field_ref: 'image'},
					{env_var: 'NO', field_ref: 'constructor'},
				],
			},
			{},
			{ME: '1234567890abcd', IMAGE: 'nginx', NO: undefined},
		],
	])('%s', (_, config, process, given, expected) => {
		const variables = environmentOf(machineWith(config), process, {}, given);
		expect(
			Object.fromEntries(Object.keys(expected).map(name => [name, Object.hasOwn(variables, name) ? variables[name] : undefined])),
		).toEqual(expected);
	});

	test('has little of this program', () => {
		expect(inheritedFrom({PATH: '/bin', HOME: '/root', FLY_API_TOKEN: 'no', LD_PRELOAD: 'no'})).toEqual({PATH: '/bin', HOME: '/root'});
		expect(inheritedFrom({})).toEqual({PATH: '/usr/local/bin:/usr/bin:/bin'});
	});
});
