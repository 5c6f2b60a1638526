import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

type LockedPackage = {readonly optionalDependencies?: Readonly<Record<string, string>>};

const lockfile: {readonly packages: Readonly<Record<string, LockedPackage>>} = JSON.parse(
	readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
);

/** The places where a package may find one that it depends on: below itself, then below each folder above. */
const placesFor = (path: string, name: string): readonly string[] => {
	const folders = path.split('/node_modules/');
	return folders
		.map((_, index) => [...folders.slice(0, folders.length - index), name].join('/node_modules/'))
		.concat(`node_modules/${name}`);
};

/** What packages may need on some platform and the lockfile does not know, a line each. `npm ci` would fail wherever it is needed. */
const missingFrom = (packages: Readonly<Record<string, LockedPackage>>): readonly string[] =>
	Object.entries(packages).flatMap(([path, {optionalDependencies = {}}]) =>
		Object.keys(optionalDependencies)
			.filter(name => !placesFor(path, name).some(place => place in packages))
			.map(name => `${path} -> ${name}`),
	);

test('every optional dependency of any package is locked, for every platform', () => {
	expect(Object.values(lockfile.packages).some(({optionalDependencies}) => optionalDependencies !== undefined)).toBe(true);
	expect(missingFrom(lockfile.packages)).toEqual([]);
});

test('one that is missing would be found', () => {
	const tool = {optionalDependencies: {'@tool/linux': '1.0.0', '@tool/darwin': '1.0.0'}};
	expect(missingFrom({'node_modules/tool': tool, 'node_modules/@tool/linux': {}})).toEqual(['node_modules/tool -> @tool/darwin']);
	const nested = {'node_modules/a/node_modules/tool': tool, 'node_modules/a/node_modules/@tool/linux': {}, 'node_modules/@tool/darwin': {}};
	expect(missingFrom(nested)).toEqual([]);
	expect(missingFrom({'node_modules/tool': tool, 'node_modules/b/node_modules/@tool/linux': {}})).toHaveLength(2);
});
