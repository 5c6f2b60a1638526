import {expect, onTestFinished, test} from 'vitest';
import {createMetadataRunner} from '../../source/runtime/metadata-runner.ts';
import {jsonAnswer, type StubAnswer} from '../helpers/stub-server.ts';
import {createHarness, hangUp, id, inOrder, machinePath, targetIn} from './harness.ts';

const get = `GET ${machinePath}/metadata`;
const set = `POST ${machinePath}/metadata/role`;
const remove = `DELETE ${machinePath}/metadata/role`;
const target = targetIn('started');
const before = jsonAnswer({role: 'primary'});
const after = jsonAnswer({role: 'replica'});
const done: StubAnswer = response => {
	response.writeHead(204).end();
};

const start = async (answers: Readonly<Record<string, StubAnswer>>) => {
	const harness = await createHarness(answers);
	const refreshed: string[] = [];
	const records: unknown[] = [];
	const runner = createMetadataRunner({...harness, refresh: app => refreshed.push(app), record: act => records.push(act)});
	onTestFinished(() => runner.stop());
	return {...harness, runner, refreshed, records, metadata: () => harness.store.getState().metadata};
};

test('metadata are read into the store', async () => {
	const {runner, metadata} = await start({[get]: before});
	await runner.read(target);
	expect(metadata()).toEqual({machineId: id, values: {role: 'primary'}, failure: undefined});
});

test('metadata that cannot be read are told, and what was read before stays', async () => {
	const {runner, metadata, answers} = await start({[get]: before});
	await runner.read(target);
	answers[get] = jsonAnswer({error: 'internal'}, 500);
	await runner.read(target);
	expect(metadata()).toMatchObject({values: {role: 'primary'}, failure: '500 internal'});
});

test.each([
	['replica', set, 'web-1: role set'],
	[undefined, remove, 'web-1: role removed'],
])('a key becomes %j in one request, and is read again', async (value, route, note) => {
	const {runner, writes, requests, notes, metadata, refreshed, records} = await start({[get]: inOrder(before, after), [route]: done});
	const change = {key: 'role', value, before: 'primary'};
	await runner.change(target, change);
	expect(records).toMatchObject([
		{
			what: `${value === undefined ? 'remove' : 'set'} metadata role`,
			target,
			result: note,
			deed: {type: 'change-metadata', target, change},
		},
	]);
	expect(writes()).toEqual([route]);
	expect(requests(route).map(({body}) => body)).toEqual([value === undefined ? '' : JSON.stringify({value})]);
	expect(notes()).toEqual([note]);
	expect(metadata()?.values).toEqual({role: 'replica'});
	expect(refreshed).toEqual(['web']);
});

test.each([
	['another value', 'primary', after],
	['no value', 'primary', jsonAnswer({})],
	['a value', undefined, before],
])('a key that has %s by now is left alone', async (_what, seen, now) => {
	const {runner, writes, notes} = await start({[get]: now, [set]: done});
	await runner.change(target, {key: 'role', value: 'x', before: seen});
	expect(writes()).toEqual([]);
	expect(notes()).toEqual(['web-1: role was changed by somebody else meanwhile: nothing was set.']);
});

test.each([
	['is refused', jsonAnswer({error: 'invalid_argument: no'}, 400), /^web-1: role could not be set: 400 /],
	['has no answer', hangUp, /^web-1: role: it is unknown whether it was set\. Reading\. /],
])('a change that %s is told, without the value, and what is true is read', async (_what, answer, note) => {
	const {runner, notes, writes, requests} = await start({[get]: before, [set]: answer});
	await runner.change(target, {key: 'role', value: 'hunter2', before: 'primary'});
	expect(notes()).toEqual([expect.stringMatching(note)]);
	expect(notes().join()).not.toContain('hunter2');
	expect(writes()).toEqual([set]);
	expect(requests(get)).toHaveLength(2);
});

test('nothing is sent when the machine cannot be asked first', async () => {
	const {runner, notes, writes} = await start({[get]: jsonAnswer({error: 'internal'}, 500), [set]: done});
	await runner.change(target, {key: 'role', value: 'x', before: 'primary'});
	expect(writes()).toEqual([]);
	expect(notes()).toEqual(['web-1: role was left as it is: 500 internal']);
});
