import fc from 'fast-check';
import {expect, test} from 'vitest';
import {clipboardSequence} from '../../source/terminal/clipboard.ts';

const plain = {tmux: undefined, term: 'xterm-256color'};
const inTmux = {tmux: '/tmp/tmux-1000/default,1,0', term: 'tmux-256color'};
const inScreen = {tmux: undefined, term: 'screen-256color'};

const textIn = (sequence: string): string =>
	Buffer.from(/\u001B\]52;c;([\w+/=]*)\u0007/.exec(sequence)?.[1] ?? 'none', 'base64').toString();

test('a text reaches the terminal to the letter, and nothing of it can end the sequence', () => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme', maxLength: 200}), text => {
			const sequence = clipboardSequence(text, plain) ?? '';
			expect(textIn(sequence)).toBe(text);
			expect(sequence).toMatch(/^\u001B\]52;c;[\w+/=]*\u0007$/);
		}),
	);
});

test('in tmux it is there for tmux, and wrapped for the terminal around it', () => {
	expect(clipboardSequence('web-1', inTmux)).toBe('\u001B]52;c;d2ViLTE=\u0007\u001BPtmux;\u001B\u001B]52;c;d2ViLTE=\u0007\u001B\\');
});

test('in screen it is wrapped in parts that screen takes', () => {
	const text = 'x'.repeat(3000);
	const sequence = clipboardSequence(text, inScreen) ?? '';
	const parts = sequence.split('\u001B\\').slice(0, -1);
	expect(parts.length).toBeGreaterThan(4);
	for (const part of parts) {
		expect(part.startsWith('\u001BP')).toBe(true);
		expect(part.length).toBeLessThan(768);
	}

	expect(textIn(parts.map(part => part.slice(2)).join(''))).toBe(text);
});

test('74 kB are taken, and more than a terminal takes is not sent at all', () => {
	expect(clipboardSequence('x'.repeat(74_000), plain)).toBeDefined();
	expect(clipboardSequence('x'.repeat(76_000), plain)).toBeUndefined();
});
