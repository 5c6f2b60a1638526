import {expect, test} from 'vitest';
import {buildState} from '../helpers/build-state.ts';
import {renderApp} from '../helpers/render.tsx';
import {asleep, exampleFleet, healthy, outOfMemory} from './example-fleet.ts';
import {dialogLines, openExample} from './open-example.ts';

test('pasted text acts on nothing, and goes into an open text field on one line', async () => {
	const screen = await openExample(outOfMemory);
	screen.paste('s\rq');
	await screen.waitForText('A paste is taken in a text field only');
	screen.press('/');
	await screen.waitForText('[filter]');
	screen.paste('dry-hill\nstopped');
	await screen.waitForText('/dry-hill stopped');
	expect(screen.effects).toEqual([]);
	expect(screen.lineWith('1 shown')).not.toBe('');
});

test('the filter narrows the table as it is typed, enter keeps it, esc takes it back', async () => {
	const screen = await openExample();
	screen.press('/');
	await screen.waitForText('[filter]');
	screen.type('iad');
	await screen.waitForText('/iad█');
	expect(screen.lineWith(healthy.id)).not.toBe('');
	expect(screen.lineWith(asleep.id)).toBe('');
	screen.press('backspace');
	await screen.waitForText('/ia█');
	screen.press('enter');
	await screen.waitForText('[browse]');
	expect(screen.lines()[1]).toContain('/ia ');
	screen.press('esc');
	await screen.waitFor(() => screen.lineWith(asleep.id) !== '');
	expect(screen.lines()[1]).not.toContain('/ia');
});

test('esc in the filter brings back the filter from before', async () => {
	const screen = await renderApp(buildState({machines: exampleFleet, view: {filter: 'iad'}}), 80, 24);
	screen.press('/');
	await screen.waitForText('[filter]');
	screen.type('x');
	await screen.waitForText('No machine matches');
	screen.press('esc');
	await screen.waitForText('[browse]');
	expect(screen.lines()[1]).toContain('/iad ');
});

test('letters in a text field are text: q does not quit, s does not start', async () => {
	const screen = await openExample(outOfMemory);
	screen.press('/');
	await screen.waitForText('[filter]');
	screen.press('s');
	await screen.waitForText('/s█');
	screen.press('q');
	await screen.waitForText('/sq█');
	expect(screen.effects).toEqual([]);
});

test('the prompt offers commands as they are typed, completes one with tab and runs it with enter', async () => {
	const screen = await openExample();
	screen.press(':');
	await screen.waitForText('┌─ command');
	expect(dialogLines(screen, 'command').join('\n')).toMatch(/ {2}start +start\b/);
	screen.press('down');
	await screen.waitForText('> start ');
	screen.press('up');
	await screen.waitFor(() => !screen.lastFrame().includes('> start '));
	screen.type('sort re');
	await screen.waitForText('> sort region');
	screen.press('tab');
	await screen.waitForText(':sort region█');
	screen.press('enter');
	await screen.waitForText('[browse]');
	expect(screen.lines()[1]).toContain('sort region');
});

test('the prompt picks with the arrows, and says when nothing has that name', async () => {
	const screen = await openExample();
	screen.press(':');
	await screen.waitForText('┌─ command');
	screen.press('down');
	await screen.waitForText('> start ');
	screen.press('down');
	await screen.waitForText('> stop ');
	screen.type('zebra');
	await screen.waitForText('No command has that name');
	screen.press('enter');
	await screen.waitForText('There is no command "zebra"');
	expect(screen.effects).toEqual([]);
});
