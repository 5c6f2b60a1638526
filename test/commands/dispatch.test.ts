import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {editText} from '../../source/commands/chord.ts';
import {onPaste} from '../../source/commands/dispatch.ts';
import {moveCommands} from '../../source/commands/move.ts';
import {commands} from '../../source/commands/table.ts';
import {tabs} from '../../source/domain/details/tabs.ts';
import {sortKeys} from '../../source/domain/sort.ts';
import {newJob} from '../../source/store/jobs.ts';
import type {Mode, State} from '../../source/store/state.ts';
import {buildConfig, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildState, buildTarget, inMode} from '../helpers/build-state.ts';
import {someModes} from '../helpers/modes.ts';
import {applied, chordOf, lastNote, press, pressBurst, pressUnseen, read} from '../helpers/press.ts';

const machines = Array.from({length: 30}, (_, index) => buildMachine({id: `m${10 + index}`, name: `web-${index}`}));
const view = {sort: {key: 'id', isDescending: false}, tableRows: 10} as const;
const state = buildState({machines: [buildMachine(), ...machines], view});
const owned = {...state, ownLeases: new Map([[buildMachine().id, buildLease()]])};
const anyMode: fc.Arbitrary<Mode> = fc.constantFrom(...someModes);
/** A picker with a text field of its own open: escape takes one more step. */
const hasInnerField = (mode: Mode): boolean => mode.kind === 'versions' && mode.path !== undefined;

const dangerous = fc.constantFrom(...'sty1234LWarxqQ:/?', 'enter', 'tab', 'web-1', 'y', '\u001B');

describe('what arrived in one burst', () => {
	test('asks for nothing, whatever it says and whatever is open', () => {
		const typing = fc.array(fc.oneof(dangerous, fc.string({unit: 'grapheme', maxLength: 12})), {maxLength: 8});
		fc.assert(
			fc.property(anyMode, typing, (mode, parts) => {
				const keys = parts.flatMap(part => (part === 'enter' || part === 'tab' ? [part] : [...part]));
				fc.pre(keys.length > 1);
				expect(pressBurst(inMode(owned, mode), ...keys).effects).toEqual([]);
			}),
			{numRuns: 1000},
		);
	});

	test('still moves the cursor, a row for each key', () => {
		expect(pressBurst(state, 'j', 'j', 'j').state.view.cursorId).toBe(press(state, 'j', 'j', 'j').state.view.cursorId);
		expect(pressBurst(state, 'down', 'down').state.view.cursorId).not.toBe(state.view.cursorId);
	});

	test('is typed into an open text field, without enter', () => {
		expect(pressBurst(press(state, '/').state, ...'web', 'enter').state.view).toMatchObject({mode: {kind: 'filter'}, filter: 'web'});
		expect(pressBurst(press(state, ':').state, ...'start', 'enter').state.view.mode).toMatchObject({kind: 'prompt', text: 'start'});
		const asking = press(state, 'ctrl-d').state;
		expect(pressBurst(asking, ...'web-1', 'enter').state.view.mode).toMatchObject({kind: 'confirm', typed: 'web-1'});
	});
});

/** Every kind of mode, told by the compiler. */
const kinds: Readonly<Record<Mode['kind'], true>> = {
	ask: true,
	browse: true,
	help: true,
	notes: true,
	jobs: true,
	leases: true,
	actions: true,
	changes: true,
	timeline: true,
	fleet: true,
	'copy-curl': true,
	'break-lease': true,
	'confirm-protected': true,
	'leftover-leases': true,
	copy: true,
	wait: true,
	change: true,
	versions: true,
	filter: true,
	prompt: true,
	confirm: true,
	form: true,
	'confirm-resource': true,
	lease: true,
	signal: true,
	exec: true,
	output: true,
	logs: true,
	metadata: true,
	create: true,
	'new-machine': true,
};

