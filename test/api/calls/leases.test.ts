import type {Api} from '../../../source/api/api.ts';
import {type CallRow, ok, testCalls} from './call-rows.ts';

const lease = {status: 'success', data: {nonce: 'n0nce', expires_at: 1_800_000_060, owner: 'me@example.com', description: 'hold'}};
const heldLease = {owner: 'me@example.com', description: 'hold', expiresAtMs: 1_800_000_060_000};

const rows: readonly CallRow[] = [
	{
		title: 'acquireLease',
		call: api => api.acquireLease('shop', 'm1', {ttlSeconds: 60, description: 'hold'}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/lease',
		body: {ttl: 60, description: 'hold'},
		status: 201,
		answer: lease,
		result: {...heldLease, nonce: 'n0nce'},
	},
	{
		title: 'getLease',
		call: api => api.getLease('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/lease',
		answer: lease,
		result: heldLease,
	},
	{
		title: 'getLease where there is none',
		call: api => api.getLease('shop', 'm1'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/lease',
		status: 404,
		answer: {error: 'not_found: lease not found'},
	},
	...[
		{nonce: 'n0nce', isOurs: true},
		{nonce: 'stale', isOurs: false},
	].map(({nonce, isOurs}) => ({
		title: `checkLease with the nonce ${nonce}`,
		call: (api: Api) => api.checkLease('shop', 'm1', nonce),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/lease',
		answer: lease,
		result: {isOurs, owner: 'me@example.com'},
	})),
	{
		title: 'checkLease where there is none',
		call: api => api.checkLease('shop', 'm1', 'n0nce'),
		method: 'GET',
		url: '/v1/apps/shop/machines/m1/lease',
		status: 404,
		answer: {error: 'not_found: lease not found'},
		result: {isOurs: false, owner: undefined},
	},
	{
		title: 'refreshLease',
		call: api => api.refreshLease('shop', 'm1', {ttlSeconds: 60, description: 'hold', nonce: 'n0nce'}),
		method: 'POST',
		url: '/v1/apps/shop/machines/m1/lease',
		body: {ttl: 60, description: 'hold'},
		nonce: 'n0nce',
		answer: lease.data,
		result: {...heldLease, nonce: 'n0nce'},
	},
	{
		title: 'releaseLease',
		call: api => api.releaseLease('shop', 'm1', 'n0nce'),
		method: 'DELETE',
		url: '/v1/apps/shop/machines/m1/lease',
		nonce: 'n0nce',
		answer: {status: 'success', data: ok},
	},
	{
		title: 'releaseLease of a lease that ran out',
		call: api => api.releaseLease('shop', 'm1', 'n0nce'),
		method: 'DELETE',
		url: '/v1/apps/shop/machines/m1/lease',
		nonce: 'n0nce',
		status: 404,
		answer: {error: 'not_found: lease not found'},
	},
];

testCalls(rows);
