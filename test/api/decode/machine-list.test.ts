import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decodeApp, decodeAppList} from '../../../source/api/decode/app.ts';
import {decodeHeldLease, decodeLeaseAnswer} from '../../../source/api/decode/lease.ts';
import {decodeMachine} from '../../../source/api/decode/machine.ts';
import {decodeMachineList} from '../../../source/api/decode/machine-list.ts';
import type {Json} from '../../../source/domain/json.ts';
import {isJsonObject} from '../../../source/domain/json.ts';
import {wireMachine} from './wire.ts';

test('a machine that cannot be read becomes an issue, and the others still show', () => {
	const list = decodeMachineList([{id: 'a', state: 'started'}, null, {id: 'b'}, {id: 'c', state: 'stopped'}], 'shop');
	expect(list?.machines.map(machine => machine.id)).toEqual(['a', 'c']);
	expect(list?.issues).toEqual([
		{where: 'machine number 2 of app shop', problem: 'is not an object'},
		{where: 'machine b of app shop', problem: 'has no usable state'},
	]);
});

test.each([
	{title: 'updated last comes last', times: ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'], state: 'second'},
	{title: 'updated last comes first', times: ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'], state: 'first'},
	{title: 'are of the same age', times: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'], state: 'second'},
	{title: 'have no age', times: [null, null], state: 'second'},
])('of two machines with one id, when they $title, the $state stays and an issue tells', ({times, state}) => {
	const list = decodeMachineList(
		[
			{id: 'a', state: 'first', updated_at: times[0] ?? null},
			{id: 'a', state: 'second', updated_at: times[1] ?? null},
		],
		'shop',
	);
	expect(list?.machines.map(machine => machine.state)).toEqual([state]);
	expect(list?.issues).toEqual([{where: 'machine a of app shop', problem: 'came more than once; the newest is shown'}]);
});

test('null is an empty list, and what is no list is none', () => {
	expect(decodeMachineList(null, 'shop')).toEqual({machines: [], issues: []});
	expect(decodeMachineList({}, 'shop')).toBeUndefined();
});

const json = fc.jsonValue({maxDepth: 5}).map((value): Json => JSON.parse(JSON.stringify(value)));

/** A copy of some JSON in which one value, chosen by the path, is another. */
const withMutation = (value: Json, path: readonly number[], replacement: Json): Json => {
	const [step, ...rest] = path;
	if (step === undefined || typeof value !== 'object' || value === null) {
		return replacement;
	}

	const entries = Object.entries(value);
	const chosen = entries.length === 0 ? -1 : step % entries.length;
	const mutated = entries.map(([key, item], index): [string, Json] => [
		key,
		index === chosen ? withMutation(item ?? null, rest, replacement) : (item ?? null),
	]);
	return isJsonObject(value) ? Object.fromEntries(mutated) : mutated.map(([, item]) => item);
};

const decoders: readonly ((body: Json) => unknown)[] = [
	body => decodeMachineList(body, 'shop'),
	body => decodeMachineList([body, body], 'shop'),
	body => decodeMachine(body, 'shop'),
	decodeApp,
	decodeAppList,
	decodeHeldLease,
	decodeLeaseAnswer,
];

test('no JSON whatsoever makes decoding throw', () => {
	fc.assert(
		fc.property(json, body => {
			for (const decode of decoders) {
				decode(body);
				decode({...(isJsonObject(body) ? body : {}), id: 'a', state: 'b', data: body, apps: [body]});
			}
		}),
	);
});

const mutatedMachine = fc
	.record({path: fc.array(fc.nat({max: 30}), {minLength: 1, maxLength: 6}), replacement: json})
	.map(({path, replacement}) => withMutation(wireMachine, path, replacement));

test('a machine with anything in any one place is read or is one issue, and its neighbours show', () => {
	fc.assert(
		fc.property(mutatedMachine, machine => {
			const list = decodeMachineList([{id: 'before', state: 'started'}, machine, {id: 'after', state: 'started'}], 'shop');
			const others = list?.machines.filter(({id}) => id !== 'before' && id !== 'after') ?? [];
			expect(others.length + (list?.issues.length ?? 0)).toBe(1);
			expect(list?.machines.some(({id}) => id === 'before')).toBe(true);
			expect(list?.machines.some(({id}) => id === 'after')).toBe(true);
		}),
		{numRuns: 500},
	);
});

const dirt = fc.constantFrom('\u001B[2J', '\u0007', '\u202E', '\u200B', '\uD800', '\u0000');

test('no text with control characters survives, wherever it stands', () => {
	fc.assert(
		fc.property(fc.array(fc.nat({max: 30}), {minLength: 1, maxLength: 6}), dirt, (path, dirty) => {
			const list = decodeMachineList([withMutation(wireMachine, path, `a${dirty}b`)], 'shop');
			expect(JSON.stringify(list)).not.toMatch(/\\u|[\u007F-\u009F\u200B\u202E]/);
		}),
		{numRuns: 500},
	);
});
