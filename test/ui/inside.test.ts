import {describe, expect, test} from 'vitest';
import {widthOf} from '../../source/domain/text.ts';
import type {CommandOutcome, CommandRun} from '../../source/store/output.ts';
import type {Mode, State} from '../../source/store/state.ts';
import {buildLog, buildLogLine, someLines} from '../helpers/build-log.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, buildTarget, inMode} from '../helpers/build-state.ts';
import {execMode, logsMode, metadataMode} from '../helpers/modes.ts';
import {renderApp} from '../helpers/render.tsx';
import {dialogLines, sizes} from './open-example.ts';

const machine = buildMachine();
const base = buildState({machines: [machine]});
const show = (given: Partial<State>, mode: Mode, columns = 80, rows = 24) => renderApp(inMode({...base, ...given}, mode), columns, rows);

const run = (outcome: CommandOutcome, given: Partial<CommandRun> = {}): CommandRun => ({
	id: 1,
	target: buildTarget(),
	commandLine: 'ls -l /data',
	words: ['ls'],
	timeoutSeconds: 10,
	startedAtMs: presentMs - 3000,
	endedAtMs: outcome.kind === 'running' ? undefined : presentMs,
	outcome,
	...given,
});

const result = {exitCode: 0, exitSignal: undefined, stdout: '', stderr: ''};
const output: Mode = {kind: 'output', runId: 1, scroll: 0};

describe('the page of a command', () => {
	test('tells that it is running, how long, and for how long at most', async () => {
		const screen = await show({runs: [run({kind: 'running'})]}, output);
		expect(screen.lineWith('─ command in web-1')).not.toBe('');
		expect(screen.lineWith('machine ')).toContain('web-1  148e123456abcd  of app web');
		expect(screen.lineWith('running')).toContain('for 3.0s, 10 s at most');
	});

	test('shows how it ended and all that it wrote, stream by stream', async () => {
		const ended = {...result, exitCode: 2, stdout: 'one\ntwo\n', stderr: `${'long '.repeat(30)}end\n`};
		const screen = await show({runs: [run({kind: 'ended', result: ended})]}, output);
		expect(screen.lineWith('│ command ')).toContain('ls -l /data');
		expect(screen.lineWith('ended')).toContain('exit 2, usage error, in 3.0s');
		expect(screen.lineWith('stdout')).toContain('stdout: 2 lines');
		expect(screen.lineWith('two')).not.toBe('');
		expect(screen.lineWith('stderr')).toContain('stderr: 1 line');
		expect(screen.lineWith(' end ')).not.toBe('');
	});

	test.each([
		[{kind: 'ended', result} as const, 'stdout: nothing'],
		[{kind: 'failed', text: 'It is unknown whether the command ran.', isUnknown: true} as const, 'It is unknown whether the command ran.'],
	])('tells of %j', async (outcome, text) => {
		expect((await show({runs: [run(outcome)]}, output)).lastFrame()).toContain(text);
	});

	test('does not show a password of the command line again', async () => {
		const screen = await show({runs: [run({kind: 'running'}, {commandLine: 'login --password=hunter2'})]}, output);
		expect(screen.lineWith('│ command ')).toContain('login --password=(masked)');
		expect(screen.lastFrame()).not.toContain('hunter2');
	});

	test('scrolls to its end', async () => {
		const stdout = Array.from({length: 100}, (_, index) => `row ${index}`).join('\n');
		const screen = await show({runs: [run({kind: 'ended', result: {...result, stdout}})]}, output);
		await screen.waitForText('command in web-1 1-');
		screen.press('G');
		await screen.waitForText('row 99');
		expect(screen.lineWith('row 99')).not.toBe('');
	});
});

test('the dialog of a command has its two fields, and the cursor in one of them', async () => {
	const screen = await show({}, execMode({commandLine: 'ls -l'}));
	const lines = dialogLines(screen, 'run a command').join('\n');
	expect(lines).toMatch(/web-1 {2}148e123456abcd/);
	expect(lines).toMatch(/\$ ls -l█/);
	expect(lines).toMatch(/seconds {4}10 /);
	screen.press('tab');
	await screen.waitForText('10█');
	expect(screen.lineWith('$ ls -l')).not.toContain('█');
});

