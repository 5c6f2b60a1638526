import {expect, test} from 'vitest';
import {startResourceApi} from '../../helpers/resource-api.ts';
import {fullchain, otherPrivateKey, privateKey} from './certificate-pem.ts';

const all = '/v1/apps/web/certificates';
const custom = {hostname: 'www.example.com', fullchain, private_key: privateKey};

test('an ACME certificate is pending until its name is set up, and then active', async () => {
	const {call, clock} = await startResourceApi();
	await call('POST', '/v1/apps/web/ip_assignments', {type: 'v6'});
	const created = await call('POST', `${all}/acme`, {hostname: 'WWW.example.com'});
	expect([created.status, created.body]).toMatchObject([
		201,
		{
			hostname: 'www.example.com',
			configured: false,
			acme_requested: true,
			status: 'pending_validation',
			certificates: [],
			dns_requirements: {
				a: [],
				aaaa: [expect.stringMatching(/^2a09:/)],
				cname: 'web.fly.dev',
				acme_challenge: {name: '_acme-challenge.www.example.com'},
				ownership: {name: '_fly-ownership.www.example.com'},
			},
		},
	]);
	expect((await call('POST', `${all}/www.example.com/check`)).body).toMatchObject({
		configured: false,
		validation_errors: [{code: 'dns_not_configured'}],
		dns_records: {resolved_addresses: []},
	});
	clock.advance(5000);
	expect((await call('POST', `${all}/www.example.com/check`)).body).toMatchObject({
		configured: true,
		status: 'active',
		certificates: [{source: 'fly', status: 'active', created_at: '2026-05-01T10:00:05Z', expires_at: '2026-07-30T10:00:05Z'}],
		validation_errors: [],
		dns_records: {resolved_addresses: [expect.stringMatching(/^2a09:/)]},
	});
	expect((await call('GET', all)).body).toMatchObject({
		certificates: [{hostname: 'www.example.com', status: 'active', has_fly_certificate: true, has_custom_certificate: false}],
		total_count: 1,
	});
});

test('a name below .invalid is never set up', async () => {
	const {call, clock} = await startResourceApi();
	await call('POST', `${all}/acme`, {hostname: 'web.invalid'});
	clock.advance(24 * 60 * 60 * 1000);
	expect((await call('GET', `${all}/web.invalid`)).body.status).toBe('pending_validation');
});

test('a custom certificate is read, and stands beside an ACME one', async () => {
	const {call, clock} = await startResourceApi();
	const uploaded = await call('POST', `${all}/custom`, custom);
	const entry = {source: 'custom', status: 'pending_ownership', issuer: 'Example Authority', expires_at: expect.stringMatching(/^212\d-/)};
	expect([uploaded.status, uploaded.body]).toMatchObject([
		201,
		{status: 'pending_ownership', acme_requested: false, certificates: [entry]},
	]);
	expect(uploaded.text).not.toContain('PRIVATE KEY');
	expect((await call('POST', `${all}/acme`, {hostname: 'www.example.com'})).status).toBe(201);
	clock.advance(5000);
	expect((await call('GET', `${all}/www.example.com`)).body.certificates).toMatchObject([
		{source: 'custom', status: 'active'},
		{source: 'fly', status: 'active'},
	]);
	const withoutAcme = (await call('DELETE', `${all}/www.example.com/acme`)).body;
	expect(withoutAcme).toMatchObject({acme_requested: false, status: 'active', certificates: [{source: 'custom'}]});
	const withoutBoth = (await call('DELETE', `${all}/www.example.com/custom`)).body;
	expect(withoutBoth).toMatchObject({certificates: [], warning: expect.any(String)});
	const deleted = await call('DELETE', `${all}/www.example.com`);
	expect([deleted.status, deleted.text]).toEqual([204, '']);
	expect((await call('GET', `${all}/www.example.com`)).status).toBe(404);
});

test.each([
	['acme', {}],
	['acme', {hostname: 'localhost'}],
	['acme', {hostname: 'a..example.com'}],
	['acme', {hostname: '../example.com'}],
	['custom', {hostname: 'www.example.com'}],
	['custom', {...custom, fullchain: privateKey}],
	['custom', {...custom, private_key: fullchain}],
	['custom', {...custom, private_key: otherPrivateKey}],
	['custom', {...custom, hostname: 'www.example.net'}],
])('a certificate of kind %s that cannot be is a 422', async (kind, body) => {
	const {call} = await startResourceApi();
	expect((await call('POST', `${all}/${kind}`, body)).status).toBe(422);
	expect((await call('GET', all)).body).toEqual({certificates: [], total_count: 0});
});

test('a wildcard certificate is for a wildcard name, and a name has one ACME certificate', async () => {
	const {call} = await startResourceApi();
	expect((await call('POST', `${all}/custom`, {...custom, hostname: '*.example.org'})).status).toBe(201);
	expect((await call('POST', `${all}/acme`, {hostname: '*.example.org'})).status).toBe(201);
	expect((await call('POST', `${all}/acme`, {hostname: '*.example.org'})).status).toBe(422);
});

test('an expired certificate is refused', async () => {
	const {call, clock} = await startResourceApi();
	clock.advance(120 * 365 * 24 * 60 * 60 * 1000);
	expect(await call('POST', `${all}/custom`, custom)).toMatchObject({
		status: 422,
		body: {error: 'Validation failed: the certificate has expired'},
	});
});

test('certificates are paged by name, which no other certificate disturbs', async () => {
	const {call} = await startResourceApi();
	const add = (name: string) => call('POST', `${all}/acme`, {hostname: `${name}.example.com`});
	for (const name of ['d', 'b', 'a', 'c']) {
		await add(name);
	}

	const first = (await call('GET', `${all}?limit=2`)).body;
	expect(first).toMatchObject({certificates: [{hostname: 'a.example.com'}, {hostname: 'b.example.com'}], total_count: 4});
	await add('aa');
	await call('DELETE', `${all}/b.example.com`);
	const second = (await call('GET', `${all}?limit=2&cursor=${first.next_cursor}`)).body;
	expect(second).toMatchObject({certificates: [{hostname: 'c.example.com'}, {hostname: 'd.example.com'}]});
	expect(second).not.toHaveProperty('next_cursor');
	expect((await call('GET', `${all}?filter=AA.`)).body).toMatchObject({certificates: [{hostname: 'aa.example.com'}], total_count: 1});
});

test.each(['limit=0', 'limit=many', 'cursor=nothing', 'cursor=e30'])('a list with %s is a 400', async query => {
	const {call} = await startResourceApi();
	expect((await call('GET', `${all}?${query}`)).status).toBe(400);
});
