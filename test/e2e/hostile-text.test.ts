import {expect, test} from 'vitest';
import {printable} from '../../source/domain/text.ts';
import {hostileAnswer, hostileMachine} from '../helpers/hostile-api.ts';
import {hostileTexts, uncleanIn} from '../helpers/hostile-text.ts';
import {node, program, runFlydeck} from '../helpers/run-flydeck.ts';
import {type StubAnswer, startStubServer} from '../helpers/stub-server.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {readOutput} from '../helpers/terminal-output.ts';
import {environmentFor} from './demo-api.ts';

/** All hostile texts, another one first each time: what is cut off shows them one after the other. */
const mixed = (turn: number): string => {
	const texts = hostileTexts.map(([, text]) => text);
	const from = turn % texts.length;
	return [...texts.slice(from), ...texts.slice(0, from)].join(' ');
};

/** The id of a machine that has one of the texts in it, as it is shown. */
const machineNamed = printable(`1${hostileTexts[1]?.[1] ?? ''}`);

/** An API with a machine for each hostile text, and all of them mixed in every other answer. */
const startHostileApi = async () => {
	const machines = hostileTexts.map(([, text], index) => ({
		...hostileMachine(text, index),
		host_status: 'ok',
		lease: undefined,
		...(index % 9 === 8 ? {} : {state: 'started'}),
	}));
	let turn = 0;
	const answer: StubAnswer = (response, request) => {
		const {pathname} = new URL(request.url, 'http://localhost');
		if (request.method === 'GET' && pathname === '/v1/apps/web/machines') {
			response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(machines));
			return;
		}

		const asked = /^\/v1\/apps\/web\/machines\/([^/]+)$/.exec(pathname)?.[1];
		const machine = machines.find(({id}) => asked !== undefined && printable(id) === decodeURIComponent(asked));
		if (request.method === 'GET' && machine !== undefined) {
			response.writeHead(200).end(JSON.stringify(machine));
			return;
		}

		if (pathname.endsWith('/logs')) {
			const attributes = (text: string) => ({
				timestamp: '2026-11-24T12:00:00Z',
				message: text,
				level: text,
				instance: machineNamed,
				region: text,
			});
			const data = hostileTexts.map(([, text]) => ({id: text, attributes: attributes(text)}));
			response.writeHead(200).end(JSON.stringify({data, meta: {next_token: 'next'}}));
			return;
		}

		turn += 1;
		// A lease would keep the keys from asking anything.
		if (pathname.endsWith('/lease')) {
			response.writeHead(404).end(JSON.stringify({error: mixed(turn)}));
			return;
		}

		hostileAnswer(mixed(turn))(response, request);
	};
	const {baseUrl} = await startStubServer(answer);
	return environmentFor(baseUrl);
};

const edges = '│┌┐└┘├┤';

/** The lines of boxes as wide as the screen whose right edge is not where it belongs. */
const brokenBoxes = (terminal: TestTerminal, columns: number): readonly string[] =>
	terminal
		.screen()
		.filter((line, row) => edges.includes(line.charAt(0)) && line !== '' && !edges.includes(terminal.cell(columns - 1, row).text));

const columns = 120;

/** Pages and dialogs: the key that opens each, and the word that tells of it. */
const pages: readonly (readonly [key: string, mode: string])[] = [
	['?', 'help'],
	['N', 'notes'],
	['A', 'actions'],
	['O', 'leases'],
	['J', 'jobs'],
	['v', 'timeline'],
	['F', 'fleet'],
	['m', 'metadata'],
	['l', 'logs'],
	['c', 'copy'],
	['D', 'versions'],
	['t', 'confirm'],
	['ctrl-d', 'confirm'],
	['ctrl-k', 'signal'],
	['W', 'wait'],
	['n', 'new-machine'],
	['L', 'lease'],
	['/', 'filter'],
	[':', 'prompt'],
];

const tables = ['apps', 'volumes', 'secrets', 'certificates', 'ips'];