describe('the page of a log', () => {
	test('has the newest line at the bottom, with time, level and region', async () => {
		const lines = [...someLines(40), buildLogLine({message: 'it broke', level: 'error'})];
		const screen = await show({log: buildLog({lines})}, logsMode());
		await screen.waitForText('41 lines');
		const rows = screen.lines();
		const last = rows.findIndex(line => line.includes('it broke'));
		expect(rows[last]).toMatch(/^│ 08:00:00 error fra it broke +│$/);
		expect(rows[last + 1]).toMatch(/^│ 41 lines {2}from the newest 100 on +│$/);
		expect(screen.colorsOf('it broke')).toContain('\u001B[31m');
		expect(screen.lineWith('─ log of')).toMatch(/log of web-1 {2}148e123456abcd {2}following {2}25-41\/41/);
	});

	test('says that it does not follow once it was scrolled', async () => {
		const screen = await show({log: buildLog({lines: someLines(40)})}, logsMode());
		await screen.waitForText('-40/40');
		screen.press('k');
		await screen.waitForText('not following: G');
		expect(screen.lineWith('line 39')).toBe('');
		screen.press('G');
		await screen.waitForText('line 39');
	});

	test('of an app has the id of the machine in each line', async () => {
		const screen = await show({log: buildLog({source: {app: 'web', target: undefined}, lines: someLines(1)})}, logsMode());
		expect(screen.lineWith('line 0')).toContain('08:00:00 info  fra 148e123456abcd line 0');
		expect(screen.lineWith('─ log of')).toContain('log of app web, all machines');
	});

	test('cuts a long line, or wraps it below its message', async () => {
		const screen = await show({log: buildLog({lines: [buildLogLine({message: `${'word '.repeat(30)}end`})]})}, logsMode());
		expect(screen.lineWith('word')).toContain('…');
		expect(screen.lineWith(' end ')).toBe('');
		screen.press('w');
		await screen.waitForText(' end ');
		expect(screen.lineWith(' end ')).toMatch(/^│ {20}word/);
	});

	test.each([
		[buildLog({isRead: false}), 'reading'],
		[buildLog(), 'No lines yet.'],
		[
			buildLog({isRead: false, failure: {text: '404 app not found', retryAtMs: presentMs + 4000}}),
			'The log cannot be read: 404 app not found',
		],
	])('says what there is instead of lines: %#', async (log, text) => {
		expect((await show({log}, logsMode())).lastFrame()).toContain(text);
	});

	test('keeps its lines, and tells below them that it cannot be read and when it is tried again', async () => {
		const failure = {text: 'connection refused', retryAtMs: presentMs + 4000};
		const screen = await show({log: buildLog({lines: someLines(2), failure})}, logsMode());
		expect(screen.lineWith('line 1')).not.toBe('');
		expect(screen.lineWith('NOT READ')).toContain('NOT READ, again in 0:04: connection refused');
	});

	test('counts what the filter lets through', async () => {
		const screen = await show({log: buildLog({lines: someLines(30)})}, logsMode());
		screen.press('/');
		await screen.waitForText('│ /█');
		screen.type('"line 2"');
		await screen.waitForText('│ /"line 2"█');
		screen.press('enter');
		await screen.waitForText('/"line 2"  11 of 30 lines');
	});

	test.for(sizes)('fits into $columns x $rows', async ({columns, rows}) => {
		const lines = Array.from({length: 200}, () => buildLogLine({message: '漢字 '.repeat(60), level: 'critical', instance: '漢字漢字'}));
		for (const isWrapped of [false, true]) {
			const screen = await show({log: buildLog({source: {app: 'web', target: undefined}, lines})}, logsMode({isWrapped}), columns, rows);
			await screen.waitForText('200 lines');
			expect(screen.lines()).toHaveLength(rows);
			expect(Math.max(...screen.lines().map(widthOf))).toBeLessThanOrEqual(columns);
			screen.unmount();
		}
	});
});

describe('the dialog of metadata', () => {
	const values = {fly_process_group: 'app', role: 'primary', zone_token: 'hunter2'};
	const metadata = {machineId: machine.id, values, failure: undefined};

	test('lists each key with its value, secrets masked, and tells what is the platform’s', async () => {
		const screen = await show({metadata}, metadataMode());
		const lines = dialogLines(screen, 'metadata 3').join('\n');
		expect(lines).toMatch(/> fly_process_group = app +platform/);
		expect(lines).toMatch(/ {2}role +\u003D primary/);
		expect(lines).toMatch(/ {2}zone_token +\u003D \(masked\)/);
		expect(screen.lastFrame()).not.toContain('hunter2');
	});

	test('shows neither the secret of before nor the one that is typed', async () => {
		const entry = {kind: 'set', key: 'zone_token', value: 'swordfish', field: 'value', before: 'hunter2'} as const;
		const screen = await show({metadata}, metadataMode({entry}));
		expect(screen.lastFrame()).toContain('*********█');
		expect(screen.lastFrame()).toMatch(/was +\(masked\)/);
		expect(screen.lastFrame()).not.toMatch(/swordfish|hunter2/);
	});

	test('asks before it removes', async () => {
		const screen = await show({metadata}, metadataMode({picked: 1, entry: {kind: 'remove', key: 'role', before: 'primary'}}));
		expect(screen.lastFrame()).toContain('role = primary');
		expect(screen.lastFrame()).toContain('Remove it? y / N');
	});

	test.each([
		[undefined, 'reading'],
		[{...metadata, values: {}}, 'It has no metadata.'],
		[{...metadata, values: undefined, failure: '500 internal'}, 'They cannot be read: 500 internal'],
		[{...metadata, machineId: 'another'}, 'reading'],
	])('says what there is instead of them: %#', async (given, text) => {
		expect((await show({metadata: given}, metadataMode())).lastFrame()).toContain(text);
	});

	test('shows the picked pair of many on a small screen, and what is being done to it', async () => {
		const many = Object.fromEntries(Array.from({length: 40}, (_, index) => [`pair${String(index).padStart(2, '0')}`, `${index}`]));
		const entry = {kind: 'remove', key: 'pair39', before: '39'} as const;
		const screen = await show({metadata: {...metadata, values: many}}, metadataMode({picked: 39, entry}), 40, 10);
		expect(screen.lastFrame()).toContain('> pair39 = 39');
		expect(screen.lastFrame()).toContain('Remove it? y / N');
	});
});
