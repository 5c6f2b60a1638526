import {posix} from 'node:path';
import {type Import, importsOf, type SourceFile} from './read-sources.ts';

/** What a room may import besides itself. A package that ends in a colon stands for all that begin with it. */
type RoomRule = {
	readonly rooms: readonly string[];
	/** Rooms of which it may know the types, no more. */
	readonly typesOf?: readonly string[];
	/** Single files that it may import although it may not import their room. */
	readonly files?: readonly string[];
	readonly packages: readonly string[];
};

const rules: Readonly<Record<string, RoomRule>> = {
	domain: {rooms: [], packages: ['date-fns', 'es-toolkit', 're2js', 'string-width']},
	api: {rooms: ['domain'], packages: ['ky']},
	store: {rooms: ['domain'], packages: []},
	commands: {rooms: ['domain', 'store'], packages: []},
	runtime: {rooms: ['domain', 'store', 'commands'], typesOf: ['api', 'journal'], files: ['api/errors.ts'], packages: []},
	ui: {rooms: ['domain', 'store', 'commands'], packages: ['ink', 'react']},
	terminal: {rooms: [], files: ['private-files.ts'], packages: ['node:']},
	journal: {rooms: ['domain'], files: ['private-files.ts'], packages: ['node:']},
	headless: {rooms: ['domain', 'api', 'store', 'commands', 'runtime'], packages: []},
	local: {rooms: ['domain'], files: ['make-private-directory.ts', 'private-files.ts'], packages: ['hono', '@hono/node-server', 'node:']},
	reading: {rooms: ['api'], packages: ['node:']},
	recording: {rooms: ['domain', 'store'], packages: ['node:']},
	config: {rooms: ['domain'], packages: ['smol-toml', 'yaml', 'node:']},
};

/** The room of a file; undefined for the files on top, which wire everything. */
const roomOf = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined);

const isPackageAllowed = (specifier: string, packages: readonly string[]): boolean =>
	packages.some(name => (name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`)));

const isImportAllowed = (file: SourceFile, room: string, rule: RoomRule, {specifier, isTypeOnly}: Import): boolean => {
	if (!specifier.startsWith('.')) {
		return isPackageAllowed(specifier, rule.packages);
	}

	const target = posix.join(posix.dirname(file.path), specifier);
	const targetRoom = roomOf(target) ?? '';
	return (
		[room, ...rule.rooms].includes(targetRoom) ||
		(isTypeOnly && (rule.typesOf ?? []).includes(targetRoom)) ||
		(rule.files ?? []).includes(target)
	);
};

/** What the files import against the table of rooms, a sentence each. */
export const forbiddenImports = (files: readonly SourceFile[]): readonly string[] =>
	files.flatMap(file => {
		const room = roomOf(file.path);
		if (room === undefined) {
			return [];
		}

		const rule = rules[room];
		if (rule === undefined) {
			return [`${file.path} is in a room that nobody has made rules for`];
		}

		return importsOf(file)
			.filter(each => !isImportAllowed(file, room, rule, each))
			.map(({specifier}) => `${file.path} imports ${specifier}`);
	});

type WordRule = {readonly word: RegExp; readonly name: string; readonly allowedIn: (path: string) => boolean};

const isOnTop = (path: string): boolean => roomOf(path) === undefined;
const isClock = (path: string): boolean => path === 'runtime/clock.ts';

/** Time, randomness and the surroundings come in as arguments; only these places may reach for them. */
const words: readonly WordRule[] = [
	{name: 'Date.now', word: /\bDate\.now\b/, allowedIn: isClock},
	{name: 'new Date()', word: /\bnew Date\(\)/, allowedIn: isClock},
	{name: 'setTimeout', word: /\bsetTimeout\(/, allowedIn: isClock},
	{name: 'setInterval', word: /\bsetInterval\(/, allowedIn: path => path === 'terminal/job-control.ts'},
	{name: 'Math.random', word: /\bMath\.random\b/, allowedIn: isOnTop},
	{name: 'process.env', word: /\bprocess\.env\b/, allowedIn: isOnTop},
	{name: 'process.exit', word: /\bprocess\.exit\(/, allowedIn: isOnTop},
	{name: 'export default', word: /^export\s+default\b|\bas\s+default\b/m, allowedIn: () => false},
];

/** What the files reach for that is not theirs, a sentence each. */
export const forbiddenWords = (files: readonly SourceFile[]): readonly string[] =>
	files.flatMap(({path, text}) =>
		words.filter(({word, allowedIn}) => word.test(text) && !allowedIn(path)).map(({name}) => `${path} uses ${name}`),
	);

const mostLines = 220;

/** Files that hold too much. */
export const longFiles = (files: readonly SourceFile[]): readonly string[] =>
	files.filter(({text}) => text.trimEnd().split('\n').length > mostLines).map(({path}) => `${path} has more than ${mostLines} lines`);

/** Files and folders whose name is not in kebab-case, or that hold something else than TypeScript. */
export const oddNames = (files: readonly SourceFile[]): readonly string[] =>
	files
		.filter(({path}) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.tsx?$/.test(path))
		.map(({path}) => `${path} is an odd name`);

/** Every place where keys come in. */
export const keyListeners = (files: readonly SourceFile[]): readonly string[] =>
	files.flatMap(({path, text}) => [...text.matchAll(/\buseInput\(/g)].map(() => path));
