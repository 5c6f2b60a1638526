import {expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {startTestApi} from '../../helpers/local-server.ts';

const machines = '/v1/apps/web/machines';

/** A machine that runs once and ends with 7 when it has the secret. */
const start = async () => {
	const {call} = await startTestApi({speed: 1000});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	await call('POST', '/v1/apps/web/secrets', {values: {PASSWORD: 'open sesame'}});
	const script = 'test "$PASSWORD" = "open sesame" && exit 7; test -z "$PASSWORD"';
	const config = {image: 'busybox', restart: {policy: 'no'}, init: {exec: ['sh', '-c', script]}};

	const exitCode = async (path: string): Promise<unknown> => {
		expect((await call('GET', `${path}/wait?state=stopped&timeout=30`)).status).toBe(200);
		const {events} = JSON.parse((await call('GET', path)).text);
		return events.find((event: JsonObject) => event.type === 'exit').request.exit_event.exit_code;
	};

	const create = async (body: JsonObject) => `${machines}/${(await call('POST', machines, {config, ...body})).body.id}`;

	const startAgain = async (path: string): Promise<unknown> => {
		expect((await call('POST', `${path}/start`)).status).toBe(200);
		await call('GET', `${path}/wait?state=started&timeout=5`);
		return exitCode(path);
	};

	return {call, config, create, exitCode, startAgain};
};

test('a process has the secrets of its app, unless its machine was made with skip_secrets', {timeout: 30_000}, async () => {
	const {create, exitCode} = await start();
	expect(await exitCode(await create({}))).toBe(7);
	expect(await exitCode(await create({skip_secrets: false}))).toBe(7);
	expect(await exitCode(await create({skip_secrets: true}))).toBe(0);
});

test('skip_secrets holds until the next update, over starts', {timeout: 30_000}, async () => {
	const {call, config, create, exitCode, startAgain} = await start();
	const path = await create({skip_secrets: true});
	expect([await exitCode(path), await startAgain(path)]).toEqual([0, 0]);
	await call('POST', path, {config});
	await call('GET', `${path}/wait?state=stopped&timeout=5`);
	expect(await startAgain(path)).toBe(7);
	await call('POST', path, {config, skip_secrets: true});
	await call('GET', `${path}/wait?state=stopped&timeout=5`);
	expect(await startAgain(path)).toBe(0);
});
