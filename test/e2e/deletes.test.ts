import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {eventually} from '../helpers/eventually.ts';
import {type Call, startTestApi} from '../helpers/local-server.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';
import {openTable, quit} from './steps.ts';

const startApi = async () => {
	const {api, call} = await startTestApi({speed: 10});
	for (const app of ['web', 'idle']) {
		await call('POST', '/v1/apps', {app_name: app, org_slug: 'personal'});
	}

	return {env: environmentFor(api.url), call};
};

/** A machine whose config was changed after it was made. */
const makeMachine = async (call: Call): Promise<string> => {
	const path = '/v1/apps/web/machines';
	const config = (word: string) => ({image: 'nginx:1', env: {WORD: word}, init: {exec: ['sh', '-c', 'echo $WORD; exec sleep 600']}});
	const {body} = await call('POST', path, {name: 'web-1', config: config('before')});
	await call('GET', `${path}/${body.id}/wait?state=started&timeout=60`);
	await call('POST', `${path}/${body.id}`, {config: {...config('after'), image: 'nginx:2'}});
	await call('GET', `${path}/${body.id}/wait?state=started&timeout=60`);
	return String(body.id);
};

type Thing = {
	readonly kind: string;
	/** Makes one and answers what it is called in the table. */
	readonly make: (call: Call) => Promise<string>;
	/** What is to be typed to delete it. */
	readonly consent: (id: string) => string;
	/** Its list on the server. */
	readonly path: string;
	readonly done: string;
};

const things: readonly Thing[] = [
	{
		kind: 'volumes',
		make: async call => String((await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 1})).body.id),
		consent: id => id.slice(-4),
		path: '/v1/apps/web/volumes',
		done: 'deleted',
	},
	{
		kind: 'secrets',
		async make(call) {
			await call('POST', '/v1/apps/web/secrets', {values: {API_KEY: 'hunter2'}});
			return 'API_KEY';
		},
		consent: id => id,
		path: '/v1/apps/web/secrets',
		done: 'deleted',
	},
	{
		kind: 'certificates',
		async make(call) {
			await call('POST', '/v1/apps/web/certificates/acme', {hostname: 'www.example.com'});
			return 'www.example.com';
		},
		consent: id => id,
		path: '/v1/apps/web/certificates',
		done: 'deleted',
	},
	{
		kind: 'ips',
		make: async call => String((await call('POST', '/v1/apps/web/ip_assignments', {type: 'v6'})).body.ip),
		consent: id => id,
		path: '/v1/apps/web/ip_assignments',
		done: 'released',
	},
	{
		kind: 'apps',
		make: async () => 'idle',
		consent: id => id,
		path: '/v1/apps?org_slug=personal',
		done: 'deleted',
	},
];

const answer = async (terminal: TestTerminal, text: string): Promise<void> => {
	terminal.press('ctrl-d');
	await terminal.waitForText(/Type /);
	terminal.write(text);
	await terminal.waitForText(`${text}█`);
	terminal.press('enter');
};

test.for(things)('what :$kind lists is $done once its name is typed, and by nothing less', async ({make, consent, path, done, kind}) => {
	const {env, call} = await startApi();
	const id = await make(call);
	const isThere = async (): Promise<boolean> => (await call('GET', path)).text.includes(`"${id}"`);
	const terminal = openTerminal({env, columns: 160, rows: 40});
	await terminal.waitForText('live');
	await openTable(terminal, kind);
	await terminal.waitForText(new RegExp(`> +${id}`));
	await answer(terminal, 'nope');
	await terminal.waitForText(`Not ${done}: what was typed is not`);
	expect(await isThere()).toBe(true);
	await answer(terminal, consent(id));
	await eventually(async () => expect(await isThere()).toBe(false));
	terminal.press('ctrl-r');
	await terminal.waitUntil(() => !terminal.screen().some(line => new RegExp(`^│?[> ] +${id}`).test(line)), 'its row is gone');
	await quit(terminal);
});

test('b takes a machine back to its earlier version, which runs then', async () => {
	const {env, call} = await startApi();
	const id = await makeMachine(call);
	const machine = async () => (await call('GET', `/v1/apps/web/machines/${id}`)).body;
	const before = await machine();
	const terminal = openTerminal({env, columns: 160, rows: 40});
	await terminal.waitForText(/> .*web-1 .*started/);
	terminal.press('D');
	await terminal.waitForText('nginx:1');
	terminal.press('j');
	await terminal.waitForText(/> .*nginx:1/);
	terminal.press('b');
	await terminal.waitForText(/nginx:2.*\n?.*nginx:1/s);
	await terminal.waitForText('[change]');
	expect(await machine()).toEqual(before);
	terminal.press('y');
	await terminal.waitForText('web-1 has the new config');
	const after = await machine();
	expect(after).toMatchObject({state: 'started', config: {image: 'nginx:1', env: {WORD: 'before'}}});
	expect(after.instance_id).not.toBe(before.instance_id);
	expect((await call('GET', `/v1/apps/web/machines/${id}/lease`)).status).toBe(404);
	const ran = await call('POST', `/v1/apps/web/machines/${id}/exec`, {command: ['sh', '-c', 'echo $WORD']});
	expect(ran.body.stdout).toBe('before\n');
	await quit(terminal);
});

test('ctrl-s saves the log in a file for its owner alone', async () => {
	const {env, call} = await startApi();
	const id = await makeMachine(call);
	const path = join(temporaryDirectory(), 'web.log');
	const terminal = openTerminal({env, columns: 160, rows: 40});
	await terminal.waitForText(/> .*web-1 .*started/);
	terminal.press('l');
	await terminal.waitForText(/info +fra after/);
	terminal.press('ctrl-s');
	await terminal.waitForText('enter save');
	terminal.press('ctrl-u');
	await terminal.waitUntil(() => !terminal.screen().join('\n').includes('.log█'), 'the field is empty');
	terminal.write(path);
	await terminal.waitForText('web.log█');
	terminal.press('enter');
	await terminal.waitForText(/\d+ lines? saved in /);
	expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^\\S+Z info \\w+ ${id} after$`, 'm'));
	expect(statSync(path).mode & 0o777).toBe(0o600);
	await quit(terminal);
});
