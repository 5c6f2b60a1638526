import {readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {eventually} from '../helpers/eventually.ts';
import {isRunning} from '../helpers/is-running.ts';
import {node, temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';

const fixture = fileURLToPath(new URL('fixtures/hand-over.ts', import.meta.url));

/** A directory for PATH in which `sh` is this shell. */
const withShell = (shell: string): string => {
	const directory = temporaryDirectory();
	symlinkSync(shell, join(directory, 'sh'));
	return `${directory}:${process.env.PATH}`;
};

/** A script of the shell in a file, whose `$pids` is a file to which it can write the numbers of processes. */
const writeScript = (script: string) => {
	const directory = temporaryDirectory();
	const [path, pids] = [join(directory, 'program'), join(directory, 'pids')] as const;
	writeFileSync(path, `pids='${pids}'\n${script}\n`);
	return {path, pids: () => readFileSync(pids, 'utf8').trim().split('\n').map(Number)};
};

describe.each([
	['dash', '/bin/dash'],
	['bash', '/bin/bash'],
] as const)('a program that was given the terminal, where sh is %s,', (_name, shell) => {
	const start = (script: string) => {
		const program = writeScript(script);
		const env = {PATH: withShell(shell), NODE_NO_WARNINGS: '1'};
		return {...program, env, terminal: openTerminal({command: [node, fixture, 'sh', program.path], env})};
	};

	/** Expects that the keys come to flydeck again, and nobody else writes on the screen. */
	const expectBack = async ({press, waitForText, raw, exit}: ReturnType<typeof start>['terminal']): Promise<void> => {
		await waitForText('back:');
		press('x');
		await waitForText('key: x');
		press('q');
		expect(await exit).toEqual({exitCode: 0, signal: undefined});
		expect(raw().slice(raw().indexOf('back:'))).not.toContain('drawn');
	};

	test('can read keys, and its exit code is told', async () => {
		const {terminal} = start('echo ready; read -r line; echo "got $line"; exit 0');
		await terminal.waitForText('ready');
		terminal.write('words\r');
		await terminal.waitForText('got words');
		await terminal.waitForText('back: 0,');
		await expectBack(terminal);
	});

	test('is asked about below what it wrote', async () => {
		const {terminal} = start('echo one; echo two; echo three; exit 3');
		await terminal.waitForText('Press enter');
		const written = terminal.screen().filter(line => line !== '');
		expect(written.slice(0, 4)).toEqual(['one', 'two', 'three', expect.stringContaining('ended with exit code 3. Press enter')]);
		terminal.press('enter');
		await expectBack(terminal);
	});

	test('is ended with its children when it is killed and they go on to draw', async () => {
		const {terminal, pids} = start('(trap "" HUP; while :; do echo drawn; sleep 0.02; done) & echo $! >"$pids"; sleep 0.3; kill -9 $$');
		await terminal.waitForText('Press enter');
		await eventually(() => expect(pids().filter(isRunning)).toEqual([]));
		terminal.press('enter');
		await terminal.waitForText('back: 137,');
		await expectBack(terminal);
	});

	test('leaves nothing behind that draws when it ends well', async () => {
		const {terminal} = start('(while :; do echo drawn; sleep 0.02; done) & sleep 0.3');
		await expectBack(terminal);
	});

	test('is brought back when ctrl-z stops it and no shell could do so', async () => {
		const {terminal} = start('trap "echo continued" CONT; echo ready; kill -TSTP 0; read -r line; echo "got $line"');
		await terminal.waitForText('continued');
		terminal.write('words\r');
		await terminal.waitForText('got words');
		await expectBack(terminal);
	});

	test('is stopped by ctrl-z together with flydeck, and fg brings both back', async () => {
		const {path, env} = start('echo ready; read -r line; echo "got $line"; exit 0');
		const terminal = openTerminal({
			command: ['bash', '--norc', '--noprofile', '--noediting', '-i'],
			env: {...env, PS1: 'prompt> ', NODE: node, FIXTURE: fixture, PROGRAM: path},
		});
		await terminal.waitForText('prompt>');
		terminal.write('"$NODE" "$FIXTURE" sh "$PROGRAM"\r');
		await terminal.waitForText('ready');
		terminal.press('ctrl-z');
		await terminal.waitForText('Stopped');
		terminal.write('echo still "here"\r');
		await terminal.waitForText('still here');
		terminal.write('fg\r');
		await terminal.waitForText(/here\n[\s\S]*FIXTURE/);
		terminal.write('words\r');
		await terminal.waitForText('got words');
		await terminal.waitForText('back: 0,');
		terminal.press('q');
		await terminal.waitForText(/key: q\n[\s\S]*prompt>/);
	});

	test('is ended by ctrl-c, and flydeck is not', async () => {
		const {terminal} = start('echo ready; exec sleep 30');
		await terminal.waitForText('ready');
		terminal.press('ctrl-c');
		await terminal.waitForText('exit code 130. Press enter');
		terminal.press('ctrl-c');
		terminal.press('enter');
		await expectBack(terminal);
	});

	test('is told of a new size, and so is flydeck afterwards', async () => {
		const {terminal} = start('trap "stty size; exit 0" WINCH; echo ready; while :; do sleep 0.05; done');
		await terminal.waitForText('ready');
		terminal.resize(61, 20);
		await terminal.waitForText('20 61');
		await terminal.waitForText('back: 0, 61 columns');
		await expectBack(terminal);
	});

	test('is ended when flydeck is told to end, also where it does not listen', async () => {
		const {terminal, pids} = start('trap "" HUP TERM INT; echo $$ >"$pids"; echo ready; while :; do sleep 0.05; done');
		await terminal.waitForText('ready');
		terminal.kill('SIGTERM');
		await terminal.waitForText('back: 137,');
		expect(pids().filter(isRunning)).toEqual([]);
		await expectBack(terminal);
	});
});
