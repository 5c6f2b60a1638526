import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {quit} from './steps.ts';

test('a list has what a filter lets through, as text and as JSON', async () => {
	const {env} = await startDemo();
	const [text, json, volumes] = await Promise.all(
		[
			['list', '--filter', 'app:shop-web region:fra'],
			['list', '--json', '--filter', '!app:shop-web'],
			['volumes', '--filter', 'size:>100000'],
		].map(args => runFlydeck({args, env})),
	);
	expect(text).toMatchObject({exitCode: 0, stderr: ''});
	const [, ...rows] = text?.stdout.trim().split('\n') ?? [];
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.every(row => /^shop-web .* fra /.test(row))).toBe(true);
	const {machines} = JSON.parse(json?.stdout ?? '');
	expect(machines.length).toBeGreaterThan(0);
	expect(machines.every(({app}: {readonly app: string}) => app !== 'shop-web')).toBe(true);
	expect(volumes).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/^ID .*AGE\n$/)});
});

test.for([
	{args: ['list', '--filter', 'web state:startd'], says: '  web state:startd\n            ^^^^^^\nAt letter 11: state is never "startd"'},
	{
		args: ['history', 'web-1', '--filter', 'lease:ci'],
		says: '  lease:ci\n  ^^^^^\nAt letter 1: there is no key "lease" here (in quotes it is text), but kind, ',
	},
	{
		args: ['volumes', '--filter', 'lease:ci'],
		says: 'At letter 1: there is no key "lease" here (in quotes it is text), but id, state, app, name, ',
	},
	{args: ['logs', 'web-1', '--filter', '/[/'], says: '  /[/\n  ^^^\nAt letter 1: /[/ is not a regular expression'},
	{args: ['volumes', 'delete', 'vol_1', '--filter', 'x'], says: '--filter is for lists'},
])('a filter that makes no sense prints nothing, and is told with its place: $args', async ({args, says}) => {
	const {env} = await startDemo();
	const {exitCode, stdout, stderr} = await runFlydeck({args, env});
	expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
	expect(stderr).toContain(says);
});

test('the filter and order of a view are there again in the next flydeck, until a flag says otherwise', async () => {
	const {env: api} = await startDemo();
	const state = temporaryDirectory();
	const env = {...api, XDG_STATE_HOME: state};
	const first = openTerminal({env});
	await first.waitForText('live');
	first.press('/');
	await first.waitForText('[filter]');
	first.write('region:fra');
	await first.waitForText('/region:fra█');
	first.press('enter');
	await first.waitForText('[browse]');
	first.press('i');
	await first.waitForText('sort trouble v');
	first.press('ctrl-s');
	await first.waitForText('Saved: the next flydeck opens the machines');
	await quit(first);
	const path = join(state, 'flydeck', 'views.json');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({views: {machines: {filter: 'region:fra', isDescending: true}}});

	for (const [args, says] of [
		[[], /\/region:fra \d+ shown +sort trouble v/],
		[['--filter', 'region:ams'], /\/region:ams \d+ shown +sort trouble v/],
		[['--no-views'], /filter - +sort trouble \^/],
	] as const) {
		const next = openTerminal({env, args});
		await next.waitForText(says);
		await next.waitForText('live');
		await quit(next);
	}
});
