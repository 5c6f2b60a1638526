import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Effect} from '../../source/commands/command.ts';
import type {Arrival} from '../../source/commands/one-read.ts';
import {commands} from '../../source/commands/table.ts';
import type {Machine} from '../../source/domain/machine.ts';
import type {Order, Verb} from '../../source/domain/verbs.ts';
import {selectCursorMachine, selectRows} from '../../source/store/selectors.ts';
import type {Mode, State} from '../../source/store/state.ts';
import {buildLease, buildMachine} from '../helpers/build-machine.ts';
import {buildState, inMode, listOf, reduceAll} from '../helpers/build-state.ts';
import {someModes} from '../helpers/modes.ts';
import {chordOf, read} from '../helpers/press.ts';

const states = ['started', 'stopped', 'failed', 'suspended', 'stopping'] as const;
const ids = ['148e123456abcd', '148e123456ab00', '999e123456abcd', 'aaaa1111', 'bbbb2222', 'cccc3333', 'dddd4444'] as const;
const names = ['web-1', 'web-2', 'w', ''] as const;

const fleet: fc.Arbitrary<readonly Machine[]> = fc.uniqueArray(
	fc
		.record({id: fc.constantFrom(...ids), name: fc.constantFrom(...names), state: fc.constantFrom(...states), cordoned: fc.boolean()})
		.map(fields => buildMachine(fields)),
	{selector: ({id}) => id, maxLength: ids.length},
);

