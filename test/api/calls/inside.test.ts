import {expect} from 'vitest';
import {type CallRow, testCalls} from './call-rows.ts';

const machine = '/v1/apps/shop/machines/m1';

const rows: readonly CallRow[] = [
	{
		title: 'execInMachine',
		call: api => api.execInMachine('shop', 'm1', {command: ['cat', '/etc/hosts'], stdin: 'x', timeoutSeconds: 30}),
		method: 'POST',
		url: `${machine}/exec`,
		body: {command: ['cat', '/etc/hosts'], stdin: 'x', timeout: 30},
		answer: {exit_code: 137, exit_signal: 9, stdout: 'a\tb\r\n\u001B[31mred\u001B[0m\n', stderr: 'no\u0007'},
		result: {exitCode: 137, exitSignal: 9, stdout: 'a b\nred\n', stderr: 'no'},
	},
	{
		title: 'execInMachine of a command that says nothing',
		call: api => api.execInMachine('shop', 'm1', {command: ['true'], timeoutSeconds: 1}),
		method: 'POST',
		url: `${machine}/exec`,
		body: {command: ['true'], timeout: 1},
		answer: {},
		result: {exitCode: 0, exitSignal: undefined, stdout: '', stderr: ''},
	},
	{
		title: 'listProcesses',
		call: api => api.listProcesses('shop', 'm1'),
		method: 'GET',
		url: `${machine}/ps`,
		answer: [
			{
				pid: 319,
				stime: 40,
				rtime: 3590,
				command: 'node',
				directory: '/app',
				cpu: 2,
				rss: 73_400_320,
				listen_sockets: [{proto: 'tcp', address: '0.0.0.0:80'}],
			},
			{command: 'nobody'},
		],
		result: {
			items: [
				{
					pid: 319,
					command: 'node',
					directory: '/app',
					cpuPercent: 2,
					cpuTimeSeconds: 40,
					ageSeconds: 3590,
					residentBytes: 73_400_320,
					listens: [{protocol: 'tcp', address: '0.0.0.0:80'}],
				},
			],
			issues: [{where: 'process of machine m1 number 2', problem: 'has no usable pid'}],
		},
	},
	{
		title: 'listVersions',
		call: api => api.listVersions('shop', 'm1'),
		method: 'GET',
		url: `${machine}/versions`,
		answer: [{version: '01J', user_config: {image: 'nginx', env: {KEY: 'two\nlines'}}}],
		result: {
			items: [
				{
					version: '01J',
					config: expect.objectContaining({image: 'nginx', raw: {image: 'nginx', env: {KEY: 'two lines'}}}),
					exactConfig: {image: 'nginx', env: {KEY: 'two\nlines'}},
				},
			],
			issues: [],
		},
	},
	{
		title: 'listEvents',
		call: api => api.listEvents('shop', 'm1'),
		method: 'GET',
		url: `${machine}/events`,
		answer: null,
		result: [],
	},
	{
		title: 'listEvents with a limit',
		call: api => api.listEvents('shop', 'm1', {limit: 50}),
		method: 'GET',
		url: `${machine}/events?limit=50`,
		answer: [{id: 'e1', type: 'start', status: 'started', source: 'flyd', timestamp: 5, request: null}],
		result: [{id: 'e1', type: 'start', status: 'started', source: 'flyd', timestampMs: 5, exit: undefined, restartCount: undefined}],
	},
	{
		title: 'getMetadata',
		call: api => api.getMetadata('shop', 'm1'),
		method: 'GET',
		url: `${machine}/metadata`,
		answer: {role: 'we\u001Bb', odd: 3},
		result: {role: 'web'},
	},
	{
		title: 'setMetadata',
		call: api => api.setMetadata('shop', 'm1', 'team/role', 'web'),
		method: 'POST',
		url: `${machine}/metadata/team%2Frole`,
		body: {value: 'web'},
		status: 204,
		answer: undefined,
	},
	{
		title: 'removeMetadata',
		call: api => api.removeMetadata('shop', 'm1', 'role'),
		method: 'DELETE',
		url: `${machine}/metadata/role`,
		status: 204,
		answer: undefined,
	},
	{
		title: 'patchMetadata',
		call: api => api.patchMetadata('shop', 'm1', {role: 'web', old: null}, {instanceId: '01J'}),
		method: 'PATCH',
		url: `${machine}/metadata`,
		body: {metadata: {role: 'web', old: null}, machine_version: '01J'},
		status: 204,
		answer: undefined,
	},
	{
		title: 'patchMetadata of any version',
		call: api => api.patchMetadata('shop', 'm1', {role: 'web'}),
		method: 'PATCH',
		url: `${machine}/metadata`,
		body: {metadata: {role: 'web'}},
		status: 204,
		answer: undefined,
	},
];

testCalls(rows);
