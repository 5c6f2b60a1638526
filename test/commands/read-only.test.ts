import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {gate} from '../../source/commands/gate.ts';
import {resourceGate} from '../../source/commands/resource-gate.ts';
import {commands} from '../../source/commands/table.ts';
import {type Verb, verbs} from '../../source/domain/verbs.ts';
import {buildConfig, buildLease, buildMachine} from '../helpers/build-machine.ts';
import {buildState, inMode} from '../helpers/build-state.ts';
import {harmOf} from '../helpers/harm.ts';
import {someModes} from '../helpers/modes.ts';
import {lastNote, press} from '../helpers/press.ts';

const machine = buildMachine({config: buildConfig()});
const state = {...buildState({machines: [machine]}), isReadOnly: true, ownLeases: new Map([[machine.id, buildLease()]])};
const refusal = 'flydeck is read-only here: nothing can be changed. It was started with --read-only or FLYDECK_READ_ONLY.';

describe('while nothing may be changed', () => {
	test.each(Object.keys(verbs) as Verb[])('the gate refuses to %s', verb => {
		expect(gate(state, {verb}, [machine])).toEqual({kind: 'deny', why: refusal});
	});

	test('the gate refuses to change what apps have', () => {
		expect(resourceGate(state, {verb: 'create-app'}, [])).toEqual({kind: 'deny', why: refusal});
	});

	test.each(commands.flatMap(({keys, id}) => keys.map(key => ({key, id}))))('$key ($id) changes nothing, whatever is answered', ({key}) => {
		for (const answer of ['enter', 'y', 'a', 'r', 'x', 'ctrl-s']) {
			expect(harmOf(press(state, key, answer, 'enter', 'y').effects)).toEqual([]);
		}
	});

	test('no keys change anything, whatever is open', () => {
		const key = fc.constantFrom('enter', 'tab', 'escape', 'space', 'ctrl-s', 'ctrl-d', ...'sStyxarRLlbBWeEDnQ1234:/?m');
		fc.assert(
			fc.property(fc.constantFrom(...someModes), fc.array(key, {maxLength: 6}), (mode, keys) => {
				expect(harmOf(press(inMode(state, mode), ...keys).effects)).toEqual([]);
			}),
			{numRuns: 500},
		);
	});

	test('what would be done is told not to be', () => {
		expect(lastNote(press(state, 't').state)).toBe(refusal);
		expect(lastNote(press(state, 'e').state)).toBe(refusal);
	});
});
