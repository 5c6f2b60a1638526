import type {Key} from 'ink';
import {expect, test} from 'vitest';
import {commands} from '../../source/commands/table.ts';
import {chordsOf} from '../../source/ui/chords.ts';

const noKey: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

const namesOf = (input: string, key: Partial<Key> = {}): readonly string[] => chordsOf(input, {...noKey, ...key}).map(({name}) => name);

const named = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'del'],
] as const;

test.for(named)('the key %s is called %s', ([flag, name]) => {
	expect(chordsOf('', {...noKey, [flag]: true})).toEqual([{name, text: undefined}]);
});

test('a letter is a key and the text that it types', () => {
	expect(chordsOf('j', noKey)).toEqual([{name: 'j', text: 'j'}]);
	expect(chordsOf('L', {...noKey, shift: true})).toEqual([{name: 'L', text: 'L'}]);
});

test('a letter with ctrl is a key that types nothing', () => {
	expect(chordsOf('d', {...noKey, ctrl: true})).toEqual([{name: 'ctrl-d', text: undefined}]);
});

test('keys with alt are none of ours, the escape key is', () => {
	expect(namesOf('d', {meta: true})).toEqual([]);
	expect(namesOf('', {meta: true, upArrow: true})).toEqual([]);
	expect(namesOf('', {meta: true, escape: true})).toEqual(['esc']);
});

test('letters that arrive together are as many keys', () => {
	expect(namesOf('jjk')).toEqual(['j', 'j', 'k']);
	expect(namesOf('a\rb')).toEqual(['a', 'enter', 'b']);
});

test('what cannot be printed is no key', () => {
	expect(namesOf('\u0007\u200B')).toEqual([]);
});

test('a wide letter is one key', () => {
	expect(chordsOf('漢', noKey)).toEqual([{name: '漢', text: '漢'}]);
	expect(namesOf('😀a')).toEqual(['😀', 'a']);
});

test('every key of the command table is one that a keyboard can send', () => {
	const names: readonly string[] = ['space', ...named.map(([, name]) => name)];
	// What begins with a colon is typed into the prompt.
	const isTyped = (key: string): boolean => key.startsWith(':');
	const unknown = commands
		.flatMap(({keys}) => keys)
		.filter(key => [...key].length > 1 && !isTyped(key) && !/^ctrl-[a-z]$/.test(key) && !names.includes(key));
	expect(unknown).toEqual([]);
});
