import {describe, expect, test} from 'vitest';
import {leftBehind} from '../helpers/left-behind.ts';
import {type Environment, node, program, runFlydeck} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';

const size = {columns: 80, rows: 24};

const styles = (written: string): readonly number[] =>
	[...written.matchAll(/\u001B\[([\d;]*)m/g)].flatMap(([, parameters = '']) => parameters.split(';').map(Number));

/** Of a text and what stands behind it. */
const isColor = (style: number): boolean =>
	(style >= 30 && style <= 38) || (style >= 40 && style <= 48) || (style >= 90 && style <= 97) || (style >= 100 && style <= 107);

type Kind = {readonly title: string; readonly env: Environment; readonly isPlain?: boolean; readonly before?: string};

const kinds: readonly Kind[] = [
	...['', 'nonsense', 'linux', 'screen', 'screen-256color', 'tmux-256color', 'xterm', 'xterm-256color', 'vt100'].map(term => ({
		title: `TERM=${term}`,
		env: {TERM: term},
	})),
	{title: 'no TERM', env: {TERM: undefined}, before: 'unset TERM;'},
	{title: 'LANG=C', env: {LANG: 'C'}},
	{title: 'LC_ALL=C', env: {LC_ALL: 'C'}},
	{title: 'no LANG', env: {LANG: undefined}},
	{title: 'NO_COLOR=1', env: {NO_COLOR: '1'}, isPlain: true},
	{title: 'FORCE_COLOR=0', env: {FORCE_COLOR: '0'}, isPlain: true},
	{title: 'FORCE_COLOR=3', env: {FORCE_COLOR: '3'}, isPlain: false},
	{title: 'COLORTERM=truecolor', env: {COLORTERM: 'truecolor'}, isPlain: false},
	{title: 'CI=1', env: {CI: '1'}},
	{title: 'a screen reader', env: {INK_SCREEN_READER: 'true'}},
	{title: 'a size of 0x0', env: {}, before: 'stty cols 0 rows 0;'},
	{title: 'standard error closed', env: {}, before: 'exec 2>&-;'},
];

describe('the table is shown, and nothing is left behind', () => {
	test.for(kinds)('with $title', async ({env, isPlain, before = ''}) => {
		const demo = await startDemo();
		const terminal = openTerminal({
			...size,
			command: ['sh', '-c', `${before} "$0" "$@"; code=$?; exec 2>&1; echo; echo "ended with $code"; stty -a`, node, program],
			env: {...demo.env, ...env},
		});
		await terminal.waitForText('live');
		await terminal.waitForText('CRASH');
		terminal.press('q');
		await terminal.exit;
		expect(terminal.raw()).toContain('ended with 0');
		expect(terminal.raw()).toMatch(/ icanon .* echo /);
		expect(await leftBehind(terminal.raw(), size)).toEqual([]);
		const hasColors = styles(terminal.raw()).some(isColor);
		expect(hasColors).toBe(isPlain === undefined ? hasColors : !isPlain);
	});
});

test('a terminal without a second screen is left empty, with what comes next on its first line', async () => {
	const demo = await startDemo();
	const terminal = openTerminal({
		...size,
		command: ['sh', '-c', '"$0" "$@"; echo "ended"', node, program],
		env: {...demo.env, TERM: 'linux'},
	});
	await terminal.waitForText('live');
	terminal.press('q');
	await terminal.exit;
	const bare = openTerminal({...size, command: ['printf', '%s', terminal.raw().replaceAll(/\u001B\[\?1049[hl]/g, '')]});
	await bare.exit;
	expect(bare.screen().filter(line => line !== '')).toEqual(['ended']);
	expect(bare.screen()[0]).toBe('ended');
});

const needsKeyboard = /^flydeck needs a keyboard, and its standard input is not a terminal\. "flydeck list" prints the machines as text\.$/;

test.for([
	{
		title: 'TERM=dumb',
		env: {TERM: 'dumb'},
		script: '"$0" "$@"',
		told: /^This terminal cannot place text on a screen \(TERM=dumb\)\. "flydeck list"/,
	},
	{title: 'its standard input closed', env: {}, script: '"$0" "$@" <&-', told: needsKeyboard},
	{title: 'a file for its standard input', env: {}, script: '"$0" "$@" </dev/null', told: needsKeyboard},
])('with $title there is no screen: it is told in a sentence, with exit code 2', async ({env, script, told}) => {
	const demo = await startDemo();
	const command = ['sh', '-c', `${script}; echo "ended with $?"`, node, program] as const;
	const terminal = openTerminal({columns: 200, rows: 24, command, env: {...demo.env, ...env}});
	await terminal.exit;
	expect(terminal.screen()[0]).toMatch(told);
	expect(terminal.screen()[1]).toBe('ended with 2');
	expect(terminal.raw()).not.toContain('\u001B');
});

test.for([
	{script: 'exec "$@" <&-', lines: 14},
	{script: 'exec "$@" </dev/null', lines: 14},
	{script: 'exec "$@" >&-', lines: 0},
	{script: 'exec "$@" <&- >&-', lines: 0},
	{script: 'exec "$@" <&- >&- 2>&-', lines: 0},
])('where nothing is a terminal, the machines are printed to whoever listens: $script', async ({script, lines}) => {
	const {env} = await startDemo();
	const {exitCode, stdout, stderr} = await runFlydeck({script, env});
	expect({exitCode, stderr, lines: stdout.split('\n').length - 1}).toEqual({exitCode: 0, stderr: '', lines});
	expect(stdout).not.toContain('\u001B');
});
