import {type CallRow, testCalls} from './call-rows.ts';

const wireLine = {
	id: '01K',
	type: 'log',
	attributes: {
		timestamp: '2026-03-31T06:08:11.512345678Z',
		message: '\u001B[32mlistening\u001B[39m on \u001B]8;;http://x\u0007:8080',
		level: 'info',
		instance: 'm1',
		region: 'lhr',
		meta: {instance: 'm1', region: 'lhr', event: {provider: 'app'}},
	},
};

const line = {
	id: '01K',
	timestampMs: Date.parse('2026-03-31T06:08:11.512Z'),
	message: 'listening on :8080',
	level: 'info',
	instance: 'm1',
	region: 'lhr',
	provider: 'app',
};

const rows: readonly CallRow[] = [
	{
		title: 'getLogs',
		call: api => api.getLogs('shop'),
		method: 'GET',
		url: '/api/v1/apps/shop/logs?next_token=',
		answer: {data: [wireLine, 'no line'], meta: {next_token: '17'}},
		result: {lines: [line], nextToken: '17'},
	},
	{
		title: 'getLogs of one machine, after a token, with nothing new,',
		call: api => api.getLogs('shop', {nextToken: '17', instance: 'm1', region: 'lhr'}),
		method: 'GET',
		url: '/api/v1/apps/shop/logs?next_token=17&instance=m1&region=lhr',
		answer: {data: [], meta: {next_token: '0'}},
		result: {lines: [], nextToken: '17'},
	},
	{
		title: 'getLogs of an app that has never said anything',
		call: api => api.getLogs('shop'),
		method: 'GET',
		url: '/api/v1/apps/shop/logs?next_token=',
		answer: {data: null, meta: {next_token: '0'}},
		result: {lines: [], nextToken: ''},
	},
	{
		title: 'getLogs with lines that name no place to go on from',
		call: api => api.getLogs('shop', {nextToken: '17'}),
		method: 'GET',
		url: '/api/v1/apps/shop/logs?next_token=17',
		answer: {data: [{attributes: {meta: {instance: 'm1', region: 'lhr'}}}], meta: null},
		result: {
			lines: [{id: '', timestampMs: undefined, message: '', level: '', instance: 'm1', region: 'lhr', provider: ''}],
			nextToken: '17',
		},
	},
];

testCalls(rows);