describe('every printable character and an enter, pasted', () => {
	const printable = Array.from({length: 95}, (_, index) => String.fromCodePoint(32 + index));
	const chords = [...printable, 'enter'].map(chordOf);

	test.each(someModes)('act on nothing in the mode $kind, with brackets or without', mode => {
		for (const order of [chords, chords.toReversed()]) {
			const burst = read(inMode(owned, mode), [{type: 'keys', chords: order, count: order.length}]);
			expect(burst.effects).toEqual([]);
			expect(burst.state.view.mode.kind).toBe(mode.kind);
		}

		const pasted = read(inMode(owned, mode), [{type: 'paste', text: `${printable.join('')}\r\n${printable.toReversed().join('')}`}]);
		expect(pasted.effects).toEqual([]);
		expect(pasted.state.view.mode.kind).toBe(mode.kind);
	});

	test('were tried in every mode', () => {
		expect(new Set(someModes.map(({kind}) => kind))).toEqual(new Set(Object.keys(kinds)));
	});
});

describe('of what arrived in one burst', () => {
	const asking = press(state, 't').state;
	const killing = press(state, 'ctrl-d').state;
	const filtering = press(state, '/').state;
	const leasing = press(state, 'L', 'ctrl-u').state;

	test.each([
		['movement', state, ['j', 't'], '2 keys arrived at once: only movement was done.'],
		['movement of the arrows', state, ['down', 'down', 's'], '3 keys arrived at once: only movement was done.'],
		['nothing in the table', state, ['s', 't'], '2 keys arrived at once: nothing was done.'],
		['movement in the help', press(state, '?').state, ['j', 'q'], '2 keys arrived at once: only movement was done.'],
		['text in the filter', filtering, ['w', 'enter'], '2 keys arrived at once: only text was taken.'],
		['text in a confirmation', killing, [...'web-1', 'enter'], '6 keys arrived at once: only text was taken.'],
		['nothing in a question', asking, ['n', 'y'], '2 keys arrived at once: nothing was done.'],
		['digits in the lease dialog', leasing, ['3', '0', 'a'], '3 keys arrived at once: only digits were taken.'],
	])('%s counts, and what is ignored is told', (_what, from, keys, told) => {
		const {state: after, effects} = pressBurst(from, ...keys);
		expect(effects).toEqual([]);
		expect(lastNote(after)).toBe(told);
		expect(after.view.mode.kind).toBe(from.view.mode.kind);
	});

	test('nothing is told where all of it counts', () => {
		const held = [
			pressBurst(state, 'j', 'j', 'k'),
			pressBurst(filtering, 'w', 'e', 'backspace', 'backspace'),
			pressBurst(leasing, '3', '0'),
			pressBurst(press(state, ':').state, 'down', 'down'),
			pressBurst(press(state, 'W').state, 'j', 'j'),
		];
		expect(held.map(({state: after}) => after.notes)).toEqual(held.map(() => []));
		expect(held[2]?.state.view.mode).toMatchObject({ttl: '30'});
		expect(held[3]?.state.view.mode).toMatchObject({picked: 1});
	});

	test.each(someModes)('ctrl-c quits, in the mode $kind too', mode => {
		expect(pressBurst(inMode(state, mode), 'j', 'ctrl-c').effects).toEqual([{type: 'quit'}]);
	});

	test('a key that comes with a paste does not act', () => {
		const {state: after, effects} = read(state, [
			{type: 'keys', chords: [chordOf('ctrl-r')], count: 1},
			{type: 'paste', text: 'web'},
		]);
		expect(effects).toEqual([]);
		expect(lastNote(after)).toBe('2 keys arrived at once: only movement was done.');
	});
});

