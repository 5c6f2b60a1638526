import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {hintsFor} from '../../../source/commands/hints.ts';
import {usualSettings} from '../../../source/domain/views.ts';
import {openViewFile} from '../../../source/journal/view-file.ts';
import {keepView} from '../../../source/runtime/keep-view.ts';
import {type LogsMode, selectLogTop} from '../../../source/store/logs.ts';
import type {State} from '../../../source/store/state.ts';
import {createStore} from '../../../source/store/store.ts';
import {asSaved} from '../../../source/store/views.ts';
import {buildLog, buildLogLine, someLines} from '../../helpers/build-log.ts';
import {buildMachine} from '../../helpers/build-machine.ts';
import {buildState, inMode, reduceAll} from '../../helpers/build-state.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';
import {logsMode} from '../../helpers/modes.ts';
import {lastNote, press, read} from '../../helpers/press.ts';

const first = buildMachine({id: '148e0000000001', name: 'web-1'});
const second = buildMachine({id: '148e0000000002', name: 'web-2'});
const other = buildMachine({id: '148e0000000003', app: 'worker', name: 'worker-1'});

describe('the log that l opens', () => {
	test.each([
		[
			'of the machine under the cursor',
			buildState({machines: [first, second], view: {cursorId: second.id}}),
			{app: 'web', target: {id: second.id}},
		],
		[
			'of the one that is marked',
			buildState({machines: [first, second], view: {cursorId: second.id, marks: new Set([first.id])}}),
			{app: 'web', target: {id: first.id}},
		],
		[
			'of the app where several are marked',
			buildState({machines: [first, second], view: {marks: new Set([first.id, second.id])}}),
			{app: 'web', target: undefined},
		],
		['of the app where it has no machine', buildState({apps: ['web']}), {app: 'web', target: undefined}],
	])('is %s', (_what, state, source) => {
		const {state: after} = press(state, 'l');
		expect(after.view.mode).toEqual(logsMode());
		expect(after.log).toMatchObject({id: 1, source, lines: [], isRead: false});
	});

	test('is of one app', () => {
		const state = press(buildState({machines: [first, other]}), '*').state;
		expect(lastNote(press(state, 'l').state)).toBe('A log is of one app: mark machines of one, or none.');
	});

	test('is of the whole app when the prompt is told so', () => {
		const {state} = press(buildState({machines: [first]}), ':', ...'logs app', 'enter');
		expect(state.log?.source).toEqual({app: 'web', target: undefined});
	});
});

/** Ten rows are shown. */
const page = (lines = someLines(100), given: Partial<LogsMode> = {}): State =>
	inMode({...buildState({machines: [first], log: buildLog({lines}), view: {pageRows: 11, pageColumns: 60}})}, logsMode(given));

const modeOf = ({view: {mode}}: State): LogsMode => {
	if (mode.kind !== 'logs') {
		throw new Error(`the page is closed, and this is ${mode.kind}`);
	}

	return mode;
};

const topAfter = (...keys: readonly string[]): number => {
	const {state} = press(page(), ...keys);
	return selectLogTop(state, modeOf(state));
};

