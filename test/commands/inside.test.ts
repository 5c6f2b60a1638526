import {describe, expect, test} from 'vitest';
import {states} from '../../source/domain/lifecycle.ts';
import type {State} from '../../source/store/state.ts';
import {buildLease, buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {chordOf, lastNote, press, read} from '../helpers/press.ts';

const started = buildMachine({state: 'started'});
const running = buildState({machines: [started]});
const typed = (state: State, text: string): State => read(state, [{type: 'keys', chords: [...text].map(chordOf), count: 9}]).state;

describe.each(['x', 'S'])('%s', key => {
	test.each(states.map(({state}) => state).filter(state => state !== 'started'))(
		'is refused with the reason on a machine that is %s',
		state => {
			const {state: after, effects} = press(buildState({machines: [buildMachine({state})]}), key);
			expect(effects).toEqual([]);
			expect(after.view.mode.kind).toBe('browse');
			expect(lastNote(after)).toMatch(new RegExp(`^web-1 is ${state}: machine not (?:running|found)$`));
		},
	);
});

test.each(['x', 'S', 'm', 'l'])('%s says so when there is no machine', key => {
	const {state, effects} = press(buildState(), key);
	expect(effects).toEqual([]);
	expect(lastNote(state)).toBe('There is no machine under the cursor.');
});

describe('with marks and the cursor on another machine', () => {
	const machines = ['web-1', 'web-2', 'web-3', 'web-4'].map((name, index) => buildMachine({id: `m-${index + 1}`, name, state: 'started'}));
	const marked = (...marks: readonly string[]): State => buildState({machines, view: {cursorId: 'm-4', marks: new Set(marks)}});

	test.each([
		['x', 'A command is run in one machine at a time'],
		['S', 'A shell is opened in one machine at a time'],
		['m', 'The metadata of one machine is changed at a time'],
		['L', 'The lease of one machine is taken at a time'],
		['D', 'One machine is compared with its versions, or two with each other'],
	])('%s refuses where three are marked', (key, why) => {
		const {state, effects} = press(marked('m-1', 'm-2', 'm-3'), key);
		expect([effects, state.view.mode.kind]).toEqual([[], 'browse']);
		expect(lastNote(state)).toBe(`${why}, and 3 are marked: \\ clears the marks.`);
	});

	test.each(['x', 'm', 'L', 'D'])('%s takes the marked machine', key => {
		expect(press(marked('m-2'), key).state.view.mode).toMatchObject({target: {id: 'm-2'}});
	});

	test('S takes the marked machine', () => {
		expect(press(marked('m-2'), 'S').effects).toMatchObject([{type: 'open-shell', target: {id: 'm-2'}}]);
	});

	test.each(['x', 'S', 'm', 'L'])('%s takes no marked machine that the filter hides', key => {
		const state = marked('m-2');
		const {state: after, effects} = press({...state, view: {...state.view, filter: 'web-4'}}, key);
		expect([effects, after.view.mode.kind]).toEqual([[], 'browse']);
		expect(lastNote(after)).toMatch(/hidden by the filter/);
	});
});

describe('while somebody else holds the lease', () => {
	const leased = buildState({machines: [buildMachine({state: 'started', lease: buildLease()})]});
	const why = 'web-1: lease held by mia@example.com, free in 1:00';

	test('no command is asked for', () => {
		const {state, effects} = press(leased, 'x');
		expect([effects, state.view.mode.kind]).toEqual([[], 'browse']);
		expect(lastNote(state)).toBe(why);
	});

	test('none is run that was asked for before', () => {
		const {view} = typed(press(running, 'x').state, 'ls');
		const {state, effects} = press({...leased, view}, 'enter');
		expect([effects, state.runs]).toEqual([[], []]);
		expect(lastNote(state)).toBe(why);
	});
});

describe('a shell', () => {
	test('is opened in the machine under the cursor', () => {
		expect(press(running, 'S').effects).toMatchObject([{type: 'open-shell', target: {id: started.id, app: started.app}}]);
	});

	test('is asked about where somebody else holds the lease, by name', () => {
		const leased = buildState({machines: [buildMachine({state: 'started', lease: buildLease()})]});
		const {state, effects} = press(leased, 'S');
		expect([effects, state.view.mode]).toEqual([
			[],
			{kind: 'ask', plan: {kind: 'open-shell', target: expect.anything(), owner: 'mia@example.com'}},
		]);
		expect(press(state, 'y').effects).toMatchObject([{type: 'open-shell', target: {id: started.id}}]);
		const declined = press(state, 'enter');
		expect([declined.effects, declined.state.view.mode.kind]).toEqual([[], 'browse']);
		expect(lastNote(declined.state)).toBe('No shell was opened in web-1.');
	});

	test('is not to be had in a local machine: x is named instead', () => {
		const {state, effects} = press({...running, isLocal: true}, 'S');
		expect(effects).toEqual([]);
		expect(lastNote(state)).toMatch(/real platform.*x runs a command/);
	});
});

describe('a command', () => {
	const open = press(running, 'x').state;

	test('is typed, and run once with enter, in the machine that the dialog names', () => {
		const {state, effects} = press(typed(open, 'ls -l "a b"'), 'enter');
		expect(effects).toEqual([{type: 'exec', runId: 1}]);
		expect(state.runs).toMatchObject([
			{target: {id: started.id}, commandLine: 'ls -l "a b"', words: ['ls', '-l', 'a b'], timeoutSeconds: 10, outcome: {kind: 'running'}},
		]);
		expect(state.view.mode).toEqual({kind: 'output', runId: 1, scroll: 0});
	});

	test('is given as many seconds as are typed', () => {
		expect(press(typed(open, 'ls'), 'tab', 'ctrl-u', '4', '5', 'enter').state.runs).toMatchObject([{timeoutSeconds: 45}]);
		expect(press(typed(open, 'ls'), 'tab', 'x', '1', 'tab', '!', 'enter').state.runs).toMatchObject([
			{timeoutSeconds: 10, commandLine: 'ls!'},
		]);
	});

	test.each([
		['', [], 'Type the command first.'],
		['   ', [], 'Type the command first.'],
		['echo "open', [], 'This is no command: a quote or a bracket is not closed.'],
		['ls', ['tab', 'ctrl-u'], 'A command is given 1 to 60 seconds.'],
		['ls', ['tab', 'ctrl-u', '0'], 'A command is given 1 to 60 seconds.'],
		['ls', ['tab', 'ctrl-u', '6', '1'], 'A command is given 1 to 60 seconds.'],
	])('that reads %j, then %j, is not run', (text, keys, why) => {
		const {state, effects} = press(typed(open, text), ...keys, 'enter');
		expect(effects).toEqual([]);
		expect(state.view.mode.kind).toBe('exec');
		expect(lastNote(state)).toBe(why);
	});

	test('that is pasted, line breaks and all, waits for its own enter', () => {
		const {state, effects} = read(open, [{type: 'paste', text: 'rm -rf\n/tmp/x\n'}]);
		expect(effects).toEqual([]);
		expect(state.view.mode).toMatchObject({kind: 'exec', commandLine: 'rm -rf /tmp/x'});
	});

	test('that was run before comes back with the arrows, each once, and what was being written after them', () => {
		const afterTwo = ['one', 'two', 'one'].reduce(
			(state, text) => press(typed(press(state, 'x').state, text), 'enter', 'esc').state,
			running,
		);
		const draft = typed(press(afterTwo, 'x').state, 'dra');
		const lines = [['up'], ['up', 'up'], ['up', 'up', 'up'], ['up', 'up', 'down'], ['up', 'down'], ['down']].map(keys => {
			const {mode} = press(draft, ...keys).state.view;
			return mode.kind === 'exec' ? mode.commandLine : undefined;
		});
		expect(lines).toEqual(['one', 'two', 'two', 'one', 'dra', 'dra']);
	});

	test('of before shows what it gave again', () => {
		expect(lastNote(press(open, 'ctrl-o').state)).toBe('No command was run yet.');
		const again = press(press(typed(open, 'ls'), 'enter', 'esc').state, 'x', 'ctrl-o').state;
		expect(again.view.mode).toEqual({kind: 'output', runId: 1, scroll: 0});
	});

	test('is told in no note, whatever becomes of it', () => {
		const {state} = press(typed(open, 'login --password hunter2'), 'tab', 'ctrl-u', 'enter');
		expect(JSON.stringify(state.notes)).not.toContain('hunter2');
	});
});