test("in every page, tab and dialog nothing but flydeck's own sequences and printable text reaches the terminal", async () => {
	const env = await startHostileApi();
	const terminal = openTerminal({args: ['--app', 'web'], env, columns, rows: 40});
	const broken: string[] = [];
	const look = (where: string): void => {
		broken.push(...brokenBoxes(terminal, columns).map(line => `${where}: ${line}`));
	};
	/** A machine may be called as a mode is told: only the end of the second line counts. */
	const waitForMode = (mode: string): Promise<void> =>
		terminal.waitUntil(() => terminal.screen()[1]?.trimEnd().endsWith(`[${mode}]`) === true, `the mode ${mode}`);
	const pressFor = async (key: string, mode: string): Promise<void> => {
		terminal.press(key);
		await waitForMode(mode);
		look(`${key} ${mode}`);
	};

	const type = async (text: string): Promise<void> => {
		terminal.write(text);
		await terminal.waitUntil(() => terminal.screen().some(line => line.includes(`${text}█`)), `${text} to be typed`);
	};
	const prompt = async (text: string): Promise<void> => {
		await pressFor(':', 'prompt');
		await type(text);
		terminal.press('enter');
	};

	await terminal.waitForText('live');
	terminal.press('G');
	await terminal.waitUntil(() => terminal.screen().some(line => /^│?>.*started/.test(line)), 'the cursor on a machine that runs');
	for (const [key, mode] of pages) {
		await pressFor(key, mode);
		await pressFor('esc', 'browse');
	}

	for (const tab of ['2', '3', '4', '5', '6', '1']) {
		const before = terminal.screen().join('\n');
		terminal.press(tab);
		await terminal.waitUntil(() => terminal.screen().join('\n') !== before, `the tab ${tab}`);
		look(`the tab ${tab}`);
	}

	for (const kind of tables) {
		await prompt(kind);
		await terminal.waitForText(new RegExp(`machines > .*${kind}.*read \\d+s ago`));
		look(kind);
		terminal.press('esc');
		await terminal.waitUntil(() => !(terminal.screen()[1] ?? '').includes('machines >'), 'the machines');
	}

	await pressFor('x', 'exec');
	await type('ls');
	terminal.press('enter');
	await waitForMode('output');
	await terminal.waitForText('stdout: ');
	look('output');
	await pressFor('esc', 'browse');
	await pressFor('t', 'confirm');
	await pressFor('y', 'browse');
	await pressFor('N', 'notes');
	await terminal.waitForText('422');
	look('a refusal');
	await pressFor('esc', 'browse');

	expect(readOutput(terminal.raw()).copied).toEqual([]);
	for (const [choice, what] of [
		['i', 'id'],
		['n', 'name'],
		['p', 'private ip'],
		['r', 'row'],
		['j', 'JSON'],
		['u', 'URL'],
	] as const) {
		await pressFor('c', 'copy');
		terminal.press(choice);
		await terminal.waitForText(`Copied the ${what}`);
	}

	await pressFor('c', 'copy');
	await pressFor('C', 'copy-curl');
	terminal.press('enter');
	await terminal.waitForText(/Copied the command/);
	terminal.press('ctrl-c');
	await terminal.exit;
	const {faults, copied, count} = readOutput(terminal.raw());
	expect(copied).toHaveLength(7);
	expect(copied.flatMap(text => uncleanIn(text) ?? [])).toEqual([]);
	expect(faults).toEqual([]);
	expect(count).toBeGreaterThan(1000);
	expect(broken).toEqual([]);
});

const commands: readonly (readonly string[])[] = [
	['list'],
	['list', '--json'],
	['list', '--filter', 'no such \u001B[31mthing:\u009B2J'],
	['logs', machineNamed],
	['logs', machineNamed, '--json'],
	['metadata', 'show', machineNamed],
	['metadata', 'show', machineNamed, '--json'],
	['versions', machineNamed],
	['versions', machineNamed, '--json'],
	['compare', machineNamed, '--version', 'v'],
	['lease', 'show', machineNamed],
	['exec', machineNamed, '--yes', '--', 'ls'],
	['stop', machineNamed, '--yes'],
	['stop', machineNamed, '--yes', '--json'],
	['stop', 'no\u001B[2Jsuch'],
	['create', '--file', 'no\u001B]52;c;cm0g\u0007such.json', '--yes'],
	['replay', 'no\u001B[2Jsuch.jsonl'],
	...['apps', 'volumes', 'secrets', 'certificates', 'ips'].flatMap(kind => [
		[kind, 'list'],
		[kind, 'list', '--json'],
	]),
];

const withApp = (args: readonly string[]): readonly string[] =>
	args[0] === 'replay' || args[0] === 'apps' ? args : [...args.slice(0, 1), '--app', 'web', ...args.slice(1)];

test('what sub-commands print to a pipe is printable line by line, and JSON where that was asked for', {timeout: 180_000}, async () => {
	const env = await startHostileApi();
	for (const args of commands) {
		const {stdout, stderr} = await runFlydeck({args: withApp(args), env});
		const lines = [...stdout.split('\n'), ...stderr.split('\n')];
		expect([args, lines.flatMap(line => uncleanIn(line) ?? [])]).toEqual([args, []]);
		expect([args, stdout + stderr]).not.toEqual([args, '']);
		if (args.includes('--json')) {
			expect(() =>
				stdout
					.trim()
					.split(args[0] === 'logs' ? '\n' : '\0')
					.map(text => JSON.parse(text)),
			).not.toThrow();
		}
	}
});

test.each([[['list']], [['logs', machineNamed]], [['stop', machineNamed, '--yes']], [['exec', machineNamed, '--yes', '--', 'ls']]])(
	'what %j prints to a terminal holds no sequence of somebody else',
	async args => {
		const terminal = openTerminal({
			command: ['sh', '-c', '"$@" | cat', 'sh', node, program, ...withApp(args)],
			env: await startHostileApi(),
		});
		await terminal.exit;
		const {faults, copied} = readOutput(terminal.raw());
		expect([faults, copied]).toEqual([[], []]);
		expect(terminal.raw().length).toBeGreaterThan(100);
	},
);
