import {expect, test} from 'vitest';
import {buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {lastNote, press, pressBehind} from '../helpers/press.ts';

const state = buildState({
	machines: ['web-1', 'web-2', 'web-3'].map((name, index) => buildMachine({id: `id${index}`, name, state: 'started'})),
});
const asked = press(state, 't').state;
const ignored = 'A key was ignored: the terminal was behind, and did not show what is there.';

test.each([
	{title: 'opens no dialog', given: state, keys: ['t'], mode: 'browse', told: ignored},
	{title: 'answers no question', given: asked, keys: ['y'], mode: asked.view.mode.kind, told: ignored},
	{title: 'that goes back does so', given: asked, keys: ['esc'], mode: 'browse', told: 'Not stopped: web-1 was left alone.'},
	{title: 'that moves does so', given: state, keys: ['j'], mode: 'browse', told: undefined},
	{title: 'among others that move is told of alone', given: state, keys: ['j', 'j', 't'], mode: 'browse', told: ignored},
	{title: 'and another are told of', given: state, keys: ['s', 't'], mode: 'browse', told: ignored.replace('A key was', '2 keys were')},
])('at a picture that is not the newest, a key $title', ({given, keys, mode, told}) => {
	const {state: after, effects} = pressBehind(given, ...keys);
	expect(effects).toEqual([]);
	expect(after.view.mode.kind).toBe(mode);
	expect(lastNote(after)).toBe(told);
	expect(asked.view.mode.kind).not.toBe('browse');
});
