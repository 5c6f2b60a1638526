import {chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, onTestFinished, test} from 'vitest';
import {usualSettings, type ViewName, type ViewSettings, viewsFrom, viewsJson} from '../../source/domain/views.ts';
import {openViewFile} from '../../source/journal/view-file.ts';

const makeDirectory = (): string => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-views-'));
	onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
	return directory;
};

const trouble: ViewSettings = {filter: 'state:stopped exit:>0', sort: 'region', isDescending: true, isTroubleOnly: true};
const young: ViewSettings = {filter: 'age:<1h', sort: 'size', isDescending: false, isTroubleOnly: false};

test('views that were saved are there for the next run, readable by their owner alone', () => {
	const directory = makeDirectory();
	const file = openViewFile(directory, 'views.json');
	expect([...file.read()]).toEqual([]);
	file.save('machines', trouble);
	openViewFile(directory, 'views.json').save('volumes', young);
	expect([...openViewFile(directory, 'views.json').read()]).toEqual([
		['machines', trouble],
		['volumes', young],
	]);
	expect(statSync(join(directory, 'views.json')).mode & 0o777).toBe(0o600);
	expect(readdirSync(directory)).toEqual(['views.json']);
});

test('a view that is saved as it always is leaves nothing behind', () => {
	const file = openViewFile(makeDirectory(), 'views.json');
	file.save('machines', trouble);
	file.save('machines', usualSettings('machines'));
	expect([...file.read()]).toEqual([]);
});

test('a file that is no JSON is told, and written anew', () => {
	const directory = makeDirectory();
	const path = join(directory, 'views.json');
	writeFileSync(path, '{"views');
	const file = openViewFile(directory, 'views.json');
	expect(() => file.read()).toThrow(`${path} is no JSON: nothing was taken from it. ctrl-s writes it anew.`);
	file.save('volumes', young);
	expect([...file.read()]).toEqual([['volumes', young]]);
});

test('a file that others could read is not read by others any more', () => {
	const directory = makeDirectory();
	const path = join(directory, 'views.json');
	writeFileSync(path, '{}');
	chmodSync(path, 0o644);
	openViewFile(directory, 'views.json').save('volumes', young);
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('nothing is written through a link that somebody else may have put there', () => {
	const directory = makeDirectory();
	const elsewhere = join(makeDirectory(), 'other');
	writeFileSync(elsewhere, 'mine');
	symlinkSync(elsewhere, join(directory, 'views.json.new'));
	expect(() => openViewFile(directory, 'views.json').save('volumes', young)).toThrow('is a symbolic link');
	expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
});

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
			expect(viewsFrom(JSON.parse(viewsJson(views)))).toEqual(views);
		}),
	);
});
