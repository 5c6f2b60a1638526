import fc from 'fast-check';
import {expect, test} from 'vitest';
import {matchesFilter} from '../../source/domain/filter.ts';
import {filterArbitrary, machineArbitrary} from '../helpers/arbitrary-machine.ts';
import {buildConfig, buildMachine} from '../helpers/build-machine.ts';

const machine = buildMachine({
	id: '148e123456abcd',
	name: 'front-7',
	app: 'shop',
	state: 'suspended',
	region: 'ams',
	config: buildConfig({image: 'ghcr.io/acme/Web:3', processGroup: 'worker'}),
});

test.each([
	['', true],
	['  ', true],
	['148e12', true],
	['front', true],
	['shop', true],
	['suspend', true],
	['ams', true],
	['worker', true],
	['acme/web:3', true],
	['FRONT Ams', true],
	[' ams  front ', true],
	['ams back', false],
	['frontshop', false],
	['fra', false],
])('the filter "%s" on that machine: %s', (filter, matches) => {
	expect(matchesFilter(machine, filter)).toBe(matches);
});

test('a machine without a config is still found by the rest', () => {
	expect(matchesFilter(buildMachine({config: undefined}), 'web fra')).toBe(true);
});

test('more words never show more, their case and order never matter', () => {
	fc.assert(
		fc.property(machineArbitrary('web'), filterArbitrary, filterArbitrary, (any, first, second) => {
			const both = matchesFilter(any, `${first} ${second}`);
			expect(both).toBe(matchesFilter(any, first) && matchesFilter(any, second));
			expect(matchesFilter(any, `${second} ${first}`.toUpperCase())).toBe(both);
		}),
	);
});
