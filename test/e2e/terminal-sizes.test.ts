import {expect, test} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import {leftBehind} from '../helpers/left-behind.ts';
import type {Environment} from '../helpers/run-flydeck.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {quit} from './steps.ts';

/** What a screen shows without what time alone changes in it. */
const picture = (terminal: TestTerminal): string =>
	terminal
		.screen()
		.join('\n')
		.replaceAll(/ *\d+[smhd]?/g, '#');

/** Waits until a terminal shows what flydeck shows that is started in one of this size. */
const expectAsFresh = async (terminal: TestTerminal, env: Environment, columns: number, rows: number): Promise<void> => {
	const fresh = openTerminal({env, columns, rows});
	await fresh.waitForText(columns < 40 ? /needs|…/ : 'live');
	await terminal.waitUntil(
		() => picture(terminal) === picture(fresh),
		`the picture of a fresh start:\n${fresh.screen().join('\n')}\nat its size`,
	);
	fresh.press('q');
	expect((await fresh.exit).exitCode).toBe(0);
	expect(await leftBehind(fresh.raw(), {columns, rows})).toEqual([]);
};

/** Machines that do not change by themselves. */
const startQuiet = async (): Promise<Environment> => {
	const {env, call} = await startDemo({scenario: 'empty', speed: 1});
	await call('POST', '/v1/apps', {app_name: 'web', org_slug: 'personal'});
	for (const name of ['web-1', 'web-2', 'web-3']) {
		await call('POST', '/v1/apps/web/machines', {name, config: {image: 'nginx'}, skip_launch: true});
	}

	return env;
};

test('a storm of 200 sizes ends with the picture of a fresh start', async () => {
	const env = await startQuiet();
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	await terminal.waitForText('web-3');
	for (let step = 0; step < 200; step++) {
		terminal.resize(2 + ((step * 37) % 180), 1 + ((step * 13) % 60));
	}

	terminal.resize(110, 33);
	await expectAsFresh(terminal, env, 110, 33);
	await quit(terminal);
});

test('from every size it comes back to the picture of a fresh start', async () => {
	const env = await startQuiet();
	const terminal = openTerminal({env});
	await terminal.waitForText('web-3');
	for (const [columns, rows] of [
		[1, 1],
		[2, 2],
		[10, 5],
		[39, 10],
		[40, 9],
		[500, 200],
		[500, 1],
		[1, 200],
	] as const) {
		const before = terminal.raw().length;
		terminal.resize(columns, rows);
		await terminal.waitUntil(() => terminal.raw().length > before, `a picture at ${columns}x${rows}`);
		terminal.resize(80, 24);
		await terminal.waitUntil(
			() => terminal.lineWith('live') !== '' && terminal.lineWith('[browse]') !== '',
			`the table after ${columns}x${rows}`,
		);
	}

	await expectAsFresh(terminal, env, 80, 24);
	await quit(terminal);
});

test.for([
	[2, 1],
	[2, 2],
	[10, 5],
	[39, 10],
	[500, 200],
] as const)('it starts at %ix%i, and q ends it', async ([columns, rows]) => {
	const env = await startQuiet();
	const terminal = openTerminal({env, columns, rows});
	await terminal.waitForText(columns < 40 ? /needs|…/ : 'live');
	terminal.press('q');
	expect((await terminal.exit).exitCode).toBe(0);
	expect(await leftBehind(terminal.raw(), {columns, rows})).toEqual([]);
});

test('keys that are pressed where nothing can be seen act on no machine', async () => {
	const {env, call} = await startDemo({speed: 1});
	const terminal = openTerminal({env});
	await terminal.waitForText('live');
	const states = async (): Promise<readonly unknown[]> => {
		const {list} = await call('GET', '/v1/apps/shop-web/machines');
		return list.filter(isJsonObject).map(({id, instance_id, config}) => [id, instance_id, config]);
	};

	const before = await states();
	terminal.resize(10, 5);
	await terminal.waitForText('needs');
	for (const key of ['t', 'y', '*', 't', 'ctrl-d', 'enter', 'e', 'x', 's', 'y', 'j', 'r', 'y']) {
		terminal.press(key);
		await new Promise(resolve => setImmediate(resolve));
	}

	terminal.resize(80, 24);
	await terminal.waitForText('[browse]');
	expect(terminal.screen().join('\n')).not.toMatch(/marked|y \/ N|┌─ (?:stop|delete|exec)/);
	expect(await states()).toEqual(before);
	await quit(terminal);
});
