import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isEqual} from 'es-toolkit';
import {describe, expect, test, vi} from 'vitest';
import {openActionLog} from '../../source/journal/action-log.ts';
import {selectScreen} from '../../source/store/screens.ts';
import {startFlow} from '../helpers/flow.ts';
import {startFlowServer} from '../helpers/flow-server.ts';
import {hasCurl, runCurl} from '../helpers/run-curl.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

vi.setConfig({testTimeout: 40_000});

const start = async (editText?: (text: string) => string) => {
	const server = await startFlowServer();
	const id = await server.launch({env: {API_TOKEN: 'marked-1', LEVEL: 'info'}}, {name: 'web-1'});
	const copied: string[] = [];
	const directory = temporaryDirectory();
	const flow = await startFlow(server, {
		toClipboard(text) {
			copied.push(text);
			return true;
		},
		openActionLog: () => openActionLog(directory),
		...(editText === undefined ? {} : {editText}),
	});
	await flow.waitForMachine(id, 'started');
	const copy = async (...keys: readonly string[]): Promise<string> => {
		const before = copied.length;
		flow.press(...keys);
		await flow.waitForState(() => copied.length > before, 'a command is copied');
		return copied.at(-1) ?? '';
	};
	const path = `/v1/apps/web/machines/${id}`;
	const log = (): string => readFileSync(join(directory, 'actions.jsonl'), 'utf8');
	return {...flow, server, id, path, copy, log};
};

