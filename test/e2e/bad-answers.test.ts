import {expect, test} from 'vitest';
import {type Environment, runFlydeck} from '../helpers/run-flydeck.ts';
import {type StubAnswer, startStubServer} from '../helpers/stub-server.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor, startDemo} from './demo-api.ts';

const answerWith =
	(type: string, body: string): StubAnswer =>
	response => {
		response.writeHead(200, {'content-type': type});
		response.end(body);
	};

const breakOff: StubAnswer = response => {
	response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
	response.write('[{"id": "148e', () => response.destroy());
};

const stubEnvironment = (answer: StubAnswer) => async () => environmentFor((await startStubServer(answer)).baseUrl);

type Bad = {
	readonly title: string;
	readonly environment: () => Promise<Environment>;
	readonly app: string;
	readonly says: RegExp;
	readonly exitCode: number;
};

const demoEnvironment = async (token?: string): Promise<Environment> => environmentFor((await startDemo()).api.url, token);

const table: readonly Bad[] = [
	{title: 'an unknown app', environment: demoEnvironment, app: 'no-such-app', says: /no-such-app.*not found/, exitCode: 1},
	{title: 'a refused token', environment: () => demoEnvironment('wrong'), app: 'shop-web', says: /token/, exitCode: 3},
	{
		title: 'a host where nothing listens',
		environment: async () => environmentFor('http://127.0.0.1:2'),
		app: 'web',
		says: /cannot be reached/,
		exitCode: 1,
	},
	{
		title: 'a web page instead of JSON',
		environment: stubEnvironment(answerWith('text/html', '<!doctype html><title>Sign in</title>')),
		app: 'web',
		says: /web page/,
		exitCode: 1,
	},
	{
		title: 'a body that ends in the middle',
		environment: stubEnvironment(answerWith('application/json', '[{"id": "148e')),
		app: 'web',
		says: /cut off/,
		exitCode: 1,
	},
	{title: 'a connection that breaks in the middle', environment: stubEnvironment(breakOff), app: 'web', says: /cut off|lost/, exitCode: 1},
];

test.for(table)('list tells of $title in a sentence, with exit code $exitCode', async ({environment, app, says, exitCode}) => {
	const ran = await runFlydeck({args: ['list', '--app', app], env: await environment()});
	expect(ran.stdout).toBe('');
	expect(ran.stderr).toMatch(/^[^\n]+\n$/);
	expect(ran.stderr).toMatch(says);
	expect(ran.exitCode).toBe(exitCode);
});

test.for(table)('the screen tells of $title and stays, and ends with exit code $exitCode', async ({environment, app, says, exitCode}) => {
	const terminal = openTerminal({args: ['--app', app], env: await environment(), columns: 160});
	await terminal.waitForText(says);
	expect(terminal.isAlternate()).toBe(true);
	terminal.press('ctrl-c');
	expect(await terminal.exit).toEqual({exitCode, signal: undefined});
	await terminal.waitForText(says);
	expect(terminal.isAlternate()).toBe(false);
});
