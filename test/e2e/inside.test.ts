import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {startFlowServer} from '../helpers/flow-server.ts';
import type {Environment} from '../helpers/run-flydeck.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';
import {filterTo, quit} from './steps.ts';

/** The screen, with the cursor on a machine that runs a script. */
const openOn = async (script: string, env: Environment = {}) => {
	const server = await startFlowServer();
	const id = await server.launch({init: {exec: ['sh', '-c', script]}}, {name: 'web-1'});
	const home = temporaryDirectory();
	const terminal = openTerminal({env: {...environmentFor(server.url), FLY_APP: 'web', ...env}, cwd: home});
	await terminal.waitForText('live');
	await filterTo(terminal, {id, name: 'web-1'});
	return {id, terminal, home};
};

test('x runs a command in the machine and shows what it gave', async () => {
	const {id, terminal} = await openOn('exec sleep 600');
	terminal.press('x');
	await terminal.waitForText('[exec]');
	expect(terminal.lineWith('│ machine ')).toContain(`web-1  ${id}`);
	terminal.write(`sh -c 'echo "out of it"; echo wrong >&2; exit 3'`);
	await terminal.waitForText('exit 3');
	terminal.press('enter');
	await terminal.waitForText('ended');
	expect(terminal.lineWith('ended')).toMatch(/exit 3, in \d/);
	await terminal.waitForText('out of it');
	expect(terminal.lineWith('│ wrong')).not.toBe('');
	terminal.press('esc');
	await terminal.waitForText('[browse]');
	await quit(terminal);
});

test('l follows the log of the machine, filters it, and saves it for its owner alone', async () => {
	const {id, terminal, home} = await openOn('n=0; while :; do n=$((n+1)); echo "beat $n"; sleep 0.2; done');
	terminal.press('l');
	await terminal.waitForText('following');
	await terminal.waitForText('beat 30');
	terminal.press('k');
	await terminal.waitForText('not following');
	terminal.press('G');
	await terminal.waitForText('  following');
	terminal.press('/');
	await terminal.waitForText('│ /█');
	terminal.write('beat 12');
	await terminal.waitForText('/beat 12█');
	terminal.press('enter');
	await terminal.waitForText(/\/beat 12 {2}\d+ of \d+ lines/);
	terminal.press('ctrl-s');
	await terminal.waitForText('save to:');
	terminal.press('ctrl-u');
	await terminal.waitForText('save to: █');
	terminal.write('beat.log');
	await terminal.waitForText('beat.log█');
	terminal.press('enter');
	await terminal.waitForText('saved in');
	expect(readFileSync(join(home, 'beat.log'), 'utf8')).toMatch(new RegExp(`^\\S+Z info \\w+ ${id} beat 12\\n`));
	terminal.press('q');
	await terminal.waitForText('[browse]');
	await quit(terminal);
});

/** A program named `fly` that does what a script says. */
const withFly = (script: string): Environment => {
	const directory = temporaryDirectory();
	const path = join(directory, 'fly');
	writeFileSync(path, `#!/bin/sh\n${script}\n`);
	chmodSync(path, 0o755);
	return {PATH: `${directory}:${process.env.PATH}`};
};

test('S gives the terminal to fly ssh console, and takes it back in order, whatever that did to it', async () => {
	const {id, terminal} = await openOn(
		'exec sleep 600',
		withFly('echo "called with $*"; read -r line; echo "got $line"; stty raw -echo; printf "\\033[?1003h\\033[31m\\033(0"; exit 4'),
	);
	terminal.press('S');
	await terminal.waitForText(`called with ssh console -a web --machine ${id}`);
	expect(terminal.isAlternate()).toBe(false);
	expect(terminal.isCursorVisible()).toBe(true);
	// Neither the quit of the table nor a start: what is typed is for the shell alone.
	terminal.write('qs\r');
	await terminal.waitForText('got qs');
	await terminal.waitForText('ended with exit code 4. Press enter');
	terminal.write('\r');
	await terminal.waitUntil(() => terminal.isAlternate() && terminal.lineWith('live') !== '', 'the screen to be back');
	await terminal.waitForText('The shell in web-1 ended with exit code 4.');
	expect(terminal.isPasteBracketed()).toBe(true);
	terminal.press('?');
	await terminal.waitForText('MOVE');
	await quit(terminal);
});

test('ctrl-c ends what fly does, and not flydeck', async () => {
	const {terminal} = await openOn('exec sleep 600', withFly('echo connecting; exec sleep 600'));
	terminal.press('S');
	await terminal.waitForText('connecting');
	terminal.press('ctrl-c');
	await terminal.waitForText('ended with exit code 130. Press enter');
	terminal.write('\r');
	await terminal.waitForText('The shell in web-1 ended with exit code 130.');
	await quit(terminal);
});

test('S without flyctl says what is missing', async () => {
	const {terminal} = await openOn('exec sleep 600', {PATH: temporaryDirectory()});
	terminal.press('S');
	await terminal.waitForText('neither fly nor flyctl');
	expect(terminal.isAlternate()).toBe(true);
	await quit(terminal);
});
