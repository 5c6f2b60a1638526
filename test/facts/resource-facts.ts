import {expect} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {machinesPath} from '../helpers/local-machine.ts';
import {callWith} from '../helpers/local-server.ts';
import {type Facts, startApp} from './fact.ts';
import {runToEnd} from './run-machine.ts';

const volumes = '/v1/apps/web/volumes';
const certificates = '/v1/apps/web/certificates';

/** What an app has beside machines. */
export const resourceFacts: Facts = {
	async volumes() {
		const mounts = [{volume: 'VOLUME', path: '/data'}];
		const script = 'echo kept > data/file && truncate -s 2G data/larger-than-the-volume && rm data/larger-than-the-volume';
		const {exitEvent, call, path, volume} = await runToEnd(script, {mounts});
		expect(exitEvent).toMatchObject({exit_code: 0});
		const {config} = JSON.parse((await call('GET', path)).text);
		const mounting = (mount: JsonObject[], region = 'fra') =>
			call('POST', machinesPath, {region, config: {...config, mounts: mount}, skip_launch: true});
		expect((await mounting(config.mounts)).status).toBe(412);
		const {body: other} = await call('POST', volumes, {name: 'data', region: 'syd'});
		const {body: third} = await call('POST', volumes, {name: 'data', region: 'fra'});
		const mountOf = ({id}: JsonObject, at = '/data') => ({volume: String(id), path: at});
		expect((await mounting([mountOf(other)])).body.error).toContain('is in the wrong region ("syd" != "fra")');
		expect((await mounting([mountOf(third), mountOf(other, '/more')])).body.error).toContain('only 1 volume supported');
		expect((await mounting([{name: 'data', path: '/data'}])).body.error).toContain("volume '' not found");
		expect((await mounting([mountOf(third)])).status).toBe(200);
		expect((await mounting([mountOf(other)], 'syd')).status).toBe(200);
		expect((await call('GET', volume)).body).toMatchObject({size_gb: 1, bytes_used: 5});
		expect((await call('PUT', `${volume}/extend`, {size_gb: 2})).body.volume).toMatchObject({size_gb: 2});
		expect((await call('PUT', `${volume}/extend`, {size_gb: 1})).status).toBe(412);
		await call('POST', `${volume}/snapshots`);
		const [snapshot] = JSON.parse((await call('GET', `${volume}/snapshots`)).text);
		for (const source of [{source_volume_id: config.mounts[0].volume}, {snapshot_id: snapshot.id}]) {
			expect((await call('POST', volumes, {name: 'data', ...source})).body).toMatchObject({bytes_used: 5, size_gb: 2});
		}
	},
	async secrets() {
		const secrets = {PASSWORD: 'sesame', KEY: Buffer.from('barley').toString('base64')};
		const files = [{guest_path: '/key', secret_name: 'KEY'}];
		const script = 'test "$PASSWORD" = sesame && test "$(cat key)" = barley';
		expect((await runToEnd(script, {files}, {secrets})).exitEvent).toMatchObject({exit_code: 0});
		const skipping = {secrets, body: {skip_secrets: true}};
		expect((await runToEnd('test -z "$PASSWORD"', {}, skipping)).exitEvent).toMatchObject({exit_code: 0});
	},
	async certificates() {
		const {call, clock} = await startApp();
		for (const [hostname, status] of [
			['no-such-name.example', 'active'],
			['no-such-name.invalid', 'pending_validation'],
		] as const) {
			const one = `${certificates}/${hostname}`;
			expect((await call('POST', `${certificates}/acme`, {hostname})).status).toBe(201);
			expect((await call('GET', one)).body).toMatchObject({hostname, status: 'pending_validation'});
			clock.advance(60_000);
			expect((await call('GET', one)).body).toMatchObject({status});
			expect((await call('POST', `${one}/check`)).body).toMatchObject({status});
			expect((await call('GET', certificates)).body).toMatchObject({total_count: 1, certificates: [{hostname}]});
			expect((await call('DELETE', one)).status).toBe(204);
			expect((await call('GET', one)).status).toBe(404);
		}
	},
	async 'api.fly.io'() {
		const {api, call, clock} = await startApp();
		await call('POST', machinesPath, {config: {image: 'nginx:7'}});
		clock.advance(5000);
		const ask = callWith(api.url);
		const {data} = JSON.parse((await ask('GET', '/api/v1/apps/web/logs')).text);
		expect(data[0].attributes).toMatchObject({message: expect.stringContaining('nginx:7'), meta: {event: {provider: 'runner'}}});
		const query = async (text: string) => (await ask('POST', '/graphql', {query: text})).body;
		expect(await query('{viewer{...on User{email}} organizations{nodes{slug}} platform{requestRegion}}')).toEqual({
			data: {viewer: {email: 'you@localhost'}, organizations: {nodes: [{slug: 'personal'}]}, platform: {requestRegion: 'fra'}},
		});
		expect(await query('{app(name:"web"){releases{nodes{id}}}}')).toEqual({data: {app: {releases: {nodes: []}}}});
		const errors = [{message: "Field 'platformVersion' doesn't exist on type 'App'"}];
		expect(await query('{app(name:"web"){platformVersion}}')).toMatchObject({errors});
		expect(await query('mutation {deployImage(input:{}){release{id}}}')).toHaveProperty('errors');
		expect((await ask('GET', '/prometheus/personal/api/v1/query')).status).toBe(404);
	},
};
