/* Machines whose configs and processes try to reach out of the machine's own directory, by paths and by links. */
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {isJsonObject, type JsonObject} from '../../source/domain/json.ts';
import {startTestApi} from '../helpers/local-server.ts';

const machines = '/v1/apps/web/machines';

const start = async () => {
	const root = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	onTestFinished(() => rmSync(root, {recursive: true, force: true, maxRetries: 3}));
	for (const name of ['tmp', 'volumes', 'outside']) {
		mkdirSync(join(root, name));
	}

	writeFileSync(join(root, 'outside', 'precious'), 'as it was');
	const environment = {PATH: process.env.PATH, TMPDIR: join(root, 'tmp')};
	const {call} = await startTestApi({speed: 1000, limits: false, environment, volumesDirectory: join(root, 'volumes')});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const {body: volume} = await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 1});

	/** Lets a machine run to its end; answers its exit code, or undefined when the API refused it. */
	const run = async (script: string, asked: JsonObject): Promise<unknown> => {
		const config = {image: 'busybox', restart: {policy: 'no'}, init: {exec: ['sh', '-c', script]}, ...asked};
		const {status, body} = await call('POST', machines, {config});
		if (status === 400) {
			return undefined;
		}

		expect(status).toBe(200);
		await call('GET', `${machines}/${body.id}/wait?state=stopped,failed,destroyed&timeout=30`);
		// One that could not be put together is gone by itself.
		const all = (await call('GET', `${machines}?include_deleted=true`)).list.filter(isJsonObject);
		const {events} = JSON.parse(JSON.stringify(all.find(({id}) => id === body.id)));
		await call('DELETE', `${machines}/${body.id}?force=true`);
		await call('GET', `${machines}/${body.id}/wait?state=destroyed`);
		return events.find((event: JsonObject) => event.type === 'exit').request.exit_event.exit_code;
	};

	const requireNothingOutside = (): void => {
		expect(readdirSync(root).toSorted()).toEqual(['outside', 'tmp', 'volumes']);
		expect(readdirSync(join(root, 'outside'))).toEqual(['precious']);
		expect(readdirSync(join(root, 'tmp')).filter(name => !name.startsWith('flydeck-'))).toEqual([]);
		expect(readdirSync(join(root, 'volumes')).filter(name => name !== volume.id)).toEqual([]);
	};

	return {root, run, volume: String(volume.id), requireNothingOutside};
};

const file = (guestPath: string) => ({guest_path: guestPath, raw_value: Buffer.from('pwned').toString('base64')});

const up = '../'.repeat(30);

test('files go nowhere but below the directory of their machine', async () => {
	const {root, run, requireNothingOutside} = await start();
	for (const guestPath of [
		`${root}/outside/a`,
		`/${up}${root}/outside/a`,
		`${up}${root}/outside/a`,
		'../a',
		'..',
		'/',
		'',
		`a/${up}${root}/a`,
	]) {
		await run('true', {files: [file(guestPath)]});
	}

	requireNothingOutside();
	expect(await run(`test "$(cat .${root}/outside/a)" = pwned`, {files: [file(`${root}/outside/a`)]})).toBe(0);
});

test('volumes are mounted nowhere but below the directory of their machine', async () => {
	const {root, run, volume, requireNothingOutside} = await start();
	for (const path of [`${root}/outside/data`, `/${up}${root}/outside/data`, `${up}${root}/data`, '..', '../data', '/', '']) {
		await run('true', {mounts: [{volume, path}]});
	}

	for (const wrong of ['..', `../outside`, `${root}/outside`, 'vol_../../outside']) {
		expect(await run('true', {mounts: [{volume: wrong, path: '/data'}]})).not.toBe(0);
	}

	requireNothingOutside();
});

test('a link that a process left in its volume leads no file out', async () => {
	const {root, run, volume, requireNothingOutside} = await start();
	const mounts = [{volume, path: '/data'}];
	expect(await run(`ln -s ${root}/outside data/link; ln -s ${root}/outside/precious data/precious`, {mounts})).toBe(0);
	await run('true', {mounts, files: [file('/data/link/a')]});
	await run('true', {mounts, files: [file('/data/precious')]});
	expect(await run(`grep -q 'as it was' ${root}/outside/precious`, {})).toBe(0);
	requireNothingOutside();
});

test('a link that a process leaves in place of its own directory leads nothing out, and is not followed when that is removed', async () => {
	const {root, run, requireNothingOutside} = await start();
	const files = [file('/etc/a')];
	expect(await run(`rm -rf etc; ln -s ${root}/outside etc`, {files})).toBe(0);
	expect(await run(`own=$PWD; cd /; rm -rf "$own"; ln -s ${root}/outside "$own"`, {files})).toBe(0);
	requireNothingOutside();
});

test('texts that mean something to a shell are arguments and no more', async () => {
	const {root, run, requireNothingOutside} = await start();
	for (const word of [`$(touch ${root}/a)`, `; touch ${root}/a`, `\`touch ${root}/a\``, `| touch ${root}/a`, `\ntouch ${root}/a\n`]) {
		expect(await run('', {init: {exec: ['echo', word]}, env: {WORD: word}, metadata: {word}})).toBe(0);
		expect(await run('', {init: {exec: [word]}})).toBe(127);
	}

	requireNothingOutside();
});
