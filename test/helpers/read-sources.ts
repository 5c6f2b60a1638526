import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** A file of the project: its path below `source`, with slashes, and its text. */
export type SourceFile = {readonly path: string; readonly text: string};

/** One import or re-export of a file, as it is written there. */
export type Import = {readonly specifier: string; readonly isTypeOnly: boolean};

const root = fileURLToPath(new URL('../../source', import.meta.url));

export const readSources = (): readonly SourceFile[] =>
	readdirSync(root, {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name))
		.map(path => ({path: path.slice(root.length + 1).replaceAll('\\', '/'), text: readFileSync(path, 'utf8')}));

const patterns = [
	/^(?:import|export)\s+(type\s)?[^;'"`]*?\sfrom\s*['"]([^'"]+)['"]/gm,
	/^import\s+()['"]([^'"]+)['"]/gm,
	/\bimport\(\s*()['"`]([^'"`]+)['"`]/g,
	/\brequire\(\s*()['"`]([^'"`]+)['"`]/g,
];

/** Everything that a file imports: in its head, for its effect alone, later on, and what it passes on. */
export const importsOf = ({text}: SourceFile): readonly Import[] =>
	patterns.flatMap(pattern =>
		[...text.matchAll(pattern)].map(([, type, specifier = '']) => ({specifier, isTypeOnly: type !== undefined && type !== ''})),
	);
