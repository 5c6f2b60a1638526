import fc from 'fast-check';
import {expect, test} from 'vitest';
import {onChord} from '../../source/commands/dispatch.ts';
import {groupKeys} from '../../source/domain/fleet-view/groups.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {machineArbitrary} from '../helpers/arbitrary-machine.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {buildState, listOf} from '../helpers/build-state.ts';
import {openOnTerminal} from '../helpers/on-terminal.tsx';
import {chordOf} from '../helpers/press.ts';

const names = [
	'web-1',
	'a-very-long-name-of-a-machine-that-does-not-fit',
	'漢字漢字',
	'한국어',
	'e\u0301e\u0301',
	'🙂 smile',
	'👩‍👩‍👧‍👦',
	'שלום',
	'ＦＵＬＬ',
];

const machine: fc.Arbitrary<Machine> = fc
	.tuple(machineArbitrary('web'), machineArbitrary('api'), fc.boolean(), fc.constantFrom(...names))
	.map(([web, api, isWeb, name]) => ({...(isWeb ? web : api), name}));
const fleet = fc.uniqueArray(machine, {selector: ({id}) => id, minLength: 1, maxLength: 60});

const size = fc.record({columns: fc.integer({min: 36, max: 140}), rows: fc.integer({min: 8, max: 44})});

const keys = ['j', 'k', 'g', 'G', 'ctrl-f', 'ctrl-b', 'space', 'enter', 'esc', 'z', 'Z', '/', 'w', 't', '?', '!'] as const;
const step = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({kind: fc.constant('keys' as const), keys: fc.array(fc.constantFrom(...keys), {minLength: 1, maxLength: 4})}),
	},
	{weight: 3, arbitrary: fc.record({kind: fc.constant('answer' as const), machines: fleet})},
	{weight: 2, arbitrary: fc.record({kind: fc.constant('time' as const), passedMs: fc.integer({min: 1, max: 40_000})})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('rest' as const)})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('note' as const), text: fc.constantFrom('done', 'it failed')})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('resize' as const), size})},
);

const view = fc.record({
	groupBy: fc.constantFrom(undefined, undefined, ...groupKeys.map(({key}) => key)),
	filter: fc.constantFrom('', '', 'web', 'nothing has this'),
	focus: fc.constantFrom('table' as const, 'table' as const, 'details' as const),
});

const doStep = (
	store: Store,
	next: Exclude<typeof step extends fc.Arbitrary<infer Value> ? Value : never, {readonly kind: 'resize'}>,
): void => {
	switch (next.kind) {
		case 'keys':
			for (const key of next.keys) {
				store.dispatch({type: 'key-pressed'}, ...(onChord(store.getState(), chordOf(key)).events ?? []));
			}

			break;
		case 'answer':
			for (const app of ['api', 'web']) {
				const requestId = (store.getState().feeds.get(app)?.acceptedRequestId ?? 0) + 1;
				const machines = next.machines.filter(one => one.app === app);
				store.dispatch(listOf(app, machines, {requestId, requestedAtMs: store.getState().nowMs}));
			}

			break;
		case 'time':
			store.dispatch({type: 'clock-ticked', nowMs: store.getState().nowMs + next.passedMs});
			break;
		case 'rest':
			store.dispatch({type: 'cursor-rested'});
			break;
		case 'note':
			store.dispatch({type: 'noted', tone: 'ok', text: next.text, atMs: store.getState().nowMs});
			break;
	}
};

/** The cells in which two pictures differ. */
const unlike = (painted: readonly string[], drawn: readonly string[]): readonly string[] =>
	drawn.flatMap((row, line) => {
		const cells = painted[line]?.split('|') ?? [];
		return row
			.split('|')
			.flatMap((cell, column) => (cell === cells[column] ? [] : [`${line}:${column} painted ${cells[column]}, drawn ${cell}`]));
	});

test('a table that is painted looks, cell by cell, as one that Ink draws', {timeout: 240_000}, async () => {
	await fc.assert(
		fc.asyncProperty(fleet, view, size, fc.array(step, {maxLength: 12}), async (machines, shown, first, steps) => {
			const store = createStore(buildState({machines, apps: ['api', 'web'], view: shown, nowMs: presentMs}));
			const painted = openOnTerminal(store, first, true);
			const drawn = openOnTerminal(store, first, false);
			expect(unlike(await painted.picture(), await drawn.picture())).toEqual([]);
			for (const next of steps) {
				if (next.kind === 'resize') {
					await painted.resize(next.size.columns, next.size.rows);
					await drawn.resize(next.size.columns, next.size.rows);
				} else {
					doStep(store, next);
				}

				expect(unlike(await painted.picture(), await drawn.picture())).toEqual([]);
			}

			painted.unmount();
			drawn.unmount();
		}),
		{numRuns: 60},
	);
});

test('a screen that was kept up to date looks, cell by cell, as one that is opened in the same state', {timeout: 240_000}, async () => {
	await fc.assert(
		fc.asyncProperty(fleet, view, size, fc.array(step, {maxLength: 12}), async (machines, shown, first, steps) => {
			const store = createStore(buildState({machines, apps: ['api', 'web'], view: shown, nowMs: presentMs}));
			const kept = openOnTerminal(store, first, true);
			let last = first;
			for (const next of steps) {
				await kept.shown();
				if (next.kind === 'resize') {
					last = next.size;
					await kept.resize(last.columns, last.rows);
				} else {
					doStep(store, next);
				}
			}

			const picture = await kept.picture();
			const opened = openOnTerminal(createStore(store.getState()), last, true);
			expect(unlike(picture, await opened.picture())).toEqual([]);
			kept.unmount();
			opened.unmount();
		}),
		{numRuns: 60},
	);
});
