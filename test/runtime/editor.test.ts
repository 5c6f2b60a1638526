import {expect, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {createConfigEditor, type RunEditor} from '../../source/runtime/editor.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {jsonAnswer} from '../helpers/stub-server.ts';
import {buildMachine, createHarness, createHold, id, machinePath, onWire, receive, targetIn} from './harness.ts';

const config = {image: 'nginx', env: {API_TOKEN: 'hunter2'}};

const start = async (wire: JsonObject = onWire({config})) => {
	const harness = await createHarness({[`GET ${machinePath}`]: jsonAnswer(wire)});
	receive(harness, [buildMachine()]);
	const files = createMemoryFiles();
	const editor = createConfigEditor({...harness, files});
	/** Edits with an editor that does one thing after the other to the file; with a text it ends as it says. */
	const editWith = async (...rounds: readonly ((text: string, path: string) => unknown)[]) => {
		const seen: string[] = [];
		const runEditor: RunEditor = async path => {
			const text = files.read(path);
			seen.push(text);
			const round = rounds[Math.min(seen.length, rounds.length) - 1];
			const ending = round?.(text, path);
			return typeof ending === 'string' ? ending : undefined;
		};
		await editor.edit(targetIn('started'), runEditor);
		return seen;
	};
	const write = (change: (text: string) => string) => (text: string, path: string) => void files.texts.set(path, change(text));
	return {...harness, files, editor, editWith, write, mode: () => harness.store.getState().view.mode};
};

const path = `/edits/1/${id}.jsonc`;

test('what was edited is shown beside what is there, and nothing is sent', async () => {
	const {editWith, write, mode, writes, files} = await start();
	const seen = await editWith(write(text => text.replace('nginx', 'caddy')));
	expect(seen).toEqual([expect.stringContaining('"API_TOKEN": "hunter2"')]);
	expect(mode()).toMatchObject({
		kind: 'change',
		isOffered: true,
		draft: {
			instanceId: '01A',
			config: {...config, image: 'caddy'},
			changes: [{kind: 'changed', path: 'image'}],
			origin: {kind: 'edit', path},
		},
	});
	expect(files.texts.get(path)).toContain('caddy');
	expect(writes()).toEqual([]);
});

test.for([
	['a config that is not whole', {config: null, incomplete_config: {image: 'nginx'}}, /cannot be asked for its whole config/],
	['no config at all', {config: null}, /cannot be asked for its whole config/],
	['no version', {config, instance_id: null}, /which version/],
] as const)('with %s no editor is opened', async ([_what, fields, words]) => {
	const {editWith, notes, files} = await start(onWire(fields));
	expect(await editWith()).toEqual([]);
	expect(notes().at(-1)).toMatch(words);
	expect(files.texts.size).toBe(0);
});

test('a machine that is gone is told, with the request', async () => {
	const {answers, editWith, notes} = await start();
	answers[`GET ${machinePath}`] = jsonAnswer({error: 'not_found: machine not found'}, 404, {'fly-request-id': 'req-7'});
	expect(await editWith()).toEqual([]);
	expect(notes().at(-1)).toMatch(/could not be read: 404 .*machine not found.*req-7/);
});

test('a text that is as it was leaves nothing behind', async () => {
	const {editWith, notes, mode, files} = await start();
	await editWith(() => {});
	expect(notes()).toEqual(['web-1: nothing was changed, and nothing was sent.']);
	expect(mode().kind).toBe('browse');
	expect(files.texts.size).toBe(0);
});

test('so does one that only looks different', async () => {
	const {editWith, write, notes, files} = await start();
	await editWith(write(() => JSON.stringify(config)));
	expect(notes()).toEqual(['web-1: nothing was changed, and nothing was sent.']);
	expect(files.texts.size).toBe(0);
});

test.for([
	['fails after a change', 'the editor ended with exit code 1', (text: string) => text.replace('nginx', 'caddy'), /caddy/],
	['leaves an empty file', undefined, () => '', /hunter2/],
	['leaves garbage and fails', 'the editor was ended by signal 9', () => 'garbage', /^garbage$/],
] as const)('when the editor %s, nothing is sent, and the text is kept', async ([_what, ending, change, kept]) => {
	const {editWith, files, notes, mode} = await start();
	await editWith((text, file) => {
		files.texts.set(file, change(text));
		return ending;
	});
	expect(notes().at(-1)).toContain(`The text is kept in ${path}`);
	expect(notes().at(-1)).toContain(ending ?? 'empty');
	expect(files.texts.get(path)).toMatch(kept);
	expect(mode().kind).toBe('browse');
});

test('when the editor fails and changed nothing, there is nothing to keep', async () => {
	const {editWith, files, notes} = await start();
	await editWith(() => 'the editor ended with exit code 1');
	expect(notes()).toEqual(['web-1: nothing was sent: the editor ended with exit code 1.']);
	expect(files.texts.size).toBe(0);
});

test('what a failed editor left beside the text is kept with it, and told', async () => {
	const {editWith, files, notes} = await start();
	await editWith((_text, file) => {
		files.texts.set(file.replace(id, `.${id}`).concat('.swp'), 'unsaved');
		return 'flydeck ended';
	});
	expect(notes()).toEqual([
		`web-1: nothing was sent: flydeck ended, and the editor left .${id}.jsonc.swp beside the text. The text is kept in ${path}`,
	]);
	expect(files.texts.size).toBe(2);
});

test('an editor that removes the file loses nothing', async () => {
	const {editWith, files, notes} = await start();
	await editWith((_text, file) => void files.texts.delete(file));
	const [[kept, text] = []] = files.texts;
	expect(text).toContain('hunter2');
	expect(notes().at(-1)).toContain(kept);
});

test('mistakes go back into the editor until there are none', async () => {
	const {editWith, write, mode} = await start();
	const seen = await editWith(
		write(text => text.replace('"nginx",', '"caddy"')),
		write(text => text.replace('"caddy"', '"caddy", "schedule": "yearly",')),
		write(text => text.replace('"schedule": "yearly"', '"schedule": "daily"')),
	);
	expect(seen).toHaveLength(3);
	expect(seen[1]).toMatch(/^\/\/ WRONG: line/);
	expect(seen[2]).toMatch(/^\/\/ WRONG: schedule /);
	expect(mode()).toMatchObject({kind: 'change', draft: {config: {image: 'caddy', schedule: 'daily', env: {API_TOKEN: 'hunter2'}}}});
});

test.for([
	['the same garbage', (_text: string): string => 'garbage', 2],
	['the mistakes as they were given', (text: string): string => (text.includes('WRONG') ? text : '{"image": }'), 2],
	['ever longer garbage', (text: string): string => `${text}x`, 30],
] as const)('an editor that brings back %s again and again is given up', async ([_what, change, rounds]) => {
	const {editWith, write, notes, files} = await start();
	expect(await editWith(write(change))).toHaveLength(rounds);
	expect(notes().at(-1)).toContain(`The text is kept in ${path}`);
	expect(files.texts.has(path)).toBe(true);
});

test('what was mistaken is not lost when the editor then leaves an empty file', async () => {
	const {editWith, write, files} = await start();
	await editWith(
		write(() => '{"image": "my work"'),
		write(() => ''),
	);
	expect(files.texts.get(path)).toContain('{"image": "my work"');
});

test('an editor that cannot be run is told of, and the screen goes on', async () => {
	const {editor, notes} = await start();
	await editor.edit(targetIn('started'), () => Promise.reject(new Error('The terminal is already suspended.')));
	expect(notes()).toEqual(['web-1: nothing was sent: The terminal is already suspended.']);
});

test('no editor comes up over a dialog that was opened meanwhile', async () => {
	const {answers, store, editor, until, notes} = await start();
	const hold = createHold();
	answers[`GET ${machinePath}`] = hold.answer;
	const editing = editor.edit(targetIn('started'), () => Promise.reject(new Error('it came up')));
	await until(() => hold.count() === 1);
	store.dispatch({type: 'view-changed', change: {mode: {kind: 'help', scroll: 0}}});
	hold.letGo(jsonAnswer(onWire({config})));
	await editing;
	expect(notes()).toEqual(['web-1: the editor was not opened, since something else was.']);
});

test('one config is edited at a time', async () => {
	const {answers, editor, until, notes} = await start();
	const hold = createHold();
	answers[`GET ${machinePath}`] = hold.answer;
	const editing = editor.edit(targetIn('started'), async () => undefined);
	await until(() => hold.count() === 1);
	await editor.edit(targetIn('started'), async () => undefined);
	expect(notes()).toEqual(['A config is on its way to the editor already.']);
	hold.letGo(jsonAnswer(onWire({config})));
	await editing;
});
