/* Processes of machines that put a link in the place of a directory of the server: whatever comes next must not follow it. */
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {startTestApi} from '../helpers/local-server.ts';

const machines = '/v1/apps/web/machines';
const volumes = '/v1/apps/web/volumes';

const makePlace = (): string => {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'flydeck-test-')));
	onTestFinished(() => rmSync(root, {recursive: true, force: true, maxRetries: 3}));
	for (const name of ['tmp', 'outside']) {
		mkdirSync(join(root, name));
	}

	writeFileSync(join(root, 'outside', 'precious'), 'as it was');
	return root;
};

const start = async () => {
	const root = makePlace();
	const environment = {PATH: process.env.PATH, TMPDIR: join(root, 'tmp')};
	const {call} = await startTestApi({speed: 1000, environment, volumesDirectory: join(root, 'state', 'volumes')});
	await call('POST', '/v1/apps', {name: 'web', org_slug: 'personal'});
	const {body: volume} = await call('POST', volumes, {name: 'data', region: 'fra', size_gb: 1});

	/** Lets a machine run `script`, and starts it again. Answers the exit of the second time. */
	const runTwice = async (script: string, config: JsonObject): Promise<JsonObject> => {
		const asked = {image: 'busybox', restart: {policy: 'no'}, init: {exec: ['sh', '-c', script]}, ...config};
		const {status, body} = await call('POST', machines, {config: asked});
		expect(status).toBe(200);
		await call('GET', `${machines}/${body.id}/wait?state=stopped&timeout=30`);
		const {body: stopped} = await call('GET', `${machines}/${body.id}`);
		await call('POST', `${machines}/${body.id}/start`);
		const [last] = JSON.parse(JSON.stringify(stopped.events));
		await call('GET', `${machines}/${body.id}/wait?state=stopped,failed&from_event_id=${last.id}&timeout=30`);
		const {body: ended} = await call('GET', `${machines}/${body.id}`);
		const exits = JSON.parse(JSON.stringify(ended.events)).filter((event: JsonObject) => event.type === 'exit');
		expect(exits.length).toBeGreaterThan(1);
		return exits[0].request.exit_event;
	};

	const requireNothingOutside = (): void => {
		expect(readdirSync(join(root, 'outside'))).toEqual(['precious']);
		expect(readFileSync(join(root, 'outside', 'precious'), 'utf8')).toBe('as it was');
	};

	return {root, call, runTwice, volume: String(volume.id), requireNothingOutside};
};

const file = (guestPath: string) => ({guest_path: guestPath, raw_value: Buffer.from('pwned').toString('base64')});

/** Puts a link to `outside` in the place of a directory, the first time; the second time it says whether it runs there. */
const swap = (directory: string, outside: string): string =>
	`case $(pwd -P) in ${outside}*) exit 9;; esac; test -e ${outside}-seen && exit 0; touch ${outside}-seen
	own=$(cd ${directory} && pwd -P); cd /; mv "$own" "$own-moved"; ln -s ${outside} "$own"; exit 5`;

test.each(['always', 'restart'])('a root that is kept, with %s, is made anew where a link is in its place', async persist => {
	const {root, runTwice, requireNothingOutside} = await start();
	const config = {rootfs: {persist}, files: [file('/a')]};
	expect(await runTwice(swap('.', `${root}/outside`), config)).toMatchObject({exit_code: 0});
	requireNothingOutside();
});

test.each(['always', 'never'])('the directory of all roots is made anew where a link is in its place, with persist %s', async persist => {
	const {root, runTwice, requireNothingOutside} = await start();
	const config = {rootfs: {persist}, files: [file('/a')]};
	expect(await runTwice(swap('..', `${root}/outside`), config)).toMatchObject({exit_code: 0});
	requireNothingOutside();
});

test.each([
	['a volume', '.'],
	['the directory of all volumes', '..'],
	['the directory of the state', '../..'],
])('a machine does not start, and nothing is read or copied, where a link is in the place of %s', async (_, above) => {
	const {root, call, runTwice, volume, requireNothingOutside} = await start();
	const config = {mounts: [{volume, path: '/data'}], files: [file('/data/a')]};
	const script = `cd data; cd "$(pwd -P)/${above}"; own=$(pwd -P); cd /; mv "$own" "$own-moved"; ln -s ${root}/outside "$own"; exit 5`;
	const exit = await runTwice(script, config);
	expect(exit.error).toContain(`volume ${volume} cannot be used: a link or a file is in the place of its directory`);
	requireNothingOutside();
	const used = await call('GET', `${volumes}/${volume}`);
	expect(used).toMatchObject({status: 200, body: {blocks: 0}});
	const refused = [
		await call('POST', volumes, {name: 'fork', region: 'fra', source_volume_id: volume}),
		await call('POST', `${volumes}/${volume}/snapshots`),
	];
	expect(refused.map(({status}) => status)).toEqual([412, 412]);
	expect(String(refused[0]?.body.error)).toMatch(
		/^failed_precondition: volume .* cannot be used: a link or a file is in the place of its directory$/,
	);
	requireNothingOutside();
});

test('a directory of volumes that is a link from the start is refused with a sentence', async () => {
	const root = makePlace();
	symlinkSync(join(root, 'outside'), join(root, 'volumes'));
	const path = join(root, 'volumes');
	await expect(startTestApi({volumesDirectory: path})).rejects.toThrow(
		`${path} is a link or a file: put a directory in its place, or choose another one.`,
	);
	expect(existsSync(path)).toBe(true);
});