const key = fc.oneof(
	fc.constantFrom('s', 't', 'y', 'y', 'ctrl-d', 'enter', 'L', 'a', 'r', 'x', 'W', 'j'),
	fc.constantFrom('space', '*', '*', 'V', '\\', 'tab', 'tab', '+', 't', 'r', 'C', 'T', 'ctrl-k', 'esc'),
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

const alone = (name: string): Step => ({type: 'read', arrivals: [{type: 'keys', chords: [chordOf(name)], count: 1}], isSeen: true});

/** Several machines marked and asked something of, and answered or not. */
const series: fc.Arbitrary<readonly Step[]> = fc
	.record({
		marking: fc.constantFrom(['*'], ['space', 'space', 'space'], ['g', 'space', 'G', 'V']),
		verb: fc.constantFrom('s', 't', 'u', 'r', 'C', 'ctrl-d'),
		more: fc.subarray(['tab', '+', 'down']),
		answer: fc.constantFrom<readonly Step[]>([alone('y')], [{type: 'typed', what: 'expected'}, alone('enter')], [alone('n')], []),
	})
	.map(({marking, verb, more, answer}) => [...['esc', ...marking, verb, ...more].map(alone), ...answer]);

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

type Sent = {readonly order: Order | undefined; readonly ids: readonly string[]};

/** The machines that a key may act on: those that the open dialog names, else the marked one or the one under the cursor; of looks, any of these. */
const shownIds = (state: State, {order}: Sent): readonly string[] => {
	const {mode, marks} = state.view;
	if (mode.kind === 'confirm') {
		return mode.confirmation.targets.map(({id}) => id);
	}

	if (mode.kind === 'ask') {
		return mode.plan.kind === 'open-shell' ? [mode.plan.target.id] : [];
	}

	if (mode.kind === 'wait') {
		return mode.targets.map(({id}) => id);
	}

	if ('target' in mode && mode.target !== undefined) {
		return [mode.target.id];
	}

	const rows = selectRows(state).map(({id}) => id);
	const cursor = selectCursorMachine(state)?.id;
	if (order === undefined) {
		return [...marks, ...rows.filter(id => id === cursor)];
	}

	return marks.size === 0 ? rows.filter(id => id === cursor) : rows.filter(id => marks.size === 1 && marks.has(id));
};

/** What an effect sends, and to which machines. */
const sentBy = ({jobs}: State, effect: Effect): readonly Sent[] => {
	if (effect.type === 'run-job') {
		return jobs.filter(({id}) => id === effect.jobId).map(({order, items}) => ({order, ids: items.map(({target}) => target.id)}));
	}

	if (effect.type === 'wait') {
		return [{order: undefined, ids: effect.targets.map(({id}) => id)}];
	}

	return 'target' in effect ? [{order: effect.type === 'act' ? effect.order : undefined, ids: [effect.target.id]}] : [];
};

const asksNothing: ReadonlySet<Verb> = new Set(['start', 'uncordon']);

/** Whether an order is the one that was asked about; for how long a cordon is meant is typed into the question. */
const isSameOrder = (asked: Order, {lastsMs, ...sent}: Order): boolean =>
	JSON.stringify(asked) === JSON.stringify(sent) && (lastsMs === undefined || sent.verb === 'cordon');

/** Whether the person did what the risk of an order asks for: nothing, a yes, or the text that the dialog wants; and saw what is hidden. */
const isAllowed = ({view: {mode}}: State, {order, ids}: Sent): boolean => {
	if (order === undefined || (mode.kind !== 'confirm' && asksNothing.has(order.verb) && ids.length === 1)) {
		return true;
	}

	if (mode.kind !== 'confirm' || !isSameOrder(mode.confirmation.order, order) || !mode.isHiddenAccepted) {
		return false;
	}

	const {ask, targets} = mode.confirmation;
	const isTyped = ask.kind === 'type' && mode.typed === ask.expected;
	const needsText = order.verb === 'delete' || order.verb === 'force-delete' || targets.length >= 5;
	return isTyped || (ask.kind === 'yes' && !needsText);
};

const typedText = ({view}: State, what: 'expected' | 'name of another'): string => {
	const {mode} = view;
	return what === 'expected' && mode.kind === 'confirm' && mode.confirmation.ask.kind === 'type' ? mode.confirmation.ask.expected : 'web-2';
};

const count = (arrivals: readonly Arrival[]): number =>
	arrivals.reduce((sum, arrival) => sum + (arrival.type === 'keys' ? arrival.count : 1), 0);

const someSteps = fc
	.array(fc.oneof({weight: 12, arbitrary: step.map(one => [one])}, {weight: 1, arbitrary: series}), {minLength: 10, maxLength: 40})
	.map(parts => parts.flat());

const jobsSeen = ({jobs}: State): number => jobs.filter(({items}) => items.length > 1).length;

/** Any way to begin: some machine under the cursor, some marked, the filter hiding some of them. */
const beginning = fc
	.record({
		machines: fleet,
		mode: fc.constantFrom<Mode>(...someModes),
		marks: fc.subarray([...ids]),
		filter: fc.constantFrom('', '', 'web', 'stopped'),
	})
	.map(({machines, mode, marks, filter}): State => {
		const marked = new Set(marks.filter(id => machines.some(machine => machine.id === id)));
		const ownLeases = new Map([['148e123456abcd', buildLease()]]);
		return inMode(buildState({machines, apps: ['web'], ownLeases, view: {marks: marked, filter}}), mode);
	});

test('whatever is pressed, pasted, marked and received, an act goes only to the machines that were shown, and only after what was asked', () => {
	let acts = 0;
	let jobs = 0;
	fc.assert(
		fc.property(beginning, someSteps, (first, steps) => {
			let state = first;
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
						const sent = effects.flatMap(effect => sentBy(after, effect));
						const before = state;
						acts += sent.length;
						expect(sent.flatMap(each => each.ids.filter(id => !shownIds(before, each).includes(id)))).toEqual([]);
						expect(sent.filter(each => !isAllowed(before, each))).toEqual([]);
						expect(sent.length === 0 || (given.isSeen && count(given.arrivals) === 1)).toBe(true);
						state = after;
						break;
					}
				}
			}

			jobs += jobsSeen(state);
		}),
		{numRuns: 800},
	);
	expect(acts).toBeGreaterThan(50);
	expect(jobs).toBeGreaterThan(20);
});
