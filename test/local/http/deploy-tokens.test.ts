import {describe, expect, test} from 'vitest';
import {routesOf} from '../../../source/local/http/routes.ts';
import {startTestApi} from '../../helpers/local-server.ts';
import {createTestWorld} from '../../helpers/local-world.ts';

const routes = routesOf(createTestWorld());

const inApp = routes.filter(({path}) => path.includes('/:app'));
const elsewhere = routes.filter(({path}) => !path.includes('/:app') && path !== '/v1/tokens/current');

/** The path of a route in an app, with words that stand for nothing that there is. */
const pathIn = (app: string, path: string): string => path.replace(':app', app).replaceAll(/:\w+/g, 'none').replace('*', 'none');

const start = async () => {
	const {call} = await startTestApi();
	for (const name of ['web', 'other']) {
		await call('POST', '/v1/apps', {name, org_slug: 'personal'});
	}

	const {body} = await call('POST', '/v1/apps/web/deploy_token', {expiry: '1h'});
	const deploy = (method: string, path: string) =>
		call(method, path, method === 'GET' ? undefined : {}, {headers: {authorization: String(body.token)}});
	return {call, deploy};
};

describe('the deploy token of an app', () => {
	test('lets into every call on its app', async () => {
		const {deploy} = await start();
		expect(inApp.length).toBeGreaterThan(60);
		for (const {method, path} of inApp.filter(({operation}) => operation !== 'Apps_delete')) {
			expect([401, 403], `${method} ${path}`).not.toContain((await deploy(method, pathIn('web', path))).status);
		}
	});

	test('lets into no call on another app, there or not', async () => {
		const {call, deploy} = await start();
		for (const {method, path} of inApp) {
			for (const app of ['other', 'none', 'web%2f', 'Web']) {
				const {status, body} = await deploy(method, pathIn(app, path));
				expect([status, body], `${method} ${path}`).toEqual([403, {error: 'unauthorized'}]);
			}
		}

		expect((await call('GET', '/v1/apps/other')).status).toBe(200);
	});

	test('lets into nothing that belongs to no app, the control path too, but tells who it is', async () => {
		const {deploy} = await start();
		expect(elsewhere.map(({path}) => path)).toEqual(expect.arrayContaining(['/v1/apps', '/_flydeck/faults', '/graphql']));
		for (const {method, path} of elsewhere) {
			expect((await deploy(method, pathIn('web', path))).status, `${method} ${path}`).toBe(403);
		}

		expect(await deploy('GET', '/v1/tokens/current')).toMatchObject({status: 200, body: {tokens: [{apps: [expect.any(String)]}]}});
	});

	test('lets into nothing once its app is deleted, even when there is one of the same name again', async () => {
		const {call, deploy} = await start();
		await call('DELETE', '/v1/apps/web');
		expect((await deploy('GET', '/v1/apps/web')).status).toBe(401);
		await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
		expect((await deploy('GET', '/v1/apps/web')).status).toBe(401);
	});
});
