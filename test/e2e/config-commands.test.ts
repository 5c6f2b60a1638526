import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import {startTestApi} from '../helpers/local-server.ts';
import {runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';

const machinesPath = '/v1/apps/web/machines';

/** A machine that runs, in an API of its own, and a directory with a config for it. */
const start = async () => {
	const writes: string[] = [];
	const log = (line: string): void => {
		writes.push(...(/^(?:POST|DELETE)/.test(line) ? [line] : []));
	};
	const {api, call} = await startTestApi({speed: 10, log});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	const {body} = await call('POST', machinesPath, {name: 'web-1', config: {image: 'nginx', env: {LEVEL: 'info', API_TOKEN: 'hunter2'}}});
	const path = `${machinesPath}/${body.id}`;
	await call('GET', `${path}/wait?state=started&timeout=60`);
	const directory = temporaryDirectory();
	const env = {...environmentFor(api.url), XDG_STATE_HOME: join(directory, 'state')};
	const config = Object((await call('GET', path)).body.config);
	const changed = JSON.stringify({...config, env: {LEVEL: 'debug', API_TOKEN: 'hunter3'}});
	writeFileSync(join(directory, 'web.json'), `// the new one\n${changed}`);
	writes.length = 0;
	const envNow = async () => {
		const now = (await call('GET', path)).body.config;
		return isJsonObject(now) ? now.env : undefined;
	};
	const run = (args: readonly string[], script?: string) =>
		runFlydeck({args, env, cwd: directory, ...(script === undefined ? {} : {script})});
	return {call, path, directory, env, run, writes, envNow};
};

test('a config is applied from a file with --yes, and given back as one document without a secret', async () => {
	const {run, envNow, call, path} = await start();
	const {exitCode, stdout, stderr} = await run(['edit', 'web-1', '--file', 'web.json', '--yes', '--json']);
	expect(JSON.parse(stdout)).toMatchObject({
		version: 1,
		verb: 'edit',
		results: [
			{
				ok: true,
				skipped: false,
				changes: [
					{path: 'env.LEVEL', kind: 'changed', before: 'info', after: 'debug'},
					{path: 'env.API_TOKEN', kind: 'changed', before: '(masked)', after: '(masked)'},
				],
			},
		],
	});
	expect(stdout + stderr).not.toContain('hunter');
	expect(exitCode).toBe(0);
	expect(await envNow()).toEqual({LEVEL: 'debug', API_TOKEN: 'hunter3'});
	expect((await call('GET', `${path}/lease`)).status).toBe(404);
	expect(await run(['edit', 'web-1', '--file', 'web.json'])).toMatchObject({
		exitCode: 0,
		stdout: expect.stringContaining('nothing differs'),
	});
});

test('a config comes in by a pipe, and needs --yes there', async () => {
	const {run, envNow, writes} = await start();
	const unasked = await run(['edit', 'web-1', '--file', '-'], 'cat web.json | "$@"');
	expect(unasked).toMatchObject({
		exitCode: 2,
		stdout: '',
		stderr: expect.stringMatching(
			/env\.LEVEL[\s\S]*\nNothing was done: .* Add --yes to change without a question\. The text is kept in \S+config\.jsonc\n$/,
		),
	});
	expect(writes).toEqual([]);
	expect((await run(['edit', '--yes', '--file', '-', 'web-1'], 'cat web.json | "$@"')).exitCode).toBe(0);
	expect(await envNow()).toMatchObject({LEVEL: 'debug'});
});

test.for([
	{args: ['edit', 'web-1', '--file', 'bad.json', '--yes'], exitCode: 2, says: /^bad\.json holds no good config: line 2, column 2: /},
	{args: ['edit', 'web-1', '--file', 'none.json', '--yes'], exitCode: 2, says: /^There is no file .*none\.json\.\n$/},
	{args: ['edit', 'web-1', '--yes'], exitCode: 2, says: /^Nothing was done: there is no terminal for an editor/},
	{args: ['edit', 'web-1', '--file', 'web.json'], exitCode: 2, says: /Add --yes to change without a question\.\n$/},
	{args: ['back', 'web-1', '--yes'], exitCode: 1, says: /^$/},
	{args: ['compare', 'web-1', '--file', 'web.json'], exitCode: 1, says: /^$/},
	{args: ['compare', 'web-1', '--version', '0'], exitCode: 0, says: /^$/},
	{args: ['compare', 'web-1'], exitCode: 2, says: /^flydeck compare takes two machines/},
	{args: ['versions', 'web-1'], exitCode: 0, says: /^$/},
	{args: ['create', '--app', 'web', '--file', 'web.json'], exitCode: 2, says: /Add --yes to create without a question\.\n$/},
	{args: ['create', '--app', 'web', '--file', 'bad.json', '--yes'], exitCode: 2, says: /line 2, column 2/},
	{args: ['clone', 'web-1'], exitCode: 2, says: /Add --yes to create without a question\.\n$/},
	{args: ['clone', 'web-1', '--name', 'web-1', '--yes'], exitCode: 1, says: /^$/},
	{args: ['lease', 'break', 'web-1', '--yes', '--owner', 'me'], exitCode: 0, says: /^$/},
])('$args ends with $exitCode and changes nothing', async ({args, exitCode, says}) => {
	const {run, directory, writes} = await start();
	writeFileSync(join(directory, 'bad.json'), '{\n oops\n}');
	const ran = await run([...args]);
	expect(ran.stderr).toMatch(says);
	expect(ran.exitCode).toBe(exitCode);
	expect(writes).toEqual([]);
});

test('a machine is made and cloned', async () => {
	const {run, call} = await start();
	expect(await run(['create', '--app', 'web', '--file', 'web.json', '--name', 'web-2', '--yes'])).toMatchObject({
		exitCode: 0,
		stdout: expect.stringMatching(/^ok +\w+ +web-2 \(\w+\) was made and is started, after /),
	});
	expect((await run(['clone', 'web-2', '--name', 'web-3', '--yes', '--skip-launch'])).exitCode).toBe(0);
	const {list} = await call('GET', machinesPath);
	expect(list.filter(isJsonObject).map(({name}) => name)).toEqual(expect.arrayContaining(['web-1', 'web-2', 'web-3']));
});

test('in a terminal the editor opens, what would change is asked, and a no keeps the text', async () => {
	const {env, directory, envNow} = await start();
	const editor = join(directory, 'editor.sh');
	writeFileSync(editor, '#!/bin/sh\nsed -i s/info/warn/ "$1"\n', {mode: 0o755});
	const edit = () => openTerminal({args: ['edit', 'web-1'], env: {...env, EDITOR: editor}, columns: 160});
	const first = edit();
	await first.waitForText('change it? y/N');
	expect(first.lineWith('env.LEVEL')).toBe('  changed env.LEVEL: "info" -> "warn"');
	first.write('n\r');
	expect((await first.exit).exitCode).toBe(1);
	expect(first.lineWith('The text is kept in')).toMatch(/edits/);
	expect(readdirSync(join(directory, 'state', 'flydeck', 'edits'))).toHaveLength(1);

	const second = edit();
	await second.waitForText('change it? y/N');
	second.write('y\r');
	expect((await second.exit).exitCode).toBe(0);
	expect(await envNow()).toMatchObject({LEVEL: 'warn'});
	expect(readdirSync(join(directory, 'state', 'flydeck', 'edits'))).toHaveLength(1);
});

test('a signal hangs up on the editor, and what was typed is kept and told', async () => {
	const {env, directory, writes} = await start();
	const editor = join(directory, 'editor.sh');
	writeFileSync(editor, '#!/bin/sh\nsed -i s/info/warn/ "$1"\necho edi""ting\nread -r _\n', {mode: 0o755});
	const terminal = openTerminal({args: ['edit', 'web-1'], env: {...env, EDITOR: editor}, columns: 160});
	await terminal.waitForText('editing');
	terminal.kill('SIGTERM');
	expect((await terminal.exit).exitCode).toBe(143);
	expect(terminal.lineWith('The text is kept in')).toMatch(/edits/);
	expect(readdirSync(join(directory, 'state', 'flydeck', 'edits'))).toHaveLength(1);
	expect(writes).toEqual([]);
});

test('a lease that was taken is used and given back by later commands, and by nobody else', async () => {
	const {run, call, path, directory} = await start();
	const leased = async () => (await call('GET', `${path}/lease`)).status === 200;
	expect((await run(['lease', 'acquire', 'web-1', '--yes'])).exitCode).toBe(0);
	expect((await call('POST', `${path}/stop`)).status).toBe(409);
	expect((await run(['list', '--filter', 'lease:mine'])).stdout).toContain('web-1');
	expect((await run(['stop', 'web-1', '--yes'])).exitCode).toBe(0);
	expect(await leased()).toBe(true);
	expect((await run(['lease', 'release', 'web-1', '--yes'])).exitCode).toBe(0);
	expect(await leased()).toBe(false);
	expect((await run(['list', '--filter', 'lease:mine'])).stdout).not.toContain('web-1');
	expect(readdirSync(join(directory, 'state', 'flydeck', 'leases'))).toEqual([]);
});