describe('while nothing can be seen', () => {
	const keys = [...new Set([...commands.flatMap(command => command.keys), ...'yYn0a rx', 'enter', 'backspace'])];

	test.each(someModes)('no key acts, and none opens anything, in the mode $kind', mode => {
		for (const key of keys) {
			const {state: after, effects} = pressUnseen(inMode(owned, mode), key);
			expect(effects.filter(({type}) => type !== 'quit' && type !== 'suspend-job' && type !== 'repaint')).toEqual([]);
			expect([mode.kind, 'browse']).toContain(after.view.mode.kind);
			expect(after.view.filter).toBe(owned.view.filter);
		}
	});

	test.each(someModes.filter(({kind}) => kind !== 'browse'))('q and esc leave the mode $kind, then q quits', mode => {
		const enough = (key: string): readonly string[] => (hasInnerField(mode) ? [key, key] : [key]);
		expect(pressUnseen(inMode(owned, mode), ...enough('esc')).state.view.mode.kind).toBe('browse');
		const {state: left, effects} = pressUnseen(inMode(owned, mode), ...enough('q'));
		expect(left.view.mode.kind).toBe('browse');
		expect(effects).toEqual([]);
		expect(pressUnseen(left, 'q').effects).toEqual([{type: 'quit'}]);
	});

	test('a confirmation that was typed before waits until it can be seen again', () => {
		const typed = press(state, 'ctrl-d', ...'web-1').state;
		const unseen = pressUnseen(typed, 'enter', 'y', 'j', 'k', 'backspace');
		expect(unseen).toEqual({state: typed, effects: []});
		expect(press(unseen.state, 'enter').effects).toMatchObject([{order: {verb: 'force-delete'}}]);
	});

	test('a paste is not taken', () => {
		for (const mode of someModes) {
			const before = inMode(owned, mode);
			expect(read(before, [{type: 'paste', text: 'web-1'}], false)).toEqual({state: before, effects: []});
		}
	});

	test('the cursor still moves, and ctrl-c quits', () => {
		expect(pressUnseen(state, 'j').state.view.cursorId).not.toBe(state.view.cursorId);
		expect(pressUnseen(state, 'ctrl-c').effects).toEqual([{type: 'quit'}]);
	});
});

describe('a paste', () => {
	test('never asks for anything and never opens or closes anything', () => {
		fc.assert(
			fc.property(anyMode, fc.oneof(dangerous, fc.string({unit: 'grapheme'}), fc.string({unit: 'binary'})), (mode, text) => {
				const before = inMode(owned, mode);
				const {state: after, effects} = applied(before, onPaste(before, text));
				expect(effects).toEqual([]);
				expect(after.view.mode.kind).toBe(mode.kind);
			}),
		);
	});

	test.each(someModes)('into the mode $kind changes nothing but a text field, or says that it is not taken', mode => {
		const before = inMode(state, mode);
		const {state: after} = applied(before, onPaste(before, '1'));
		const takesPaste = mode.kind === 'form' && mode.form.fields.every(({isSecret}) => isSecret !== true);
		const isField = takesPaste || hasInnerField(mode) || ['filter', 'prompt', 'lease', 'exec'].includes(mode.kind);
		expect(after.view === before.view).toBe(!isField);
		expect(after.notes.length > before.notes.length).toBe(!isField);
	});

	test('follows what is in the field, on one line', () => {
		const filtering = press(state, '/', ...'fra ').state;
		expect(applied(filtering, onPaste(filtering, ' web-1\r\n\tstopped\n')).state.view.filter).toBe('fra web-1 stopped');
		const prompting = press(state, ':', ...'so').state;
		expect(applied(prompting, onPaste(prompting, 'rt')).state.view.mode).toEqual({kind: 'prompt', text: 'sort', picked: 0});
		const leasing = press(state, 'L', 'ctrl-u').state;
		expect(applied(leasing, onPaste(leasing, '300\n')).state.view.mode).toMatchObject({ttl: '300'});
	});

	test('that is no number of seconds does not go into the lease dialog', () => {
		for (const text of ['5m', '123456', 'a']) {
			const leasing = press(state, 'L', 'ctrl-u').state;
			const {state: after} = applied(leasing, onPaste(leasing, text));
			expect(after.view).toEqual(leasing.view);
			expect(lastNote(after)).toBe('A lease takes seconds: up to five digits.');
		}
	});

	test('never fills in what a confirmation wants typed', () => {
		const asking = press(state, 'ctrl-d').state;
		const {state: after} = applied(asking, onPaste(asking, 'web-1'));
		expect(after.view.mode).toMatchObject({kind: 'confirm', typed: ''});
		expect(lastNote(after)).toBe('A paste is not taken here: type it.');
		expect(press(after, 'enter').effects).toEqual([]);
	});

	test('leaves no control characters in the field', () => {
		for (const mode of someModes) {
			const before = inMode(state, mode);
			const {view: pasted} = applied(before, onPaste(before, 'a\u001B[2J\u0007\u202Eb\u009Bc')).state;
			expect(JSON.stringify([pasted.filter, pasted.mode])).not.toMatch(/\\u001b|\\u0007|\u202E|\u009B/);
		}
	});
});

