import {type CallRow, testCalls} from './call-rows.ts';

const rows: readonly CallRow[] = [
	{
		title: 'listApps',
		call: api => api.listApps('acme & co'),
		method: 'GET',
		url: '/v1/apps?org_slug=acme+%26+co',
		answer: {total_apps: 1, apps: [{id: 'x', name: 'shop', machine_count: 3}]},
		result: [{id: 'x', name: 'shop', status: '', organizationSlug: undefined, machineCount: 3}],
	},
	{
		title: 'listApps of an organization without apps',
		call: api => api.listApps('acme'),
		method: 'GET',
		url: '/v1/apps?org_slug=acme',
		answer: {total_apps: 0, apps: null},
		result: [],
	},
	{
		title: 'createApp',
		call: api => api.createApp({name: 'shop', organizationSlug: 'acme'}),
		method: 'POST',
		url: '/v1/apps',
		body: {name: 'shop', org_slug: 'acme'},
		status: 201,
		answer: {id: 'x', created_at: 1},
		result: {id: 'x'},
	},
	{
		title: 'getApp',
		call: api => api.getApp('shop'),
		method: 'GET',
		url: '/v1/apps/shop',
		answer: {id: 'x', name: 'shop', status: 'deployed', organization: {slug: 'acme'}},
		result: {id: 'x', name: 'shop', status: 'deployed', organizationSlug: 'acme', machineCount: undefined},
	},
	{title: 'deleteApp', call: api => api.deleteApp('shop'), method: 'DELETE', url: '/v1/apps/shop', status: 202, answer: undefined},
	{
		title: 'deleteApp with force',
		call: api => api.deleteApp('shop', {force: true}),
		method: 'DELETE',
		url: '/v1/apps/shop?force=true',
		status: 202,
		answer: undefined,
	},
];

testCalls(rows);