describe.skipIf(!hasCurl)('a command that was copied does what flydeck would, at the local API', () => {
	test('every act of a machine that runs', async () => {
		const {copy, press, state, server, path, id} = await start();
		press('c', 'C');
		const {mode} = state().view;
		const titles = mode.kind === 'copy-curl' ? mode.offers.map(({title}) => title) : [];
		press('esc');
		const command = (title: string): Promise<string> => {
			const index = titles.indexOf(title);
			expect(index).toBeGreaterThan(-1);
			return copy('c', 'C', ...Array.from({length: index}, () => 'j'), 'enter');
		};
		const harmless = titles.filter(title => !/^(?:stop|suspend|restart|signal|update|force|take|look|wait)/.test(title));
		for (const title of [...harmless, 'wait until it is started']) {
			expect([title, await runCurl(await command(title))]).toMatchObject([title, {status: expect.stringMatching(/^20[0-4]$/)}]);
		}

		const update = await command('update, with the config that it has');
		expect(await runCurl(update)).toMatchObject({status: '', error: expect.stringContaining('API_TOKEN_VALUE')});
		expect(await runCurl(update, {API_TOKEN_VALUE: 'another'})).toMatchObject({status: '200'});
		expect((await server.call('GET', path)).body).toMatchObject({config: {env: {API_TOKEN: 'another', LEVEL: 'info'}}});
		await server.waitFor(id, 'started');

		const lease = JSON.parse((await runCurl(await command('take a lease'))).body);
		expect(await runCurl(await command('look at its lease'))).toMatchObject({status: '200'});
		const stop = await command('stop with SIGTERM, killed after 30 s');
		expect(await runCurl(stop)).toMatchObject({status: '409'});
		const given = {NONCE: String(lease.data.nonce)};
		expect(await runCurl(stop.replace('-H', '-H "fly-machine-lease-nonce: $NONCE" -H'), given)).toMatchObject({status: '200'});
	});

	test('what a question is about, while it is asked', async () => {
		const {copy, press, server, id, path, waitForMachine} = await start();
		const stop = await copy('t', 'ctrl-y');
		press('n');
		expect(await runCurl(stop)).toMatchObject({status: '200'});
		await server.waitFor(id, 'stopped');
		await waitForMachine(id, 'stopped');
		const remove = await copy('ctrl-d', 'ctrl-y');
		press('esc');
		expect(await runCurl(remove)).toMatchObject({status: '200'});
		await server.waitFor(id, 'destroyed');
		expect((await server.call('GET', `${path}/wait?state=destroyed`)).status).toBe(200);
	});

	test('a change of a config, without its secrets', async () => {
		const {copy, press, state, server, path, waitForState} = await start(text => text.replace('"info"', '"debug"'));
		press('e');
		await waitForState(({view}) => view.mode.kind === 'change', 'the change is shown');
		const command = await copy('ctrl-y');
		expect(command + JSON.stringify(state().notes)).not.toContain('marked');
		expect(state().notes.at(-1)?.text).toContain('which needs $API_TOKEN_VALUE');
		press('n');
		expect(await runCurl(command, {API_TOKEN_VALUE: 'marked-1'})).toMatchObject({status: '200'});
		expect((await server.call('GET', path)).body).toMatchObject({config: {env: {API_TOKEN: 'marked-1', LEVEL: 'debug'}}});
	});

	test('a form', async () => {
		const {copy, press, type, state, server, waitForState} = await start();
		press(':');
		type('secrets');
		press('enter');
		await waitForState(current => selectScreen(current)?.kind === 'secrets', 'the secrets are shown');
		press('n');
		type('API_KEY');
		press('enter');
		type('marked-2');
		const command = await copy('ctrl-y');
		expect(command + JSON.stringify(state().notes)).not.toContain('marked');
		press('esc');
		expect((await runCurl(command)).error).toContain('API_KEY_VALUE');
		expect((await server.call('GET', '/v1/apps/web/secrets')).text).not.toContain('API_KEY');
		expect(await runCurl(command, {API_KEY_VALUE: 'marked-2'})).toMatchObject({status: expect.stringMatching(/^20[01]$/)});
		expect((await server.call('GET', '/v1/apps/web/secrets')).text).toContain('API_KEY');
	});

	test('what was done, again, and the log has no secret of it', async () => {
		const {copy, press, type, state, server, id, path, log, waitForNote, waitForState} = await start(text =>
			text.replace('"info"', '"debug"'),
		);
		press(':');
		type('secrets');
		press('enter', 'n');
		type('API_KEY');
		press('enter');
		type('marked-2');
		press('enter');
		await waitForNote(/^secret API_KEY of web set/);
		press('esc', 'm');
		await waitForState(({metadata}) => metadata?.values !== undefined, 'the metadata');
		press('a');
		type('api_token');
		press('enter');
		type('marked-3');
		press('enter');
		await waitForNote(/api_token set$/);
		press('esc');
		press('e');
		await waitForState(({view}) => view.mode.kind === 'change', 'the change is shown');
		press('y');
		await waitForNote(/^web-1 has the new config/);
		await waitForState(({fleet}) => fleet.get(id)?.lease === undefined, 'the lease of the change is seen to be gone');
		press('L', 'a');
		await waitForNote(/^Lease on web-1 held/);
		press('L', 'x');
		await waitForNote(/^Lease on web-1 released/);

		const wanted = ['set secret API_KEY of web', 'set metadata api_token', 'change', 'take lease', 'release lease'];
		await waitForState(
			({actions}) =>
				isEqual(
					actions.flatMap(({kind, curl, what}) => (kind === 'act' && curl !== undefined ? [what] : [])),
					wanted,
				),
			'all is recorded, with its command',
		);
		expect(log() + JSON.stringify(state().notes)).not.toContain('marked');
		expect(log()).toContain('API_KEY_VALUE:?');

		const secret = await copy('A', 'c', 'G', 'enter');
		expect(await runCurl(secret, {API_KEY_VALUE: 'other'})).toMatchObject({status: expect.stringMatching(/^20[01]$/)});
		const metadata = await copy('c', 'G', 'k', 'enter');
		expect(await runCurl(metadata, {VALUE: 'other'})).toMatchObject({status: '204'});
		expect((await server.call('GET', `${path}/metadata`)).body).toMatchObject({api_token: 'other'});
	});
});