describe('escape', () => {
	test('goes back one step at a time: full screen, details, filter, and then stays', () => {
		const wide = {...state, view: {...state.view, isWide: true}};
		const deep = press(wide, '/', ...'web', 'enter', 'enter', 'enter').state;
		expect(deep.view).toMatchObject({focus: 'details', isFullScreen: true, filter: 'web'});
		const windowed = press(deep, 'esc').state;
		expect(windowed.view).toMatchObject({focus: 'details', isFullScreen: false, filter: 'web'});
		const table = press(windowed, 'esc').state;
		expect(table.view).toMatchObject({focus: 'table', filter: 'web'});
		const root = press(table, 'esc').state;
		expect(root.view.filter).toBe('');
		expect(press(root, 'esc')).toEqual({state: root, effects: []});
	});

	test('has no full screen to go back from where the details have the whole screen already', () => {
		const details = press(state, 'enter', 'enter').state;
		expect(details.view).toMatchObject({focus: 'details', isFullScreen: false});
		expect(press(details, 'esc').state.view.focus).toBe('table');
	});

	/** A question that is answered with No says so. */
	const questions: ReadonlySet<string> = new Set([
		'ask',
		'confirm',
		'confirm-resource',
		'confirm-protected',
		'change',
		'create',
		'break-lease',
		'leftover-leases',
	]);
	const closable = someModes.filter(mode => mode.kind !== 'browse' && !hasInnerField(mode));

	test.each(closable.filter(({kind}) => !questions.has(kind)))('leaves the mode $kind and does nothing else', mode => {
		expect(press(inMode(owned, mode), 'esc')).toEqual({state: owned, effects: []});
	});

	test.each(closable.filter(({kind}) => questions.has(kind)))('leaves the question $kind with a No', mode => {
		expect(press(inMode(owned, mode), 'esc')).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}, jobs: []}});
	});

	test('in the filter brings back what was there before', () => {
		const filtered = press(state, '/', ...'web', 'enter').state;
		expect(press(filtered, '/', 'ctrl-u', ...'fra', 'esc').state.view).toMatchObject({filter: 'web', mode: {kind: 'browse'}});
	});
});

test('q goes back as escape does, and quits where there is nothing to go back from', () => {
	expect(press(press(state, 'enter').state, 'q')).toMatchObject({effects: [], state: {view: {focus: 'table'}}});
	expect(press(state, 'q').effects).toEqual([{type: 'quit'}]);
});

describe('while a job goes on', () => {
	const targets = [buildTarget({id: 'm-1'}), buildTarget({id: 'm-2'}), buildTarget({id: 'm-3'})];
	const job = newJob(1, {verb: 'restart'}, targets, 1, presentMs);
	const busy: State = {...state, jobs: [job]};

	test('q asks before it quits, and only a yes does', () => {
		const asked = press(busy, 'q');
		expect([asked.effects, asked.state.view.mode]).toEqual([[], {kind: 'ask', plan: {kind: 'quit'}}]);
		expect(press(asked.state, 'y')).toMatchObject({effects: [{type: 'quit'}], state: {view: {mode: {kind: 'browse'}}}});
		for (const key of ['n', 'enter', 'esc', 'q', 'space']) {
			expect(press(asked.state, key)).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
		}
	});

	test('q asks too while the last machines of one that was aborted are under way', () => {
		expect(press({...busy, jobs: [{...job, status: 'aborted'}]}, 'q').state.view.mode.kind).toBe('ask');
	});

	test('q quits at once when the job has ended', () => {
		expect(press({...busy, jobs: [{...job, status: 'ended', endedAtMs: presentMs}]}, 'q').effects).toEqual([{type: 'quit'}]);
	});

	test('ctrl-c quits at once', () => {
		expect(press(busy, 'ctrl-c').effects).toEqual([{type: 'quit'}]);
		expect(press(press(busy, 'q').state, 'ctrl-c').effects).toEqual([{type: 'quit'}]);
	});
});

