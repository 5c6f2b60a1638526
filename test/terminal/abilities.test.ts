import {expect, test} from 'vitest';
import {terminalProblem} from '../../source/terminal/abilities.ts';

test('a usual terminal with a keyboard has no problem', () => {
	expect(terminalProblem({term: 'xterm-256color', isInputTerminal: true})).toBeUndefined();
	expect(terminalProblem({term: undefined, isInputTerminal: true})).toBeUndefined();
});

test('a dumb terminal is named as such, with what works there', () => {
	expect(terminalProblem({term: 'dumb', isInputTerminal: true})).toMatch(/TERM=dumb.*flydeck list/);
	expect(terminalProblem({term: 'dumb', isInputTerminal: false})).toMatch(/TERM=dumb/);
});

test('an input that is no terminal is named as such, with what works there', () => {
	expect(terminalProblem({term: 'xterm', isInputTerminal: false})).toMatch(/standard input.*flydeck list/);
});
