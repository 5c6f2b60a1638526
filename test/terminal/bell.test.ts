import fc from 'fast-check';
import {expect, test} from 'vitest';
import {ringBell} from '../../source/terminal/bell.ts';

const plain = {tmux: undefined, term: 'xterm-256color'};

const rung = (text: string, between: Parameters<typeof ringBell>[2] = plain, isTTY = true): string => {
	const chunks: string[] = [];
	const write = (chunk: string | Uint8Array): boolean => chunks.push(String(chunk)) > 0;
	ringBell({isTTY, write}, text, between);
	return chunks.join('');
};

test('a ring is a notification that says why, and the bell', () => {
	expect(rung('web-1 is stopped after 12s')).toBe('\u001B]9;flydeck: web-1 is stopped after 12s\u0007\u0007');
});

test('in tmux the notification is wrapped for the terminal around it, and the bell is for tmux', () => {
	expect(rung('done', {...plain, tmux: '/tmp/tmux-1000/default,1,0'})).toBe('\u001BPtmux;\u001B\u001B]9;flydeck: done\u0007\u001B\\\u0007');
});

test('in screen it is wrapped too', () => {
	expect(rung('done', {...plain, term: 'screen'})).toBe('\u001BP\u001B]9;flydeck: done\u0007\u001B\\\u0007');
});

test('where the output is no terminal, nothing is written', () => {
	expect(rung('done', plain, false)).toBe('');
});

test('whatever the text is, it cannot end the notification', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string({unit: 'binary', maxLength: 300}), fc.constant('a\u0007b\u001B\\c\u009C\nd')), text => {
			const written = rung(text);
			expect(written).toMatch(/^\u001B\]9;flydeck: [^\p{Cc}]*\u0007\u0007$/su);
			expect(written.length).toBeLessThan(210);
		}),
	);
});
