import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openBook} from '../../source/journal/book.ts';
import {buildExitEvent} from '../helpers/build-machine.ts';
import {eventEntry, machineEntry, stateEntry} from '../helpers/journal-entries.ts';
import {runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';

const withJournal = (): {readonly env: {readonly XDG_STATE_HOME: string}} => {
	const home = temporaryDirectory();
	const directory = join(home, 'flydeck');
	mkdirSync(directory);
	const book = openBook(directory);
	const nowMs = Date.now();
	const event = {...buildExitEvent({exitCode: 137, oomKilled: true}), timestampMs: nowMs - 60_000};
	book.write(
		[
			...['web-1', 'twin', 'twin', 'heir', 'heir', 'heir'].map((name, index) => machineEntry(`a${index + 1}`, nowMs - 90_000, name)),
			eventEntry('a1', event),
			stateEntry('a4', nowMs - 60_000, 'destroyed'),
			stateEntry('a5', nowMs - 60_000, 'started'),
			stateEntry('a6', nowMs - 60_000, 'replaced'),
		],
		nowMs,
	);
	book.close();
	return {env: {XDG_STATE_HOME: home}};
};

test('the history of a machine comes from the disk alone: no token, and no configuration that is wrong, is in its way', async () => {
	const {env} = withJournal();
	const broken = {...env, FLY_API_HOSTNAME: 'no address at all'};
	const [text, json] = await Promise.all(
		[
			['history', 'web-1'],
			['history', 'a1', '--since', '2h', '--json'],
		].map(args => runFlydeck({args, env: broken})),
	);
	expect(text).toMatchObject({exitCode: 0, stderr: '', stdout: expect.stringMatching(/^a1 {2}web-1 {2}web\n.*exit .*out of memory/is)});
	expect(JSON.parse(json?.stdout ?? '')).toMatchObject({machine: {id: 'a1'}, items: [{kind: 'event', oom_killed: true}]});
});

test.each(['600s', '10m', '999999d'])('what happened a minute ago is within the last %s', async since => {
	const {stdout} = await runFlydeck({args: ['history', 'a1', '--since', since, '--json'], env: withJournal().env});
	expect(JSON.parse(stdout)).toMatchObject({items: [{kind: 'event'}]});
});

test.each([
	[['history', 'nobody'], 1, /^The journal has no machine with the id or name "nobody"/],
	[['history', 'twin'], 1, /^2 machines were named "twin"\. Give the id of one: a2 \(web\), a3 \(web\)\.$/],
	[['history'], 2, /^flydeck history takes one machine/],
	[['history', 'a1', '--since', 'yesterday'], 2, /^--since takes a time such as 90s, 15m, 1h or 2d/],
])('what cannot be told is a sentence: %j', async (args, exitCode, sentence) => {
	const ran = await runFlydeck({args, env: withJournal().env});
	expect(ran).toMatchObject({exitCode, stdout: ''});
	expect(ran.stderr.trim()).toMatch(sentence);
});

test('of several machines of a name the one that is there is told, and that it is', async () => {
	const {env} = withJournal();
	const {exitCode, stdout, stderr} = await runFlydeck({args: ['history', 'heir', '--json'], env});
	expect(exitCode).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({machine: {id: 'a5', name: 'heir'}});
	expect(stderr).toMatch(
		/^3 machines were named "heir": this is a5, which is there\. Give an id for another: a4 \(web, gone since 2.*\), a6 \(web, gone since 2.*\)\.\n$/,
	);
	expect(await runFlydeck({args: ['history', 'a4'], env})).toMatchObject({exitCode: 0, stderr: ''});
});

test('where there is no journal that is told', async () => {
	const ran = await runFlydeck({args: ['history', 'web-1']});
	expect(ran).toMatchObject({exitCode: 1, stderr: expect.stringMatching(/^There is no journal in /)});
});
