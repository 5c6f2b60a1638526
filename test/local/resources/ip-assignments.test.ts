import {isIPv4, isIPv6} from 'node:net';
import {expect, test} from 'vitest';
import {startResourceApi} from '../../helpers/resource-api.ts';

const all = '/v1/apps/web/ip_assignments';

test.each([
	['v4', isIPv4, {shared: false, egress: false}],
	['v6', isIPv6, {shared: false, egress: false}],
	['shared_v4', isIPv4, {shared: true, egress: false}],
	['private_v6', isIPv6, {shared: false, egress: false}],
	['egress_v4', isIPv4, {shared: false, egress: true}],
	['egress_v6', isIPv6, {shared: false, egress: true}],
])('an address of type %s is assigned, listed and released', async (type, isAddress, marks) => {
	const {call} = await startResourceApi();
	const {status, body} = await call('POST', all, {type, service_name: 'api', org_slug: 'personal'});
	expect([status, body]).toMatchObject([200, {region: 'global', service_name: 'api', created_at: '2026-05-01T10:00:00Z', ...marks}]);
	expect(isAddress(String(body.ip))).toBe(true);
	expect((await call('GET', all)).body).toEqual({ips: [body]});
	const released = await call('DELETE', `${all}/${encodeURIComponent(String(body.ip))}`);
	expect([released.status, released.text]).toEqual([204, '']);
	expect((await call('GET', all)).body).toEqual({ips: []});
	expect((await call('DELETE', `${all}/${body.ip}`)).status).toBe(404);
});

test('an egress pair is one address of each kind', async () => {
	const {call} = await startResourceApi();
	await call('POST', all, {type: 'egress_pair', region: 'fra'});
	const {ips} = JSON.parse((await call('GET', all)).text);
	expect(ips).toMatchObject([
		{region: 'fra', egress: true},
		{region: 'fra', egress: true},
	]);
	expect([isIPv4(ips[0].ip), isIPv6(ips[1].ip)]).toEqual([true, true]);
});

test('no two addresses are the same, and an app has one shared address', async () => {
	const {call} = await startResourceApi();
	const drawn = await Promise.all(Array.from({length: 50}, async () => (await call('POST', all, {type: 'v4'})).body.ip));
	expect(new Set(drawn).size).toBe(50);
	expect((await call('POST', all, {type: 'shared_v4'})).status).toBe(200);
	expect((await call('POST', all, {type: 'shared_v4'})).status).toBe(422);
});

test.each([{}, {type: 'v5'}, {type: 'constructor'}, {type: 4}])('%j is a 400', async body => {
	const {call} = await startResourceApi();
	expect((await call('POST', all, body)).status).toBe(400);
});
