import {type CallRow, testCalls} from './call-rows.ts';

const wireAddress = {
	ip: '2a09:8280:1::1',
	region: 'global',
	service_name: '',
	shared: false,
	egress: true,
	created_at: '2026-03-31T06:08:08Z',
};
const address = {
	ip: '2a09:8280:1::1',
	region: 'global',
	serviceName: '',
	shared: false,
	egress: true,
	createdAtMs: Date.parse('2026-03-31T06:08:08Z'),
};

const rows: readonly CallRow[] = [
	{
		title: 'listIpAssignments',
		call: api => api.listIpAssignments('shop'),
		method: 'GET',
		url: '/v1/apps/shop/ip_assignments',
		answer: {ips: [wireAddress, {region: 'ams'}]},
		result: {items: [address], issues: [{where: 'address of app shop number 2', problem: 'has no usable ip'}]},
	},
	{
		title: 'assignIp',
		call: api => api.assignIp('shop', {type: 'v6', region: 'ams'}),
		method: 'POST',
		url: '/v1/apps/shop/ip_assignments',
		body: {type: 'v6', region: 'ams'},
		answer: wireAddress,
		result: address,
	},
	{
		title: 'assignIp anywhere',
		call: api => api.assignIp('shop', {type: 'shared_v4'}),
		method: 'POST',
		url: '/v1/apps/shop/ip_assignments',
		body: {type: 'shared_v4'},
		answer: wireAddress,
		result: address,
	},
	{
		title: 'releaseIp',
		call: api => api.releaseIp('shop', '2a09:8280:1::1'),
		method: 'DELETE',
		url: '/v1/apps/shop/ip_assignments/2a09%3A8280%3A1%3A%3A1',
		status: 204,
		answer: undefined,
	},
];

testCalls(rows);
