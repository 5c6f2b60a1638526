import {expect, test} from 'vitest';
import {openTerminal} from '../helpers/terminal.ts';
import {environmentFor} from './demo-api.ts';

/** An address that is kept for documentation: nobody is there. */
const env = environmentFor('http://192.0.2.1:4280', 'sesame-token');

test.each(['enter', 'n'])('the screen asks before the token goes unencrypted to a public host, and %s is No', async key => {
	const terminal = openTerminal({env});
	await terminal.waitForText('Go on? y/N');
	expect(terminal.screen().join(' ')).toContain('The token would go to http://192.0.2.1:4280 unencrypted');
	expect(terminal.isAlternate()).toBe(false);
	terminal.press(key);
	if (key !== 'enter') {
		terminal.press('enter');
	}

	expect(await terminal.exit).toMatchObject({exitCode: 2});
	expect(terminal.raw()).toContain('Nothing was sent.');
	expect(terminal.raw()).not.toContain('sesame-token');
});

test('it opens after a yes, and takes keys', async () => {
	const terminal = openTerminal({env});
	await terminal.waitForText('Go on? y/N');
	terminal.press('y');
	terminal.press('enter');
	await terminal.waitUntil(terminal.isAlternate, 'the screen is open');
	await terminal.waitForText('api 192.0.2.1:4280');
	terminal.press('?');
	await terminal.waitForText('[help]');
	terminal.press('q');
	await terminal.waitForText('[browse]');
	terminal.press('q');
	// Nobody was there to be read.
	expect(await terminal.exit).toMatchObject({exitCode: 1});
});
