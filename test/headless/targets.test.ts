import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {chooseTargets} from '../../source/headless/targets.ts';
import {twoAppsArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildMachine, presentMs} from '../helpers/build-machine.ts';

const machines = [
	buildMachine({id: 'a1', name: 'web-1', region: 'fra'}),
	buildMachine({id: 'a2', name: 'web-10', region: 'ams', state: 'stopped'}),
	buildMachine({id: 'a3', name: 'same', app: 'web'}),
	buildMachine({id: 'a4', name: 'same', app: 'shop'}),
];

const idsOf = (...words: readonly string[]): readonly string[] | string => {
	const chosen = chooseTargets(words, {machines, isWhole: true}, presentMs);
	return chosen.kind === 'found' ? chosen.machines.map(({id}) => id) : chosen.kind;
};

test.each([
	{words: ['web-1'], ids: ['a1']},
	{words: ['a2'], ids: ['a2']},
	{words: ['web-10', 'a1', 'a1'], ids: ['a2', 'a1']},
	{words: ['web'], ids: 'none'},
	{words: ['web-1', 'web-2'], ids: 'none'},
	{words: ['web-1', 'region:fra'], ids: ['a1']},
	{words: ['web-1', 'region:ams'], ids: 'none'},
	{words: ['WEB-1'], ids: ['a1']},
	{words: ['name:web-*'], ids: ['a1', 'a2']},
	{words: ['name:web-* state:started'], ids: ['a1']},
	{words: ['!state:started'], ids: 'wrong'},
	{words: ['name:*', '!state:started'], ids: ['a2']},
	{words: ['web-1', '--json'], ids: ['a1']},
	...['--json', '-n', '-foo', '--', '!foo', '-~w', '-/w/', '-state:stopped', '-n -foo', ''].map(word => ({words: [word], ids: 'wrong'})),
	{words: ['/^web-1$/'], ids: ['a1']},
	{words: ['same'], ids: 'wrong'},
	{words: ['name:same'], ids: ['a3', 'a4']},
	{words: ['same', 'app:shop'], ids: ['a4']},
	{words: ['foo:bar'], ids: 'wrong'},
	{words: ['state:'], ids: 'wrong'},
])('$words means $ids', ({words, ids}) => {
	expect(idsOf(...words)).toEqual(ids);
});

test('what is wrong is told with its place, and a shared name with the ids', () => {
	expect(chooseTargets(['web-1', 'state:startd'], {machines, isWhole: true}, presentMs)).toMatchObject({
		kind: 'wrong',
		why: expect.stringMatching(/^This is no query:\n {2}web-1 state:startd\n {14}\^{6}\nAt letter 13: state is never "startd"/),
	});
	expect(chooseTargets(['a1', 'same'], {machines, isWhole: true}, presentMs)).toEqual({
		kind: 'wrong',
		why: 'same is the name of several machines: a3 of web, a4 of shop. Give an id, or name:same for all of them.',
	});
});

test('a query of what is not meant alone is refused, with what to do', () => {
	expect(chooseTargets(['--json'], {machines, isWhole: true}, presentMs)).toEqual({
		kind: 'wrong',
		why: '--json tells only which machines are not meant. Name at least one machine, or one key that fits: name:* is every name.',
	});
});

describe('where not everything could be read', () => {
	const choose = (...words: readonly string[]) => chooseTargets(words, {machines, isWhole: false}, presentMs);

	test('a name means no machine: it may be that of another too', () => {
		expect(choose('a2', 'web-1')).toEqual({
			kind: 'none',
			why: 'Nothing was done: not everything could be read, and web-1 may be the name of several machines. Give an id, or say with --app where it is.',
		});
	});

	test('an id and a query mean what they mean', () => {
		expect(choose('a1')).toMatchObject({kind: 'found', machines: [{id: 'a1'}]});
		expect(choose('name:web-1')).toMatchObject({kind: 'found', machines: [{id: 'a1'}]});
	});

	test('it is not said that there is no such machine', () => {
		expect(choose('nope')).toEqual({
			kind: 'none',
			why: 'Nothing was done: not everything could be read, and no machine of what could be fits: nope',
		});
	});
});

test('an id alone reaches no other machine', () => {
	fc.assert(
		fc.property(twoAppsArbitrary, any => {
			for (const {id} of any) {
				expect(chooseTargets([id], {machines: any, isWhole: true}, presentMs)).toMatchObject({machines: [{id}]});
			}
		}),
	);
});