describe('the page of a log', () => {
	test.each([
		[[], 90],
		[['j'], 90],
		[['k'], 89],
		[['k', 'j', 'j'], 90],
		[['ctrl-b'], 81],
		[['g'], 0],
		[['g', 'k'], 0],
		[['g', 'space'], 9],
		[['g', 'G'], 90],
	])('after %j begins with line %i', (keys, top) => {
		expect(topAfter(...keys)).toBe(top);
	});

	const arrived = {type: 'log-received', logId: 1, lines: someLines(3, 100)} as const;

	test('follows what comes, until it is scrolled up, and again after G', () => {
		const topOf = (...keys: readonly string[]): number => {
			const state = reduceAll(press(page(), ...keys).state, arrived);
			return selectLogTop(state, modeOf(state));
		};
		expect(topOf()).toBe(93);
		expect(topOf('k')).toBe(89);
		expect(topOf('k', 'j')).toBe(90);
		expect(topOf('k', 'G')).toBe(93);
	});

	test('stays where it was scrolled to when older lines are let go', () => {
		const full = press(page(someLines(10_000)), 'g', 'space').state;
		const after = reduceAll(full, arrived);
		expect(after.log).toMatchObject({dropped: 3});
		expect(selectLogTop(full, modeOf(full))).toBe(9);
		expect(selectLogTop(after, modeOf(after))).toBe(6);
	});

	test('shows what has a text in it, as that is typed; enter keeps it, esc takes it back, and later lets all through again', () => {
		const typed = press(page(), '/', '9', '9').state;
		expect(modeOf(typed)).toMatchObject({filter: '99', entry: {kind: 'filter', before: ''}});
		expect(modeOf(press(typed, 'esc').state)).toMatchObject({filter: '', entry: undefined});
		const kept = press(typed, 'enter').state;
		expect(modeOf(kept)).toMatchObject({filter: '99', entry: undefined});
		expect(modeOf(press(kept, 'esc').state).filter).toBe('');
	});

	test.each(['q', 'esc'])('closes with %s', key => {
		expect(press(page(), key).state.view.mode.kind).toBe('browse');
	});

	test('asks again from 5 minutes before, from an hour before, and from the newest', () => {
		const spans: (number | undefined)[] = [];
		let state = page();
		for (let count = 0; count < 3; count += 1) {
			({state} = press(state, 't'));
			spans.push(state.log?.spanMinutes);
			expect(state.log).toMatchObject({id: count + 2, lines: [], isRead: false});
		}

		expect(spans).toEqual([5, 60, undefined]);
	});

	test('wraps and no longer wraps', () => {
		const wrapped = press(page(), 'w').state;
		expect(modeOf(wrapped).isWrapped).toBe(true);
		expect(modeOf(press(wrapped, 'w').state).isWrapped).toBe(false);
	});
});

describe('saving', () => {
	const lines = [buildLogLine({message: 'one'}), buildLogLine({message: 'two'})];

	test('writes what is shown, under a name that nothing else has', () => {
		const {state, effects} = press(page(lines, {filter: 'two'}), 'ctrl-s', 'enter');
		expect(effects).toEqual([
			{
				type: 'save-file',
				path: 'web-1-20270115T080000Z.log',
				text: '2027-01-15T08:00:00.000Z info fra 148e123456abcd two\n',
				what: '1 line',
			},
		]);
		expect(modeOf(state).entry).toBeUndefined();
	});

	test('takes another name, typed or pasted', () => {
		const named = press(page(lines), 'ctrl-s', 'ctrl-u', ...'~/a').state;
		const {state} = read(named, [{type: 'paste', text: '.log\n'}]);
		expect(press(state, 'enter').effects).toMatchObject([{path: '~/a.log', what: '2 lines'}]);
	});

	test.each([
		['without a name', page(lines), ['ctrl-u', 'enter']],
		['with no lines', page([]), ['enter']],
		['after esc', page(lines), ['esc']],
	])('writes nothing %s', (_what, state, keys) => {
		expect(press(state, 'ctrl-s', ...keys).effects).toEqual([]);
	});
});

describe('F', () => {
	test('keeps the filter of the page for the next flydeck, which opens every log with it', () => {
		const directory = mkdtempSync(join(tmpdir(), 'flydeck-log-view-'));
		onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
		const store = createStore(press(page(), '/', ...'level:error', 'enter').state);
		const {effects} = press(store.getState(), 'F');
		expect(effects).toMatchObject([{type: 'save-view', name: 'logs', settings: {filter: 'level:error'}}]);
		for (const effect of effects) {
			if (effect.type === 'save-view') {
				keepView({store, clock: createManualClock(), saveView: openViewFile(directory, 'views.json', process.pid).save}, effect);
			}
		}

		expect(lastNote(store.getState())).toBe('Saved: the next flydeck opens the logs with the filter level:error.');
		const views = openViewFile(directory, 'views.json', process.pid).read();
		const next = press(buildState({machines: [first], view: asSaved(views)}), 'l').state;
		expect(modeOf(next).filter).toBe('level:error');
		expect(next.view.filter).toBe('');
	});

	test('is offered where there is a filter, and is a letter of it while that is typed', () => {
		const hints = (state: State): readonly string[] => hintsFor(state).map(({word}) => word);
		expect(hints(page())).not.toContain('save filter');
		expect(hints(page([], {filter: 'x'}))).toContain('save filter');
		const typed = press(page(), '/', 'F');
		expect(typed.effects).toEqual([]);
		expect(modeOf(typed.state).filter).toBe('F');
	});

	test('without a filter forgets the one that was kept', () => {
		expect(press(page(), 'F').effects).toMatchObject([{type: 'save-view', name: 'logs', settings: usualSettings('logs')}]);
	});
});
