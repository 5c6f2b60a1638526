import {expect, test} from 'vitest';
import {startTestApi} from '../helpers/local-server.ts';
import {runFlydeck} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';

const machinesPath = '/v1/apps/web/machines';
const talking = {init: {exec: ['sh', '-c', 'i=0; while :; do i=$((i + 1)); echo "tick $i"; sleep 0.1; done']}};

/** Two machines that write a line ten times a second. */
const start = async () => {
	const {api, call} = await startTestApi({speed: 10});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	for (const name of ['web-1', 'web-2']) {
		const {body} = await call('POST', machinesPath, {name, config: {image: 'nginx', ...talking}});
		await call('GET', `${machinesPath}/${body.id}/wait?state=started&timeout=60`);
	}

	return {env: environmentFor(api.url)};
};

test.for([
	{title: 'ctrl-c', end: (terminal: ReturnType<typeof openTerminal>) => terminal.write('\u0003'), code: 130},
	{title: 'SIGTERM', end: (terminal: ReturnType<typeof openTerminal>) => terminal.kill('SIGTERM'), code: 143},
])('a log that is followed ends on $title, quietly', async ({end, code}) => {
	const {env} = await start();
	const terminal = openTerminal({args: ['logs', 'app:web', '--follow', '--filter', '/tick \\d+$/'], env, columns: 120, rows: 40});
	await terminal.waitForText(/web-1: .* tick 5\b/);
	await terminal.waitForText(/web-2: .* tick \d/);
	end(terminal);
	expect((await terminal.exit).exitCode).toBe(code);
	const lines = terminal.screen().filter(line => line !== '' && line !== '^C');
	expect(lines.filter(line => !/^(?:\^C)?web-[12]: \S+ info \w+ \w+ tick \d+$/.test(line))).toEqual([]);
});

test('a log that is followed ends when its reader has seen enough', async () => {
	const {env} = await start();
	const {exitCode, stdout, stderr} = await runFlydeck({
		args: ['logs', 'web-1', '--follow', '--json'],
		env,
		script: '"$@" | { head -n 2; }; exit 0',
	});
	const lines = stdout.trim().split('\n');
	expect(lines).toHaveLength(2);
	expect(JSON.parse(lines[0] ?? '')).toMatchObject({app: 'web', name: 'web-1', provider: expect.any(String)});
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
});

test('the lines since a time are printed once', async () => {
	const {env} = await start();
	const print = () => runFlydeck({args: ['logs', 'web-1', '--since', '1h', '--filter', '"tick 1"'], env});
	// The machine writes it when its process has come so far.
	await expect.poll(async () => (await print()).stdout, {timeout: 10_000}).toMatch(/ tick 1\n/);
	const {exitCode, stdout, stderr} = await print();
	expect(stdout).not.toContain('web-1: ');
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
});

test.for([
	{args: ['logs'], exitCode: 2, says: /^flydeck logs wants to know which machines/},
	{args: ['logs', ''], exitCode: 2, says: /^flydeck logs wants to know which machines/},
	{args: ['logs', 'nope'], exitCode: 1, says: /^No machine fits: nope\n/},
	{
		args: ['logs', 'web-1', '--filter', '/[/'],
		exitCode: 2,
		says: /^--filter makes no sense:\n {2}\/\[\/\n {2}\^{3}\nAt letter 1: \/\[\/ is not a regular expression/,
	},
	{args: ['logs', 'web-1', '--token', 'other'], exitCode: 3, says: /401|token/},
])('$args ends with $exitCode', async ({args, exitCode, says}) => {
	const {env} = await start();
	const ran = await runFlydeck({args: [...args], env});
	expect(ran.stderr).toMatch(says);
	expect(ran).toMatchObject({exitCode, stdout: ''});
});