test.each(someModes)('ctrl-c, ctrl-z and ctrl-l work in the mode $kind too', mode => {
	const {effects} = press(inMode(state, mode), 'ctrl-l', 'ctrl-z', 'ctrl-c');
	expect(effects).toEqual([{type: 'repaint'}, {type: 'suspend-job'}, {type: 'quit'}]);
});

describe('the filter', () => {
	test('narrows the table as it is typed and stays after enter', () => {
		const filtering = press(state, '/', ...'web-2').state;
		expect(filtering.view).toMatchObject({filter: 'web-2', mode: {kind: 'filter'}});
		expect(press(filtering, 'enter').state.view).toMatchObject({filter: 'web-2', mode: {kind: 'browse'}});
	});

	test('takes letters that are keys elsewhere as letters', () => {
		expect(press(state, '/', ...'qstLW?:/j').state.view).toMatchObject({filter: 'qstLW?:/j', mode: {kind: 'filter'}});
	});
});

describe('movement', () => {
	const indexAfter = (...keys: readonly string[]): number => {
		const after = press(state, ...keys).state;
		return [buildMachine(), ...machines].findIndex(({id}) => id === after.view.cursorId);
	};

	test.each([
		[['j'], 1],
		[['down', 'down', 'k'], 1],
		[['up'], 0],
		[['ctrl-f'], 9],
		[['pagedown', 'pagedown', 'pageup'], 9],
		[['G'], 30],
		[['end', 'j'], 30],
		[['G', 'g'], 0],
		[['G', 'ctrl-b'], 21],
		[['end', 'home'], 0],
	])('%j takes the cursor to row %i', (keys, index) => {
		expect(indexAfter(...keys)).toBe(index);
	});

	test('scrolls the details when they have the focus, and leaves the cursor alone', () => {
		const config = buildConfig({raw: Array.from({length: 40}, (_, index) => index)});
		const long = buildState({machines: [buildMachine({config})], view: {tab: 'config', focus: 'details', paneRows: 10}});
		expect(press(long, 'j', 'j', 'k').state.view.paneScroll).toBe(1);
		expect(press(long, 'G').state.view.paneScroll).toBe(32);
		expect(press(long, 'G', 'g', 'k').state.view.paneScroll).toBe(0);
		expect(press(long, 'G').state.view.cursorId).toBe(long.view.cursorId);
	});

	test('to another tab begins at its top', () => {
		const config = buildConfig({raw: Array.from({length: 40}, (_, index) => index)});
		const scrolled = buildState({machines: [buildMachine({config})], view: {tab: 'config', paneScroll: 5, paneRows: 1}});
		expect(press(scrolled, 'h').state.view).toMatchObject({tab: 'info', paneScroll: 0});
		expect(press(scrolled, '2').state.view).toMatchObject({tab: 'info', paneScroll: 0});
	});

	test('of no rows does nothing', () => {
		const empty = buildState();
		expect(press(empty, 'j', 'G', 'k', 'ctrl-f').state.view.cursorId).toBeUndefined();
	});
});

