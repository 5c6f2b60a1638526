import {expect, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {createVersionsLoader} from '../../source/runtime/versions-loader.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {createHarness, id, listPath, machinePath, onWire, targetIn} from './harness.ts';

const versionsPath = `${machinePath}/versions`;
const config = {image: 'nginx:2', env: {A: '1'}};
const versionsOnWire = [
	{version: '01A', user_config: config},
	{version: '019', user_config: {image: 'nginx:1', env: {A: '1', 'B\u001b[2J': '2'}}},
	{version: '018', user_config: null},
];

const start = async (wire: JsonObject = onWire({config})) => {
	const harness = await createHarness({[`GET ${machinePath}`]: jsonAnswer(wire), [`GET ${versionsPath}`]: jsonAnswer(versionsOnWire)});
	const {store} = harness;
	const files = createMemoryFiles();
	const versions = createVersionsLoader({...harness, files});
	const target = targetIn('started');
	store.dispatch({
		type: 'view-changed',
		change: {mode: {kind: 'versions', target, other: undefined, list: undefined, picked: 0, path: undefined}},
	});
	return {...harness, files, versions, target, mode: () => store.getState().view.mode};
};

test('the versions are told, the live one among them, with how much each differs', async () => {
	const {versions, target, mode} = await start();
	await versions.load(target);
	expect(mode()).toMatchObject({
		list: {
			rows: [
				{version: '01A', image: 'nginx:2', isLive: true, changeCount: 0},
				{version: '019', image: 'nginx:1', isLive: false, changeCount: 2, config: {env: {'B\u001b[2J': '2'}}},
			],
			problem: expect.stringContaining('version or config'),
		},
	});
});

test('where the config is not whole it is not said how much they differ', async () => {
	const {versions, target, mode} = await start(onWire({config: null, incomplete_config: config}));
	await versions.load(target);
	expect(mode()).toMatchObject({
		list: {rows: [{isLive: false, changeCount: undefined}, {}], problem: expect.stringContaining('cannot be asked')},
	});
});

test('versions that cannot be read are told with the cause', async () => {
	const {answers, versions, target, mode} = await start();
	answers[`GET ${versionsPath}`] = jsonAnswer({error: 'unknown: no such thing'}, 500);
	await versions.load(target);
	expect(mode()).toMatchObject({list: {rows: [], problem: expect.stringMatching(/could not be read: 500 .*no such thing/)}});
});

test('an earlier version is laid beside the config that the machine has now', async () => {
	const {versions, target, mode} = await start();
	await versions.compare(target, {kind: 'version', version: '019', config: {image: 'nginx:1'}}, true);
	expect(mode()).toMatchObject({
		kind: 'change',
		isOffered: true,
		draft: {
			instanceId: '01A',
			config: {image: 'nginx:1'},
			changes: [
				{kind: 'changed', path: 'image'},
				{kind: 'removed', path: 'env'},
			],
			origin: {kind: 'version', version: '019'},
		},
	});
});

test('a version without a difference is shown, and not offered', async () => {
	const {versions, target, mode} = await start();
	await versions.compare(target, {kind: 'version', version: '01A', config}, true);
	expect(mode()).toMatchObject({kind: 'change', isOffered: false, draft: {changes: []}});
});

test('so is the config of another machine', async () => {
	const {answers, versions, target, mode} = await start();
	answers[`GET ${listPath}/other`] = jsonAnswer(onWire({id: 'other', config: {...config, schedule: 'daily'}}));
	await versions.compare(target, {kind: 'machine', target: {...target, id: 'other'}}, false);
	expect(mode()).toMatchObject({kind: 'change', isOffered: false, draft: {target: {id}, changes: [{kind: 'added', path: 'schedule'}]}});
});

test('so is a file, read as what comes from the editor is', async () => {
	const {files, versions, target, mode} = await start();
	const path = files.create('kept.jsonc', '// kept\n{"image": "caddy", "env": {"A": "1"}, "colour": "red"}');
	await versions.compare(target, {kind: 'file', path}, false);
	expect(mode()).toMatchObject({
		kind: 'change',
		draft: {
			config: {image: 'caddy', env: {A: '1'}, colour: 'red'},
			warnings: [expect.stringContaining('colour')],
			origin: {kind: 'file', path},
		},
	});
});

test.for([
	['no such file', undefined, /^There is no file/],
	['a file that is not JSON', 'image: caddy', /holds no good config: line 1/],
	['a file whose config the API refuses', '{"image": "caddy", "schedule": "yearly"}', /holds no good config: schedule/],
] as const)('%s is told, and the picker stays open', async ([_what, text, words]) => {
	const {files, versions, target, mode, notes} = await start();
	const path = text === undefined ? '/nowhere' : files.create('kept.jsonc', text);
	await versions.compare(target, {kind: 'file', path}, false);
	expect(notes().at(-1)).toMatch(words);
	expect(mode().kind).toBe('versions');
});

test('a machine whose config is not whole is compared with nothing', async () => {
	const {versions, target, mode, notes} = await start(onWire({config: null, incomplete_config: config}));
	await versions.compare(target, {kind: 'version', version: '019', config: {image: 'nginx:1'}}, true);
	expect(notes()).toEqual([expect.stringContaining('cannot be asked for its whole config')]);
	expect(mode().kind).toBe('versions');
});

test('a picker that was closed gets nothing any more', async () => {
	const {store, versions, target, mode, notes} = await start();
	store.dispatch({type: 'view-changed', change: {mode: {kind: 'browse'}}});
	await versions.load(target);
	await versions.compare(target, {kind: 'version', version: '019', config: {image: 'nginx:1'}}, true);
	expect(mode()).toEqual({kind: 'browse'});
	expect(notes()).toEqual([]);
});
