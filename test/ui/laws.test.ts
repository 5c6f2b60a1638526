import fc from 'fast-check';
import {expect, test} from 'vitest';
import {states} from '../../source/domain/lifecycle.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {printable, widthOf} from '../../source/domain/text.ts';
import {selectRows} from '../../source/store/selectors.ts';
import type {Mode, State} from '../../source/store/state.ts';
import {buildCheck, buildConfig, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {buildFailure, buildState, buildTarget} from '../helpers/build-state.ts';
import {renderApp} from '../helpers/render.tsx';

/** Names as an API might give them, made printable as everything from outside is. */
const hostile = fc
	.oneof(
		fc.string({unit: 'binary', maxLength: 60}),
		fc.string({unit: 'grapheme', maxLength: 60}),
		fc.constantFrom(
			'',
			'\u001B[2J\u001B[31mred\u0007',
			'漢字'.repeat(20),
			'𐀀𐀀𐀀𐀀',
			'👩‍👩‍👧‍👦'.repeat(8),
			'🇩🇪🇫🇷🇯🇵'.repeat(4),
			'e\u0301'.repeat(30),
			'\u202Eright to left',
			'ＦＵＬＬ width',
			'한국어 조선말',
			'a\tb\r\nc',
			'☁️ ⚠️ ✔️',
		),
	)
	.map(text => printable(text));

const word = fc.oneof(fc.constantFrom(...states.map(({state}) => state)), hostile);

const machine: fc.Arbitrary<Machine> = fc
	.record({
		id: fc.oneof(
			fc.stringMatching(/^[0-9a-f]{14}$/),
			hostile.filter(text => text !== ''),
		),
		app: fc.constantFrom('web', 'worker'),
		name: hostile,
		state: word,
		region: fc.oneof(fc.constantFrom('fra', 'iad'), hostile),
		hostStatus: fc.oneof(fc.constant('ok'), hostile),
		output: hostile,
		owner: hostile,
		image: hostile,
		exitCode: fc.constantFrom(undefined, 0, 1, 137, 123_456),
		isLeased: fc.boolean(),
	})
	.map(({output, owner, image, exitCode, isLeased, ...fields}) =>
		buildMachine({
			...fields,
			checks: [buildCheck({status: 'critical', name: owner, output})],
			config: buildConfig({image, raw: {image, env: {[owner]: output}}}),
			events: [buildExitEvent({exitCode, error: output}, 5000)],
			lease: isLeased ? buildLease({owner, expiresAtMs: presentMs + 90_000}) : undefined,
		}),
	);

const target = buildTarget({name: '漢字'.repeat(40), id: '148e123456abcd'});

const mode: fc.Arbitrary<Mode> = fc.oneof(
	fc.constant<Mode>({kind: 'browse'}),
	hostile.map((before): Mode => ({kind: 'filter', before})),
	hostile.map((text): Mode => ({kind: 'prompt', text, picked: 0})),
	fc.nat({max: 80}).map((scroll): Mode => ({kind: 'help', scroll})),
	fc.nat({max: 80}).map((scroll): Mode => ({kind: 'notes', scroll})),
	hostile.map(
		(typed): Mode => ({
			kind: 'confirm',
			typed,
			confirmation: {
				verb: 'force-delete',
				target,
				ask: {kind: 'type', expected: target.name, hint: 'its full name'},
				openedAtMs: presentMs,
			},
		}),
	),
	fc.constant<Mode>({kind: 'lease', target, ttl: '120'}),
	fc.nat({max: 3}).map((picked): Mode => ({kind: 'wait', target, picked})),
);

const state: fc.Arbitrary<State> = fc
	.record({
		machines: fc.uniqueArray(machine, {selector: ({id}) => id, maxLength: 12}),
		mode,
		filter: fc.oneof({weight: 4, arbitrary: fc.constant('')}, {weight: 1, arbitrary: hostile}),
		focus: fc.constantFrom('table' as const, 'details' as const),
		isFullScreen: fc.boolean(),
		tab: fc.constantFrom('events' as const, 'info' as const, 'config' as const, 'lease' as const),
		note: hostile,
		isFailing: fc.boolean(),
	})
	.map(({machines, note, isFailing, ...view}) => {
		const built = buildState({machines, view, notes: [{id: 1, tone: 'error', text: note, atMs: presentMs}]});
		return isFailing ? {...built, appsFailure: buildFailure({message: note})} : built;
	});

const size = fc.oneof(
	fc.record({columns: fc.integer({min: 1, max: 200}), rows: fc.integer({min: 1, max: 100})}),
	fc.record({columns: fc.integer({min: 38, max: 130}), rows: fc.integer({min: 8, max: 42})}),
);

test('whatever the machines are called, no line is wider than the screen and none is too many', {timeout: 120_000}, async () => {
	await fc.assert(
		fc.asyncProperty(state, size, async (given, {columns, rows}) => {
			const screen = await renderApp(given, columns, rows);
			const lines = screen.lines();
			const widest = Math.max(...lines.map(widthOf));
			screen.unmount();
			expect(widest).toBeLessThanOrEqual(columns);
			expect(lines.length).toBeLessThanOrEqual(rows);
		}),
		{numRuns: 150},
	);
});

/** With the cursor on the first row no size needs another part of the table than the beginning. */
const atTheTop = (given: State): State => ({...given, view: {...given.view, cursorId: selectRows(given)[0]?.id, top: 0}});

test('a screen that was resized looks as one that was opened at that size', {timeout: 120_000}, async () => {
	await fc.assert(
		fc.asyncProperty(state.map(atTheTop), size, size, async (given, first, second) => {
			const resized = await renderApp(given, first.columns, first.rows);
			resized.resize(second.columns, second.rows);
			const opened = await renderApp(given, second.columns, second.rows);
			await resized.waitFor(() => resized.lastFrameWithColors() === opened.lastFrameWithColors());
			resized.unmount();
			opened.unmount();
		}),
		{numRuns: 30},
	);
});
