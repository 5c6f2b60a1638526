import {type CallRow, testCalls} from './call-rows.ts';

const rows: readonly CallRow[] = [
	{
		title: 'listSecrets, without values even where they are answered,',
		call: api => api.listSecrets('shop'),
		method: 'GET',
		url: '/v1/apps/shop/secrets',
		answer: {
			secrets: [{name: 'KEY', digest: 'd0f3', value: 'hunter22', created_at: '2026-03-31T06:08:08Z', updated_at: null}, {digest: 'x'}],
		},
		result: {
			items: [{name: 'KEY', digest: 'd0f3', createdAtMs: Date.parse('2026-03-31T06:08:08Z'), updatedAtMs: undefined}],
			issues: [{where: 'secret of app shop number 2', problem: 'has no usable name'}],
		},
	},
	{
		title: 'setSecrets',
		call: api => api.setSecrets('shop', {KEY: 'hunter22', OLD: null}),
		method: 'POST',
		url: '/v1/apps/shop/secrets',
		body: {values: {KEY: 'hunter22', OLD: null}},
		answer: {secrets: [], version: 7, Version: 7},
		result: {version: 7},
	},
	{
		title: 'deleteSecret, answered in the older spelling,',
		call: api => api.deleteSecret('shop', 'KEY'),
		method: 'DELETE',
		url: '/v1/apps/shop/secrets/KEY',
		answer: {Version: 8},
		result: {version: 8},
	},
];

testCalls(rows);
