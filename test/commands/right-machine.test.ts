import fc from 'fast-check';
import {expect, test, vi} from 'vitest';
import type {Effect} from '../../source/commands/command.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {reduce} from '../../source/store/reducer.ts';
import {selectCursorMachine} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {dialogText} from '../../source/ui/dialogs/dialog-text.ts';
import {filterArbitrary, machinesArbitrary, sortArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildState, listOf, reduceAll} from '../helpers/build-state.ts';
import {press} from '../helpers/press.ts';

vi.setConfig({testTimeout: 60_000});

type Step =
	| {readonly type: 'poll'; readonly machines: readonly Machine[]}
	| {readonly type: 'time'; readonly ms: number}
	| {readonly type: 'key'; readonly name: string}
	/** Whatever the dialog that is open wants to hear. */
	| {readonly type: 'answer'}
	| {readonly type: 'wish'; readonly change: Partial<State['view']>};

const acts = ['s', 't', 'r', 'a', 'L', 'ctrl-d', 'x', 'e', 'm', 'S'];
const moves = ['j', 'k', 'G', 'g', 'space', '*', '\\'];

const step: fc.Arbitrary<Step> = fc.oneof(
	{weight: 3, arbitrary: machinesArbitrary('web').map((machines): Step => ({type: 'poll', machines}))},
	{weight: 2, arbitrary: fc.constantFrom(0, 1000, 3000, 11_000).map((ms): Step => ({type: 'time', ms}))},
	{weight: 6, arbitrary: fc.constantFrom(...acts).map((name): Step => ({type: 'key', name}))},
	{weight: 3, arbitrary: fc.constantFrom('esc', 'n', 'y', 'enter', ...moves).map((name): Step => ({type: 'key', name}))},
	{weight: 6, arbitrary: fc.constant<Step>({type: 'answer'})},
	{weight: 1, arbitrary: filterArbitrary.map((filter): Step => ({type: 'wish', change: {filter}}))},
	{weight: 1, arbitrary: sortArbitrary.map((sort): Step => ({type: 'wish', change: {sort}}))},
);

/** The machines that an effect would reach, by id. */
const reachedBy = (effect: Effect, {jobs, runs}: State): readonly string[] => {
	switch (effect.type) {
		case 'run-job':
			return jobs.find(({id}) => id === effect.jobId)?.items.map(({target}) => target.id) ?? [];
		case 'exec':
			return runs.find(({id}) => id === effect.runId)?.target.id.split(' ') ?? [];
		case 'apply-change':
			return [effect.draft.target.id];
		case 'act':
		case 'acquire-lease':
		case 'refresh-lease':
		case 'renew-lease':
		case 'release-lease':
		case 'break-lease':
		case 'change-metadata':
		case 'edit-config':
		case 'open-shell':
			return [effect.target.id];
		default:
			return [];
	}
};

/** The machines that the screen names to the person before a key, as those that it would act on. */
const named = (before: State): string => {
	const {mode, marks} = before.view;
	if (mode.kind === 'browse') {
		return [selectCursorMachine(before)?.id, ...marks].join(' ');
	}

	const shown = dialogText(before, {width: 150, height: 60});
	return JSON.stringify(shown ?? mode);
};

/** The keys of a step. */
const keysOf = (given: Step, {view: {mode}}: State): readonly string[] => {
	if (given.type === 'key') {
		return [given.name];
	}

	if (given.type !== 'answer') {
		return [];
	}

	switch (mode.kind) {
		case 'confirm':
			return mode.confirmation.ask.kind === 'yes' ? ['y'] : [...mode.confirmation.ask.expected, 'enter'];
		case 'exec':
			return ['u', 'p', 'enter', 'y'];
		case 'lease':
			return ['a', 'r', 'x'];
		default:
			return ['y'];
	}
};

test('through any answers, sorts, filters and keys, nothing reaches a machine that the screen did not name when the key came', () => {
	let reached = 0;
	let confirmed = 0;
	const given = fc.record({machines: machinesArbitrary('web'), steps: fc.array(step, {minLength: 30, maxLength: 60})});
	fc.assert(
		fc.property(given, ({machines, steps}) => {
			let state = buildState({machines, apps: ['web'], view: {tableRows: 6}});
			for (const [number, each] of steps.entries()) {
				const before = state;
				if (each.type === 'poll') {
					state = reduce(state, listOf('web', each.machines, {requestId: number + 2, requestedAtMs: before.nowMs + number}));
				} else if (each.type === 'time') {
					state = reduce(state, {type: 'clock-ticked', nowMs: before.nowMs + each.ms});
				} else if (each.type === 'wish') {
					state = reduceAll(state, {type: 'key-pressed'}, {type: 'view-changed', change: each.change});
				}

				for (const key of keysOf(each, before)) {
					const asked = reduce(state, {type: 'key-pressed'});
					const pressed = press(asked, key);
					for (const id of pressed.effects.flatMap(effect => reachedBy(effect, pressed.state))) {
						reached += 1;
						confirmed += asked.view.mode.kind === 'browse' ? 0 : 1;
						expect(named(asked)).toContain(id);
					}

					// As if each act had ended: else the next would only be told to wait.
					state = {...pressed.state, pending: new Map(), jobs: []};
				}
			}
		}),
		{numRuns: 600},
	);
	expect(reached).toBeGreaterThan(150);
	expect(confirmed).toBeGreaterThan(100);
});
