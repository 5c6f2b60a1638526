import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openBook} from '../../source/journal/book.ts';
import {buildExitEvent} from '../helpers/build-machine.ts';
import {eventEntry, machineEntry} from '../helpers/journal-entries.ts';
import {runFlydeck, temporaryDirectory} from '../helpers/run-flydeck.ts';

const withJournal = (): {readonly env: {readonly XDG_STATE_HOME: string}} => {
	const home = temporaryDirectory();
	const directory = join(home, 'flydeck');
	mkdirSync(directory);
	const book = openBook(directory);
	const nowMs = Date.now();
	const event = {...buildExitEvent({exitCode: 137, oomKilled: true}), timestampMs: nowMs - 60_000};
	book.write(
		[machineEntry('a1', nowMs, 'web-1'), machineEntry('a2', nowMs, 'twin'), machineEntry('a3', nowMs, 'twin'), eventEntry('a1', event)],
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

test('where there is no journal that is told', async () => {
	const ran = await runFlydeck({args: ['history', 'web-1']});
	expect(ran).toMatchObject({exitCode: 1, stderr: expect.stringMatching(/^There is no journal in /)});
});
