import {expect, test} from 'vitest';
import {type Act, acts} from '../../source/flags.ts';
import {type DeedKind, deeds} from '../../source/headless/deeds.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {runFlydeck} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';

/** How each act is written, but for the act itself; undefined: it only reads. */
const actWords: Readonly<Record<Act, readonly string[] | undefined>> = {
	start: ['web-1'],
	stop: ['web-1'],
	suspend: ['web-1'],
	restart: ['web-1'],
	signal: ['web-1'],
	cordon: ['web-1'],
	uncordon: ['web-1'],
	update: ['web-1', '--image', 'nginx:2'],
	delete: ['web-1', '--force'],
	wait: undefined,
	exec: ['web-1', '--', 'true'],
	lease: ['acquire', 'web-1'],
	edit: ['web-1', '--file', '/dev/null'],
	back: ['web-1'],
	compare: undefined,
	versions: undefined,
	create: ['--file', '/dev/null'],
	clone: ['web-1'],
	metadata: ['set', 'web-1', 'role=db'],
};

/** What is named, where not any word will do. */
const nameFor: Readonly<Record<string, string>> = {assign: 'v6', add: 'www.example.com'};

const writing: readonly (readonly string[])[] = [
	...acts.flatMap(act => (actWords[act] === undefined ? [] : [[act, ...actWords[act]]])),
	['lease', 'release', 'web-1'],
	['lease', 'break', 'web-1'],
	['metadata', 'delete', 'web-1', 'role'],
	...(Object.keys(deeds) as DeedKind[]).flatMap(kind =>
		Object.entries(deeds[kind]).map(([deed, {flags = []}]) => [
			kind,
			deed,
			nameFor[deed] ?? 'name',
			'--app=web',
			...(flags.includes('size') ? ['--size=2'] : []),
		]),
	),
];

/** One machine that runs, and what was asked since that was not only read. */
const startOne = async () => {
	const writes: string[] = [];
	const {api, call} = await startTestApi({speed: 10, log: line => writes.push(...(line.startsWith('GET') ? [] : [line]))});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const {body} = await call('POST', '/v1/apps/web/machines', {name: 'web-1', config: {image: 'nginx'}});
	await call('GET', `/v1/apps/web/machines/${body.id}/wait?state=started&timeout=60`);
	writes.length = 0;
	return {env: environmentFor(api.url), writes};
};

test('no sub-command writes where nothing may be changed, and each says so', async () => {
	const {env, writes} = await startOne();
	for (const args of writing) {
		const {exitCode, stdout, stderr} = await runFlydeck({args: [...args, '--yes'], env: {...env, FLYDECK_READ_ONLY: '1'}});
		expect({args, exitCode, stdout, stderr}).toEqual({
			args,
			exitCode: 2,
			stdout: '',
			stderr: 'Nothing was done: --read-only or FLYDECK_READ_ONLY keeps flydeck from changing anything.\n',
		});
	}

	expect(writes).toEqual([]);
});

test.each([
	['wait', 'web-1', '--wait-for', 'started'],
	['versions', 'web-1'],
	['lease', 'show', 'web-1'],
	['metadata', 'show', 'web-1'],
	['list'],
])('%s %s still reads', async (...args) => {
	const {env, writes} = await startOne();
	const {exitCode} = await runFlydeck({args: [...args, '--read-only'], env});
	expect(exitCode).toBe(0);
	expect(writes).toEqual([]);
});

test('the screen says that it is read-only, and a key that would change something is answered', async () => {
	const {env, writes} = await startOne();
	const terminal = openTerminal({args: ['--read-only'], env});
	await terminal.waitForText('READ-ONLY');
	await terminal.waitForText('web-1');
	terminal.press('t');
	await terminal.waitForText('flydeck is read-only here');
	terminal.press('q');
	expect(await terminal.exit).toMatchObject({exitCode: 0});
	expect(writes).toEqual([]);
});
