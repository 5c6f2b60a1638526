import {expect, test} from 'vitest';
import type {Command} from '../../source/commands/command.ts';
import {helpLines} from '../../source/commands/help.ts';
import {hintsFor} from '../../source/commands/hints.ts';
import {replayCommandForKey} from '../../source/commands/replay.ts';
import {screenCommandForKey, sharedIds} from '../../source/commands/screen-table.ts';
import {commandForKey, commands} from '../../source/commands/table.ts';
import {states} from '../../source/domain/lifecycle.ts';
import {buildLog, someLines} from '../helpers/build-log.ts';
import {buildLease, buildMachine} from '../helpers/build-machine.ts';
import {buildState, inMode} from '../helpers/build-state.ts';
import {someModes} from '../helpers/modes.ts';
import {press} from '../helpers/press.ts';

const replayed = buildState({replay: {speed: 1, isPaused: false, isSeeking: false, isEnded: false}});

const helpTexts = helpLines.map(line => line.map(({text}) => text).join(''));

/** Commands that only tables of things have that are no machines: there, their keys are theirs. */
const isOfResources = ({group}: Command): boolean => group === 'resources';

/** Commands that only a replay has: there, their keys are theirs. */
const isOfReplays = ({group}: Command): boolean => group === 'replay';

test('no key does two things on one table, and no two commands share an id', () => {
	for (const together of [
		commands.filter(command => !isOfResources(command) && !isOfReplays(command)),
		commands.filter(isOfResources),
		commands.filter(isOfReplays),
	]) {
		const keys = together.flatMap(command => command.keys);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	}

	expect(new Set(commands.map(({id}) => id)).size).toBe(commands.length);
});

test.each(commands)('$id has a title and keys, each of which finds it, and the help describes it', command => {
	expect(command.title).not.toBe('');
	expect(command.keys.length).toBeGreaterThan(0);
	for (const key of command.keys) {
		const inReplay = isOfReplays(command) ? replayCommandForKey(replayed, key) : undefined;
		expect((inReplay ?? (isOfResources(command) ? screenCommandForKey(key) : commandForKey(key)))?.id).toBe(command.id);
	}

	expect(helpTexts.filter(text => text.startsWith(`  ${command.keys.join(' ')} `) && text.endsWith(command.title))).toHaveLength(1);
});

test('every command that is shared by all tables exists', () => {
	const ids = commands.map(({id}) => id);
	expect(sharedIds.filter(id => !ids.includes(id))).toEqual([]);
});

test.each(states)('the help tells what $state means', ({state, glyph, meaning}) => {
	expect(helpTexts.filter(text => text.startsWith(`  ${glyph} ${state} `) && text.endsWith(meaning))).toHaveLength(1);
});

const machine = buildMachine();
const owned = buildState({
	machines: [machine],
	ownLeases: new Map([[machine.id, buildLease()]]),
	log: buildLog({lines: someLines(50)}),
	metadata: {machineId: machine.id, values: {role: 'primary'}, failure: undefined},
});

/** The keys that a hint stands for: `j k` is two of them, `0-9` the digits. */
const keysOf = (hint: string): readonly string[] => {
	const range = /^(\d)-(\d)$/.exec(hint);
	if (range === null) {
		return hint.split(' ');
	}

	const [, first, last] = range.map(Number);
	return Array.from({length: (last ?? 0) - (first ?? 0) + 1}, (_, index) => `${(first ?? 0) + index}`);
};

const hinted = [
	...someModes.map(mode => inMode(owned, mode)),
	{...owned, view: {...owned.view, focus: 'details' as const, tab: 'config' as const}},
	replayed,
].flatMap(state => hintsFor(state).flatMap(({key}) => keysOf(key).map(each => ({mode: state.view.mode.kind, key: each, state}))));

/** Keys that lead nowhere from where every dialog opens: there is nothing above the first line or choice, and nothing typed yet. */
const idleAtFirst = new Set(['k', 'up', 'ctrl-u', 'tab']);

test.each(hinted)('the hint $key of $mode names a key that does something', ({key, state}) => {
	const started = idleAtFirst.has(key) ? press(state, ...(state.view.mode.kind === 'filter' ? ['r'] : ['j', 'down'])).state : state;
	const {state: after, effects} = press(started, key);
	const isCommand = state.view.mode.kind === 'browse' && (replayCommandForKey(state, key) ?? commandForKey(key)) !== undefined;
	expect(isCommand || effects.length > 0 || after !== started).toBe(true);
});

test('every command that is to be hinted is there', () => {
	expect(hintsFor(owned).map(({word}) => word)).toEqual(
		expect.arrayContaining(['open', 'filter', 'start', 'stop', 'lease', 'delete', 'help', 'quit']),
	);
	expect(hintsFor(owned)).toHaveLength(commands.filter(({hint, group}) => hint !== undefined && group !== 'replay').length);
});
