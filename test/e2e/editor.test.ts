import {chmodSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {isJsonObject} from '../../source/domain/json.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {openTerminal, type TestTerminal} from '../helpers/terminal.ts';
import {startDemo} from './demo-api.ts';
import {cursorRow, filterTo, quit} from './steps.ts';

/** Opens flydeck at a machine of the demo, with a script of the shell as its editor; `$1` is the file. */
const start = async (script: string) => {
	const {env, call, find} = await startDemo();
	const machine = await find('shop-worker', 'stubborn');
	const home = temporaryDirectory();
	const editor = join(home, 'my editor');
	writeFileSync(editor, `#!/bin/sh\n${script}\n`);
	chmodSync(editor, 0o755);
	const terminal = openTerminal({env: {...env, XDG_STATE_HOME: home, VISUAL: `'${editor}'`, EDITOR: 'false'}});
	await terminal.waitForText('live');
	await filterTo(terminal, machine);
	const edits = join(home, 'flydeck', 'edits');
	return {
		terminal,
		machine,
		/** The texts that were kept, by the path of their file. */
		kept: () =>
			readdirSync(edits, {recursive: true, encoding: 'utf8'})
				.filter(name => name.endsWith('.jsonc'))
				.map(name => join(edits, name)),
		/** The states of the machines whose env has a variable. */
		async statesWith(variable: string) {
			const {list} = await call('GET', '/v1/apps/shop-worker/machines');
			const having = list.filter(isJsonObject).filter(({config}) => variable in Object(Object(config).env));
			return having.map(({state}) => state);
		},
		async config() {
			const {config} = (await call('GET', `/v1/apps/shop-worker/machines/${machine.id}`)).body;
			return isJsonObject(config) ? config : {};
		},
	};
};

/** Expects the whole screen again, and that it listens to keys. */
const expectScreen = async (terminal: TestTerminal, id: string): Promise<void> => {
	await terminal.waitUntil(() => terminal.isAlternate() && cursorRow(terminal, id) !== '', 'the table to be back');
	expect(terminal.isPasteBracketed()).toBe(true);
	expect(terminal.screen()[0]).toContain('flydeck');
	terminal.press('?');
	await terminal.waitForText('MOVE');
	await terminal.waitUntil(() => terminal.screen().every(line => line === '' || /^[ │┌└]/.test(line)), 'each line at its place');
	terminal.press('esc');
	await terminal.waitForText('[browse]');
};

test('what is edited is shown before it is made, and a no keeps it', async () => {
	const {terminal, machine, kept, config} = await start(`sed -i 's/"env": {/"env": {"ADDED": "by hand",/' "$1"`);
	const before = await config();
	terminal.press('e');
	await terminal.waitForText('y / N');
	await terminal.waitForText('added env.ADDED: "by hand"');
	terminal.press('n');
	await terminal.waitForText('Not changed');
	await expectScreen(terminal, machine.id);
	const [path = ''] = kept();
	expect(path.endsWith(`/${machine.id}.jsonc`)).toBe(true);
	expect(readFileSync(path, 'utf8')).toContain('by hand');
	expect([statSync(path).mode & 0o777, statSync(join(path, '..')).mode & 0o777]).toEqual([0o600, 0o700]);
	expect(await config()).toEqual(before);
	await quit(terminal);
});

test('a yes makes the change, and the text is gone', async () => {
	const {terminal, machine, kept, config} = await start(`sed -i 's/"env": {/"env": {"ADDED": "by hand",/' "$1"`);
	terminal.press('e');
	await terminal.waitForText('y / N');
	terminal.press('y');
	await terminal.waitForText('has the new config', 60_000);
	expect(await config()).toMatchObject({env: {ADDED: 'by hand'}});
	expect(kept()).toEqual([]);
	await expectScreen(terminal, machine.id);
	await quit(terminal);
});

test('an editor that fails is told of, and what was typed is kept', async () => {
	const {terminal, machine, kept, config} = await start('echo "half a thought" >> "$1"; exit 3');
	const before = await config();
	terminal.press('e');
	await terminal.waitForText('Press enter');
	terminal.press('enter');
	await terminal.waitForText('exit code 3');
	await expectScreen(terminal, machine.id);
	expect(kept().map(path => readFileSync(path, 'utf8'))).toEqual([expect.stringContaining('half a thought')]);
	expect(await config()).toEqual(before);
	await quit(terminal);
});

test('an editor that writes nothing leaves nothing', async () => {
	const {terminal, machine, kept} = await start('exit 0');
	terminal.press('e');
	await terminal.waitForText('nothing was changed');
	await expectScreen(terminal, machine.id);
	expect(kept()).toEqual([]);
	await quit(terminal);
});

test('garbage comes back with what is wrong with it, until it is right', async () => {
	const {terminal} = await start(`
		if grep -q WRONG "$1"; then
			head -n 1 "$1" > "$(dirname "$0")/told"
			echo '{"image": "registry.fly.io/other:1"}' > "$1"
		else
			echo garbage > "$1"
		fi`);
	terminal.press('e');
	await terminal.waitForText('registry.fly.io/other:1');
	terminal.press('esc');
	await terminal.waitForText('Not changed');
	await quit(terminal);
});

test.for([
	['sets the terminal to raw', 'stty raw -echo'],
	['stays on the second screen', String.raw`printf '\033[?1049h\033[2J\033[10;20Hmine'`],
	['listens to the mouse and to pastes', String.raw`printf '\033[?1000h\033[?1003h\033[?1006h\033[?2004h\033[?1004h'`],
	['moves margins, colours and letters', String.raw`printf '\033[5;10r\033[?6h\033[7;31m\033(0\033[?7l\033[?25l\033[4h'`],
	['is killed in the middle of all of that', String.raw`stty raw -echo; printf '\033[?1049h\033[?1003h\033[5;10r\033[7m'; kill -9 $$`],
] as const)('an editor that %s does not get the screen', async ([_what, script]) => {
	const {terminal, machine, config} = await start(script);
	const before = await config();
	terminal.press('e');
	await terminal.waitForText(/nothing was|Press enter/);
	if (script.includes('kill')) {
		terminal.press('enter');
	}

	await terminal.waitForText(/nothing was/);
	await expectScreen(terminal, machine.id);
	expect(terminal.cellOf('flydeck').isInverse).toBe(false);
	expect(await config()).toEqual(before);
	terminal.press('ctrl-c');
	expect((await terminal.exit).exitCode).toBe(0);
	expect([terminal.isAlternate(), terminal.isCursorVisible(), terminal.isPasteBracketed()]).toEqual([false, true, false]);
});

test('what was typed into the editor after its end does not answer the question', async () => {
	const {terminal, kept, config} = await start(`
		sed -i 's/"env": {/"env": {"ADDED": "by hand",/' "$1"
		echo ready
		stty -icanon -echo
		while ! dd bs=1 count=1 2>/dev/null | grep -q x; do :; done
		sleep 0.3`);
	const before = await config();
	terminal.press('e');
	await terminal.waitForText('ready');
	terminal.write('x');
	terminal.write('y');
	await terminal.waitForText('y / N');
	await terminal.waitForText('[change]');
	terminal.press('n');
	await terminal.waitForText('Not changed');
	expect(kept()).toHaveLength(1);
	expect(await config()).toEqual(before);
	await quit(terminal);
});

test('ctrl-c in the editor ends the editor, not flydeck', async () => {
	const {terminal, machine} = await start('echo ready; exec sleep 30');
	terminal.press('e');
	await terminal.waitForText('ready');
	terminal.press('ctrl-c');
	await terminal.waitForText('Press enter');
	terminal.press('enter');
	await terminal.waitForText('nothing was sent');
	await expectScreen(terminal, machine.id);
	await quit(terminal);
});

test('a clone is edited as JSON from its form, shown, and made', async () => {
	const {terminal, kept, statesWith} = await start(`sed -i 's/"env": {/"env": {"ADDED": "by hand",/' "$1"`);
	terminal.press('n');
	await terminal.waitForText('a clone of');
	terminal.press('c');
	await terminal.waitForText('┌─ clone of');
	terminal.press('ctrl-e');
	await terminal.waitForText('The form has the config as it was edited');
	terminal.press('ctrl-s');
	await terminal.waitForText('added env.ADDED: "by hand"');
	terminal.press('y');
	// A name can be so long that the rest of the sentence has no room.
	await terminal.waitForText('was made', 60_000);
	expect(await statesWith('ADDED')).toEqual(['started']);
	expect(kept()).toEqual([]);
	await quit(terminal);
});