describe('the view', () => {
	test('walks through the tabs and around', () => {
		const walked = tabs.map((_, index) => press(state, ...Array.from({length: index + 1}, () => 'right')).state.view.tab);
		expect(walked).toEqual(['info', 'config', 'lease', 'history', 'checks', 'events']);
		expect(press(state, 'h').state.view.tab).toBe('checks');
		expect(press(state, '3').state.view.tab).toBe('config');
	});

	test('walks through the orders and around', () => {
		const from = buildState();
		expect(press(from, ...'>'.repeat(sortKeys.length)).state.view.sort).toEqual(from.view.sort);
		expect(press(from, '>').state.view.sort.key).toBe(sortKeys[1]);
		expect(press(from, '<').state.view.sort.key).toBe(sortKeys.at(-1));
		expect(press(from, 'i').state.view.sort).toEqual({key: 'trouble', isDescending: true});
		expect(press(from, 'i', 'i').state.view.sort.isDescending).toBe(false);
	});

	test('shows machines in trouble only, and all again: by !, or by esc after the filter', () => {
		const only = press(state, '!').state;
		expect(only.view.isTroubleOnly).toBe(true);
		expect(press(only, '!').state.view.isTroubleOnly).toBe(false);
		const filtered = press(only, '/', ...'web', 'enter').state;
		expect(press(filtered, 'esc').state.view).toMatchObject({filter: '', isTroubleOnly: true});
		expect(press(filtered, 'esc', 'esc').state.view.isTroubleOnly).toBe(false);
		expect(press(press(only, 'enter').state, '!').state.view).toMatchObject({focus: 'table', isTroubleOnly: false});
	});

	test('changes panes with tab', () => {
		expect(press(state, 'tab').state.view.focus).toBe('details');
		expect(press(state, 'enter', 'enter', 'tab').state.view).toMatchObject({focus: 'table', isFullScreen: false});
	});

	test('is paused and resumed, which reads at once', () => {
		const paused = press(state, 'p');
		expect(paused.effects).toEqual([]);
		expect(paused.state.view.isPaused).toBe(true);
		const resumed = press(paused.state, 'p');
		expect(resumed.effects).toEqual([{type: 'refresh'}]);
		expect(resumed.state.view.isPaused).toBe(false);
		expect(press(state, 'ctrl-r').effects).toEqual([{type: 'refresh'}]);
	});
});

describe('help and notes', () => {
	test.each([
		['?', 'help'],
		['N', 'notes'],
	])('%s opens the page %s, which scrolls no further than its ends and closes', (key, kind) => {
		const opened = press(state, key).state;
		const open = {...opened, view: {...opened.view, pageRows: 8, pageEnd: 12}};
		const scrollAfter = (...keys: readonly string[]): unknown => press(open, ...keys).state.view.mode;
		expect(open.view.mode).toEqual({kind, scroll: 0});
		for (const pageDown of ['ctrl-f', 'pagedown', ' ']) {
			expect(scrollAfter('j', pageDown, 'k')).toEqual({kind, scroll: 7});
			expect(scrollAfter(pageDown, pageDown)).toEqual({kind, scroll: 12});
		}

		for (const last of ['G', 'end']) {
			expect(scrollAfter(last)).toEqual({kind, scroll: 12});
			expect(scrollAfter(last, 'up', 'ctrl-b')).toEqual({kind, scroll: 4});
			expect(scrollAfter(last, 'pageup', 'down')).toEqual({kind, scroll: 6});
			expect(scrollAfter(last, 'g')).toEqual({kind, scroll: 0});
			expect(scrollAfter(last, 'home')).toEqual({kind, scroll: 0});
		}

		expect(scrollAfter('k', 'pageup')).toEqual({kind, scroll: 0});
		for (const close of ['esc', 'q', '?', 'enter']) {
			expect(press(open, close)).toMatchObject({effects: [], state: {view: {mode: {kind: 'browse'}}}});
		}
	});

	test.each(moveCommands.flatMap(({keys}) => keys))('%s moves in a page that is read', key => {
		const open = inMode(state, {kind: 'help', scroll: 5});
		const scrolled = press({...open, view: {...open.view, pageEnd: 10}}, key).state.view.mode;
		expect(scrolled).not.toEqual({kind: 'help', scroll: 5});
	});
});

test('no key that is no command does anything in the table', () => {
	const known = new Set(commands.flatMap(({keys}) => keys));
	fc.assert(
		fc.property(fc.string({unit: 'grapheme', minLength: 1, maxLength: 1}), key => {
			fc.pre(!known.has(chordOf(key).name));
			expect(press(state, key)).toEqual({state, effects: []});
		}),
	);
});

test.each([
	['web', 'a', 'weba'],
	['web', 'backspace', 'we'],
	['👍', 'backspace', ''],
	['', 'backspace', ''],
	['web', 'ctrl-u', ''],
	['web stopped ', 'ctrl-w', 'web '],
	['web', 'ctrl-w', ''],
	['web', 'left', undefined],
	['web', 'ctrl-d', undefined],
])('the text "%s" after %s is "%s"', (text, key, after) => {
	expect(editText(text, chordOf(key))).toBe(after);
});
