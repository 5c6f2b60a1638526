import {describe, expect, test} from 'vitest';
import {gate} from '../../source/commands/gate.ts';
import {resourceGate} from '../../source/commands/resource-gate.ts';
import {commands} from '../../source/commands/table.ts';
import type {Verb} from '../../source/domain/verbs.ts';
import {verbs} from '../../source/domain/verbs.ts';
import {replayInWords} from '../../source/store/replay.ts';
import {buildConfig, buildMachine} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';
import {lastNote, press} from '../helpers/press.ts';

const playing = {speed: 1, isPaused: false, isSeeking: false, isEnded: false};
const machine = buildMachine({config: buildConfig()});
const live = buildState({machines: [machine]});
const replayed = {...live, replay: playing};
const refusal = 'This is a replay: nothing can be changed.';

/** What only looks, or is done to the screen. */
const harmless = new Set([
	'copy',
	'copy-curl',
	'read-metadata',
	'load-versions',
	'compare',
	'refresh',
	'read-changes',
	'read-regions',
	'choose-apps',
	'repaint',
	'suspend-job',
	'quit',
	'steer-replay',
]);

describe('in a replay', () => {
	test.each([
		['space', 'pause'],
		['p', 'pause'],
		['.', 'step'],
		['+', 'faster'],
		['-', 'slower'],
		[']', 'next-trouble'],
	])('%s means %s', (key, how) => {
		expect(press(replayed, key)).toEqual({state: replayed, effects: [{type: 'steer-replay', how}]});
	});

	test('the keys mean elsewhere what they always do', () => {
		expect(press(live, 'space').state.view.marks.size).toBe(1);
		expect(press(live, '.').effects).toEqual([]);
	});

	test.each(Object.keys(verbs) as Verb[])('the gate refuses to %s', verb => {
		expect(gate(replayed, {verb}, [machine])).toEqual({kind: 'deny', why: refusal});
	});

	test('the gate refuses to change what apps have', () => {
		expect(resourceGate(replayed, {verb: 'create-app'}, [])).toEqual({kind: 'deny', why: refusal});
	});

	test.each(commands.filter(({group}) => group === 'machine').flatMap(({keys}) => keys))(
		'%s reaches no machine, whatever is answered to what it asks',
		key => {
			for (const answer of ['enter', 'y', 'a', 'r', 'x']) {
				const {effects} = press(replayed, key, answer, 'enter', 'y');
				expect(effects.filter(({type}) => !harmless.has(type))).toEqual([]);
			}
		},
	);

	test('what would be done is told not to be', () => {
		expect(lastNote(press(replayed, 't').state)).toBe(refusal);
		expect(lastNote(press(replayed, 'e').state)).toBe(refusal);
	});
});

test.each([
	[{speed: 10}, '10x'],
	[{isPaused: true}, 'paused'],
	[{isPaused: true, isSeeking: true}, 'seeking'],
	[{isPaused: true, isEnded: true}, 'end'],
])('a replay that is %j reads %s', (given, words) => {
	expect(replayInWords({...playing, ...given})).toBe(words);
});
