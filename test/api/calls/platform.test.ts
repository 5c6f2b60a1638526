import {type CallRow, testCalls} from './call-rows.ts';

const ams = {
	code: 'ams',
	name: 'Amsterdam',
	geoRegion: 'europe',
	latitude: 52.4,
	longitude: 4.9,
	requiresPaidPlan: false,
	deprecated: true,
};

const rows: readonly CallRow[] = [
	{
		title: 'listRegions',
		call: api => api.listRegions(),
		method: 'GET',
		url: '/v1/platform/regions',
		answer: {
			nearest: 'lhr',
			regions: [
				{code: 'ams', name: 'Amsterdam', latitude: 52.4, longitude: 4.9, requires_paid_plan: false, deprecated: true, geo_region: 'europe'},
				{name: 'Nowhere'},
			],
		},
		result: {nearest: 'lhr', items: [ams], issues: [{where: 'region number 2', problem: 'has no usable code'}]},
	},
	{
		title: 'listRegions of an older server',
		call: api => api.listRegions(),
		method: 'GET',
		url: '/v1/platform/regions',
		answer: {Nearest: 'lhr', Regions: [{Code: 'ams', Name: 'Amsterdam'}]},
		result: {
			nearest: 'lhr',
			items: [{...ams, geoRegion: '', latitude: undefined, longitude: undefined, deprecated: false}],
			issues: [],
		},
	},
	{
		title: 'currentTokens',
		call: api => api.currentTokens(),
		method: 'GET',
		url: '/v1/tokens/current',
		answer: {
			tokens: [
				{token_id: 't1', organization: 'o1', org_slug: 'acme', user: 'me@example.com', apps: null},
				{token_id: 't2', apps: ['shop'], restricted_to_machine: 'm1', source_machine_id: 'm2'},
			],
		},
		result: {
			items: [
				{
					tokenId: 't1',
					user: 'me@example.com',
					organization: 'o1',
					organizationSlug: 'acme',
					apps: [],
					restrictedToMachine: undefined,
					sourceMachineId: undefined,
				},
				{
					tokenId: 't2',
					user: undefined,
					organization: '',
					organizationSlug: undefined,
					apps: ['shop'],
					restrictedToMachine: 'm1',
					sourceMachineId: 'm2',
				},
			],
			issues: [],
		},
	},
	{
		title: 'listOrganizationMachines',
		call: api => api.listOrganizationMachines('acme', {updatedAfterMs: Date.parse('2026-03-31T06:08:08.5Z'), includeDeleted: true}),
		method: 'GET',
		url: '/v1/orgs/acme/machines?include_deleted=true&updated_after=2026-03-31T06%3A08%3A08.500Z',
		answer: {
			machines: [
				{
					id: 'm1',
					app_name: 'shop',
					name: 'web',
					state: 'started',
					region: 'lhr',
					version: '01J',
					private_ip: 'fdaa::2',
					created_at: '2026-03-31T06:08:08Z',
					updated_at: '2026-03-31T06:08:12Z',
					config: {guest: {cpu_kind: 'shared', cpus: 1, memory_mb: 256}, image: 'nginx', metadata: {fly_process_group: 'web'}},
				},
				{id: 'm2', state: 'started'},
			],
			next_cursor: '',
			error_regions: ['gru'],
		},
		result: {
			items: [
				{
					id: 'm1',
					app: 'shop',
					name: 'web',
					state: 'started',
					region: 'lhr',
					instanceId: '01J',
					privateIp: 'fdaa::2',
					createdAtMs: Date.parse('2026-03-31T06:08:08Z'),
					updatedAtMs: Date.parse('2026-03-31T06:08:12Z'),
					image: 'nginx',
					guest: {cpuKind: 'shared', cpus: 1, memoryMb: 256},
					processGroup: 'web',
				},
			],
			issues: [{where: 'machine number 2', problem: 'has no usable id, app or state'}],
			errorRegions: ['gru'],
		},
	},
	{
		title: 'listOrganizationMachines since ever',
		call: api => api.listOrganizationMachines('acme'),
		method: 'GET',
		url: '/v1/orgs/acme/machines',
		answer: {machines: null},
		result: {items: [], issues: [], errorRegions: []},
	},
];

testCalls(rows);
