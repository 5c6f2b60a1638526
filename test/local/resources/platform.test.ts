import fc from 'fast-check';
import {expect, test} from 'vitest';
import {place} from '../../../source/local/resources/platform/placements.ts';
import {regions, regionsNamed} from '../../../source/local/resources/platform/regions.ts';
import {startResourceApi} from '../../helpers/resource-api.ts';

test('the regions are those of the platform', async () => {
	const {call} = await startResourceApi();
	const {nearest, regions: listed} = JSON.parse((await call('GET', '/v1/platform/regions')).text);
	expect(nearest).toBe('fra');
	expect(listed).toContainEqual({
		code: 'lhr',
		name: 'London, United Kingdom',
		latitude: 51.516434,
		longitude: -0.125656,
		gateway_available: true,
		requires_paid_plan: false,
		deprecated: false,
		geo_region: 'europe',
		mpg_available: false,
	});
	expect(listed).toContainEqual(expect.objectContaining({code: 'mad', deprecated: true}));
	expect(new Set(regions.map(({code}) => code)).size).toBe(listed.length);
});

test.each([
	['lhr', ['lhr']],
	['ord, lhr,ord', ['ord', 'lhr']],
	['sa', ['gru']],
	['lhr,eu', ['lhr', 'ams', 'arn', 'cdg', 'fra']],
	['mad', ['mad']],
])('%j names %j', (expression, codes) => {
	expect(regionsNamed(expression).map(({code}) => code)).toEqual(codes);
});

test('any region is the nearest first, and never one that is deprecated', () => {
	const any = regionsNamed('any');
	expect(any[0]?.code).toBe('fra');
	expect(any.length).toBe(regions.filter(({isDeprecated}) => !isDeprecated).length);
});

test('placements follow the order of taste, or spread', async () => {
	const {call} = await startResourceApi();
	const ask = async (body: object) => (await call('POST', '/v1/platform/placements', {org_slug: 'personal', ...body})).body.regions;
	expect(await ask({region: 'lhr,eu', count: 3})).toEqual([{region: 'lhr', count: 3, concurrency: 1}]);
	expect(await ask({region: 'lhr,ams', count: 3, weights: {spread: 1}})).toMatchObject([
		{region: 'lhr', count: 2},
		{region: 'ams', count: 1},
	]);
	expect(await ask({region: 'lhr,ams'})).toMatchObject([
		{region: 'lhr', count: 50},
		{region: 'ams', count: 50},
	]);
});

test('every machine is placed once', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.constantFrom('ams', 'fra', 'lhr', 'ord'), {minLength: 1}),
			fc.integer({min: 1, max: 100}),
			fc.boolean(),
			(candidates, count, spreads) => {
				const placements = place({candidates, count, spreads});
				expect(placements.reduce((total, placement) => total + placement.count, 0)).toBe(count);
				expect(placements.every(placement => placement.count > 0 && new Set<string>(candidates).has(placement.region))).toBe(true);
			},
		),
	);
});

test.each([
	{},
	{org_slug: 'personal', region: 'moon'},
	{org_slug: 'personal', count: -1},
	{org_slug: 'personal', count: 1e9},
	{org_slug: 'personal', compute: {cpus: 3}},
	{org_slug: 5},
])('placements for %j are a 400', async body => {
	const {call} = await startResourceApi();
	expect((await call('POST', '/v1/platform/placements', body)).status).toBe(400);
});

test.each([
	['POST', '/v1/tokens/oidc'],
	['POST', '/v1/tokens/kms'],
	['GET', '/v1/postgres'],
	['PATCH', '/v1/postgres/clusters/one'],
])('%s %s says that it is out of scope', async (method, path) => {
	const {call} = await startResourceApi();
	const {status, body} = await call(method, path);
	expect([status, body.error]).toEqual([501, expect.stringMatching(/^unimplemented: .* is out of scope of this local Machines API$/)]);
});
