import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Effect} from '../../source/commands/command.ts';
import type {Arrival} from '../../source/commands/one-read.ts';
import {commands} from '../../source/commands/table.ts';
import type {Machine} from '../../source/domain/machine.ts';
import {selectCursorMachine} from '../../source/store/selectors.ts';
import type {State} from '../../source/store/state.ts';
import {buildLease, buildMachine} from '../helpers/build-machine.ts';
import {buildState, inMode, listOf, reduceAll} from '../helpers/build-state.ts';
import {someModes} from '../helpers/modes.ts';
import {chordOf, read} from '../helpers/press.ts';

const states = ['started', 'stopped', 'failed', 'suspended', 'stopping'] as const;
const ids = ['148e123456abcd', '148e123456ab00', '999e123456abcd', 'aaaa1111'] as const;
const names = ['web-1', 'web-2', 'w', ''] as const;

const fleet: fc.Arbitrary<readonly Machine[]> = fc.uniqueArray(
	fc
		.record({id: fc.constantFrom(...ids), name: fc.constantFrom(...names), state: fc.constantFrom(...states)})
		.map(fields => buildMachine(fields)),
	{selector: ({id}) => id, maxLength: ids.length},
);

const key = fc.oneof(
	fc.constantFrom('s', 't', 'y', 'ctrl-d', 'enter', 'L', 'a', 'r', 'x', 'W', 'j'),
	fc.constantFrom(...commands.flatMap(({keys}) => keys)),
	fc.constantFrom('Y', 'n', 'backspace', 'ctrl-u'),
	fc.constantFrom(...'web-1abcd0'),
);

type Step =
	| {readonly type: 'read'; readonly arrivals: readonly Arrival[]; readonly isSeen: boolean}
	| {readonly type: 'typed'; readonly what: 'expected' | 'name of another'}
	| {readonly type: 'received'; readonly machines: readonly Machine[]};

const keysArrival = fc.array(key, {minLength: 1, maxLength: 3}).map(
	(keys): Arrival => ({
		type: 'keys',
		chords: keys.map(chordOf),
		count: keys.length,
	}),
);
const paste = fc.constantFrom('web-1', 'abcd', 'y\r', 'start\n', '60').map((text): Arrival => ({type: 'paste', text}));
const single = key.map((name): Arrival => ({type: 'keys', chords: [chordOf(name)], count: 1}));

const step: fc.Arbitrary<Step> = fc.oneof(
	{weight: 8, arbitrary: single.map((arrival): Step => ({type: 'read', arrivals: [arrival], isSeen: true}))},
	{
		weight: 3,
		arbitrary: fc
			.record({arrivals: fc.array(fc.oneof(keysArrival, paste), {minLength: 1, maxLength: 3}), isSeen: fc.boolean()})
			.map((given): Step => ({type: 'read', ...given})),
	},
	{weight: 2, arbitrary: fc.constantFrom('expected' as const, 'name of another' as const).map((what): Step => ({type: 'typed', what}))},
	{weight: 2, arbitrary: fleet.map((machines): Step => ({type: 'received', machines}))},
);

/** The machine that a key may act on: the one that the open dialog names, else the one under the cursor. */
const shownId = (state: State): string | undefined => {
	const {mode} = state.view;
	switch (mode.kind) {
		case 'confirm':
			return mode.confirmation.target.id;
		case 'lease':
		case 'wait':
			return mode.target.id;
		default:
			return selectCursorMachine(state)?.id;
	}
};

const actedOn = (effects: readonly Effect[]): readonly string[] =>
	effects.flatMap(effect => ('target' in effect ? [effect.target.id] : []));

/** Whether the person did what the risk of an act asks for: nothing, a yes, or the text that the dialog wants. */
const isAllowed = ({view: {mode}}: State, effect: Effect): boolean => {
	if (effect.type !== 'act' || effect.verb === 'start') {
		return true;
	}

	if (mode.kind !== 'confirm' || mode.confirmation.verb !== effect.verb) {
		return false;
	}

	const {ask} = mode.confirmation;
	return effect.verb === 'stop' ? ask.kind === 'yes' : ask.kind === 'type' && mode.typed === ask.expected;
};

const typedText = ({view}: State, what: 'expected' | 'name of another'): string => {
	const {mode} = view;
	return what === 'expected' && mode.kind === 'confirm' && mode.confirmation.ask.kind === 'type' ? mode.confirmation.ask.expected : 'web-2';
};

const count = (arrivals: readonly Arrival[]): number =>
	arrivals.reduce((sum, arrival) => sum + (arrival.type === 'keys' ? arrival.count : 1), 0);

test('whatever is pressed, pasted and received, an act goes only to the machine that was shown, and only after what was asked', () => {
	let acts = 0;
	fc.assert(
		fc.property(fleet, fc.constantFrom(...someModes), fc.array(step, {minLength: 10, maxLength: 40}), (machines, mode, steps) => {
			const owned = buildState({machines, apps: ['web'], ownLeases: new Map([['148e123456abcd', buildLease()]])});
			let state = inMode(owned, mode);
			let requestId = 1;
			for (const given of steps) {
				switch (given.type) {
					case 'received':
						requestId += 1;
						state = reduceAll(state, listOf('web', given.machines, {requestId}));
						break;
					case 'typed':
						state = read(state, [{type: 'keys', chords: [...typedText(state, given.what)].map(chordOf), count: 2}]).state;
						break;
					case 'read': {
						const {state: after, effects} = read(state, given.arrivals, given.isSeen);
						const hit = actedOn(effects);
						acts += hit.length;
						const shown = shownId(state);
						const before = state;
						expect(hit.filter(id => id !== shown)).toEqual([]);
						expect(effects.filter(effect => !isAllowed(before, effect))).toEqual([]);
						expect(hit.length === 0 || (given.isSeen && count(given.arrivals) === 1)).toBe(true);
						state = after;
						break;
					}
				}
			}
		}),
		{numRuns: 600},
	);
	expect(acts).toBeGreaterThan(50);
});
