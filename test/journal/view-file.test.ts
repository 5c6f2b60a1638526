import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import fc from 'fast-check';
import {expect, onTestFinished, test} from 'vitest';
import type {JsonObject} from '../../source/domain/json.ts';
import {keepsViews, usualSettings, type ViewName, type ViewSettings, viewsFrom, withView} from '../../source/domain/views.ts';
import {openViewFile} from '../../source/journal/view-file.ts';
import {node} from '../helpers/run-flydeck.ts';

const writer = fileURLToPath(new URL('../helpers/view-writer.ts', import.meta.url));

const makeDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-views-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

const trouble: ViewSettings = {filter: 'state:stopped exit:>0', sort: 'region', isDescending: true, isTroubleOnly: true};
const young: ViewSettings = {filter: 'age:<1h', sort: 'size', isDescending: false, isTroubleOnly: false};

test('views that were saved are there for the next run, readable by their owner alone', () => {
	const directory = makeDirectory();
	const file = openViewFile(directory, 'views.json', process.pid);
	expect([...file.read()]).toEqual([]);
	file.save('machines', trouble);
	openViewFile(directory, 'views.json', process.pid).save('volumes', young);
	expect([...openViewFile(directory, 'views.json', process.pid).read()]).toEqual([
		['machines', trouble],
		['volumes', young],
	]);
	expect(statSync(join(directory, 'views.json')).mode & 0o777).toBe(0o600);
	expect(readdirSync(directory)).toEqual(['views.json']);
});

test('a view that is saved as it always is leaves nothing behind', () => {
	const file = openViewFile(makeDirectory(), 'views.json', process.pid);
	file.save('machines', trouble);
	file.save('machines', usualSettings('machines'));
	expect([...file.read()]).toEqual([]);
});

test.each(['{"views', '', '[]', '7', '{"name":"of another program"}', '{"version":1,"views":[]}'])(
	'a file that flydeck did not write so is told, and stays as it is: %j',
	written => {
		const directory = makeDirectory();
		const path = join(directory, 'views.json');
		writeFileSync(path, written);
		const file = openViewFile(directory, 'views.json', process.pid);
		const sentence = `${path} is broken, or is not of flydeck: it stays as it is. Remove it to save views anew.`;
		expect(() => file.read()).toThrow(sentence);
		expect(() => file.save('volumes', young)).toThrow(sentence);
		expect(readFileSync(path, 'utf8')).toBe(written);
		expect(readdirSync(directory)).toEqual(['views.json']);
	},
);

test('what a newer flydeck wrote beside the view that is saved stays', () => {
	const directory = makeDirectory();
	const path = join(directory, 'views.json');
	const newer = {version: 2, views: {maps: {zoom: 3}, volumes: {...young, columns: ['id']}, secrets: young}, since: 'later'};
	writeFileSync(path, JSON.stringify(newer));
	const file = openViewFile(directory, 'views.json', process.pid);
	file.save('volumes', {...young, filter: 'region:ams'});
	const saved = {...newer, views: {...newer.views, volumes: {...young, filter: 'region:ams', columns: ['id']}}};
	expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(saved);
	file.save('volumes', usualSettings('volumes'));
	expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({...saved, views: {...saved.views, volumes: {columns: ['id']}}});
});

test('a filter that is longer than what is kept is refused, and what was saved stays', () => {
	const directory = makeDirectory();
	const file = openViewFile(directory, 'views.json', process.pid);
	file.save('machines', {...trouble, filter: 'x'.repeat(1000)});
	expect(() => file.save('machines', {...trouble, filter: 'x'.repeat(1001)})).toThrow(
		'The filter of the machines has 1001 letters, and at most 1000 are kept: make it shorter.',
	);
	expect(file.read().get('machines')?.filter).toBe('x'.repeat(1000));
	expect(() => viewsFrom({views: {machines: {filter: 'x'.repeat(1001)}}})).toThrow('make it shorter');
});

test('a file that others could read is not read by others any more', () => {
	const directory = makeDirectory();
	const path = join(directory, 'views.json');
	writeFileSync(path, '{}');
	chmodSync(path, 0o644);
	openViewFile(directory, 'views.json', process.pid).save('volumes', young);
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('nothing is read or written through a link that somebody else may have put there', () => {
	const directory = makeDirectory();
	const elsewhere = join(makeDirectory(), 'other');
	writeFileSync(elsewhere, '{}');
	symlinkSync(elsewhere, join(directory, 'views.json'));
	const file = openViewFile(directory, 'views.json', process.pid);
	expect(() => file.read()).toThrow('is a symbolic link');
	expect(() => file.save('volumes', young)).toThrow('is a symbolic link');
	expect(readFileSync(elsewhere, 'utf8')).toBe('{}');
});

test('several flydecks that save at once, one of which is killed, lose nothing of what the others saved', async () => {
	const directory = makeDirectory();
	const names: readonly ViewName[] = ['machines', 'volumes', 'secrets'];
	const children = names.map(name => {
		const child = spawn(node, [writer, directory, name, '20'], {stdio: ['ignore', 'pipe', 'inherit']});
		onTestFinished(() => {
			child.kill('SIGKILL');
		});
		return child;
	});
	const [victim, ...others] = children;
	victim?.stdout.on('data', () => victim.kill('SIGKILL'));
	const killed = victim === undefined ? undefined : once(victim, 'exit');
	const told = await Promise.all(others.map(async ({stdout}) => (await text(stdout)).trim().split('\n').at(-1)));
	expect(told).toEqual(['19', '19']);
	await killed;
	const views = openViewFile(directory, 'views.json', process.pid).read();
	expect(['volumes' as const, 'secrets' as const].map(name => views.get(name)?.filter)).toEqual(['turn-19', 'turn-19']);
	expect(views.get('machines')?.filter).toMatch(/^turn-\d+$/);
}, 60_000);

test.each([undefined, [], {views: []}, {views: {nothing: {filter: 'x'}}}, {views: {machines: 'x'}}])(
	'views that make no sense are as always: %j',
	json => {
		for (const [name, settings] of viewsFrom(json)) {
			expect(settings).toEqual(usualSettings(name));
		}
	},
);

test('a column that is no more is the usual one, and control characters are gone', () => {
	const written = {views: {volumes: {filter: 'a\u001B[31mb', sort: 'gone', isDescending: 'yes', isTroubleOnly: 1}}};
	expect(viewsFrom(written).get('volumes')).toMatchObject({sort: usualSettings('volumes').sort, isDescending: false, isTroubleOnly: false});
	expect(viewsFrom(written).get('volumes')?.filter).not.toContain('\u001B');
});

test('what is written and read is the same', () => {
	const view = fc.constantFrom<ViewName>('machines', 'volumes', 'secrets', 'apps', 'ips', 'certificates', 'snapshots');
	const settings = fc.record({
		filter: fc.constantFrom('', 'app:web', '"two words" -x'),
		isDescending: fc.boolean(),
		isTroubleOnly: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.uniqueArray(fc.tuple(view, settings), {selector: ([name]) => name}), entries => {
			const views = new Map(entries.map(([name, given]) => [name, {...usualSettings(name), ...given}]));
			const json = [...views].reduce<JsonObject>((written, [name, given]) => withView(written, name, given), {});
			expect(keepsViews(json)).toBe(true);
			expect(viewsFrom(JSON.parse(JSON.stringify(json)))).toEqual(
				new Map([...views].filter(([name, given]) => JSON.stringify(given) !== JSON.stringify(usualSettings(name)))),
			);
		}),
	);
});
