import {execFileSync} from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {tellFault} from '../source/crash-report.ts';
import type {RecordingHeader} from '../source/domain/recording/recording.ts';
import {usualSettings} from '../source/domain/views.ts';
import {openActionLog} from '../source/journal/action-log.ts';
import {openBook} from '../source/journal/book.ts';
import {openLeaseVault} from '../source/journal/lease-vault.ts';
import {openToRead} from '../source/journal/open-database.ts';
import {markOf} from '../source/journal/process-mark.ts';
import {openStandingVault} from '../source/journal/standing-vault.ts';
import {openViewFile} from '../source/journal/view-file.ts';
import {createSqliteState} from '../source/local/state/sqlite-state.ts';
import {openTape} from '../source/recording/tape.ts';
import {saveFile} from '../source/save-file.ts';
import {createDraftFiles} from '../source/terminal/draft-files.ts';
import {buildState} from './helpers/build-state.ts';
import {machineEntry} from './helpers/journal-entries.ts';
import {keptLease, nowMs} from './helpers/kept-lease.ts';
import {requestEntry} from './helpers/request-entry.ts';
import {temporaryDirectory} from './helpers/run-flydeck.ts';

/** Everything that writes below a state directory, or where a person says; it closes what it leaves open. */
const writers = {
	journal(state: string) {
		const book = openBook(state);
		book.write([machineEntry('m1', nowMs)], nowMs);
		return () => book.close();
	},
	history: (state: string) => {
		const database = openToRead(state);
		return () => database?.close();
	},
	actions: (state: string) => openActionLog(state).add(requestEntry('m1')),
	views: (state: string) =>
		openViewFile(state, 'views.json', process.pid).save('machines', {...usualSettings('machines'), filter: 'region:fra'}),
	'leases of the screen': (state: string) => openLeaseVault(state, 'https://x', process.pid).keep(keptLease()),
	'leases left by others': (state: string) => openLeaseVault(state, 'https://x', process.pid).leftovers(nowMs),
	'leases of sub-commands': (state: string) => openStandingVault(state, 'https://x').keep(keptLease()),
	'leases that go on': (state: string) => openStandingVault(state, 'https://x').all(nowMs),
	edits(state: string) {
		createDraftFiles(join(state, 'edits')).create('machine.jsonc', 'text');
	},
	'crash report'(state: string) {
		const told = tellFault(new Error('broken'), {
			stateDirectory: state,
			secrets: [],
			state: buildState(),
			atMs: nowMs,
			stdout: {columns: 80, rows: 24},
		});
		if (!told.includes(join(state, 'crash.txt: it holds no token'))) {
			throw new Error(told);
		}
	},
	recording: async (state: string) => {
		const tape = openTape(join(state, 'incident.jsonl'), false);
		await tape.close();
	},
	'recording that overwrites': async (state: string) => {
		const tape = openTape(join(state, 'incident.jsonl'), true);
		await tape.discard();
	},
	'saved log': (state: string) => saveFile(join(state, 'web.log'), 'text'),
	serve(state: string) {
		const served = createSqliteState(join(state, 'serve'));
		served.collection('any').put('x', 1);
		return () => served.close();
	},
} as const;

type Writer = keyof typeof writers;

const isClosing = (value: unknown): value is () => void => typeof value === 'function';

/** Writes what a writer writes, once; `look` sees the files as they are while it is at it. */
const write = async (writer: Writer, state: string, look: () => void = () => {}): Promise<void> => {
	const close = await writers[writer](state);
	try {
		look();
	} finally {
		if (isClosing(close)) {
			close();
		}
	}
};

const kindsOfMode = (directory: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		['', ...readdirSync(directory, {recursive: true, encoding: 'utf8'})].map(name => {
			const stats = lstatSync(join(directory, name));
			return [name, `${stats.isDirectory() ? 'directory' : 'file'} ${(stats.mode & 0o777).toString(8)}`];
		}),
	);

describe('with a umask that keeps nothing from anybody', () => {
	let before = 0;
	beforeAll(() => {
		before = process.umask(0);
	});
	afterAll(() => {
		process.umask(before);
	});

	const own: readonly Writer[] = [
		'journal',
		'actions',
		'views',
		'leases of the screen',
		'leases of sub-commands',
		'edits',
		'crash report',
		'serve',
	];

	test.each(own)('every file of the %s is for its owner alone, and so is every folder', async writer => {
		const state = join(temporaryDirectory(), 'state', 'flydeck');
		let seen = {};
		await write(writer, state, () => {
			seen = kindsOfMode(state);
		});
		expect(Object.keys(seen).length).toBeGreaterThan(1);
		expect(new Set(Object.values(seen))).toEqual(new Set(['directory 700', 'file 600']));
	});

	test.each(own.filter(writer => writer !== 'serve'))('a folder that everybody may write to is closed before the %s', async writer => {
		const state = join(temporaryDirectory(), 'flydeck');
		mkdirSync(state, {mode: 0o777});
		await write(writer, state);
		expect(kindsOfMode(state)['']).toBe('directory 700');
	});

	test.each(['recording', 'recording that overwrites', 'saved log'] satisfies Writer[])('the %s is for its owner alone', async writer => {
		const state = temporaryDirectory();
		let kinds: readonly string[] = [];
		await write(writer, state, () => {
			kinds = Object.entries(kindsOfMode(state)).flatMap(([name, kind]) => (name === '' ? [] : kind));
		});
		expect(kinds.every(kind => kind === 'file 600')).toBe(true);
	});
});

type Obstacle = {
	readonly what: string;
	/** Puts something in the place of a path, with what is to stay as it is at another one. */
	readonly put: (path: string, elsewhere: string) => void;
	readonly needsRoot?: true;
};

const somebody = 12_345;

/** What may be in the place of a file, and of a folder. */
const inPlaceOf: Readonly<Record<'file' | 'folder', readonly Obstacle[]>> = {
	file: [
		{what: 'a link to a file', put: (path, elsewhere) => symlinkSync(join(elsewhere, 'letter'), path)},
		{what: 'a link to nowhere', put: (path, elsewhere) => symlinkSync(join(elsewhere, 'new'), path)},
		{what: 'a folder', put: path => mkdirSync(path)},
		{what: 'a pipe', put: path => execFileSync('mkfifo', [path])},
		{
			what: "somebody else's file",
			needsRoot: true,
			put(path) {
				writeFileSync(path, '');
				chownSync(path, somebody, somebody);
			},
		},
	],
	folder: [
		{what: 'a link to a folder', put: (path, elsewhere) => symlinkSync(elsewhere, path)},
		{what: 'a link to nowhere', put: (path, elsewhere) => symlinkSync(join(elsewhere, 'new'), path)},
		{what: 'a file', put: path => writeFileSync(path, 'Dear')},
		{what: 'a pipe', put: path => execFileSync('mkfifo', [path])},
		{
			what: "somebody else's folder",
			needsRoot: true,
			put(path) {
				mkdirSync(path, {mode: 0o777});
				chmodSync(path, 0o777);
				chownSync(path, somebody, somebody);
			},
		},
	],
};

const mark = markOf(process.pid);

const header: RecordingHeader = {
	flydeck: '1.0.0',
	startedAtMs: nowMs,
	isLocal: false,
	baseUrl: 'https://x',
	organization: 'personal',
	apps: [],
	intervalMs: undefined,
};

type Place = readonly [writer: Writer, kind: 'file' | 'folder', path: string];

const places: readonly Place[] = [
	['journal', 'folder', '.'],
	['journal', 'file', 'journal.db'],
	['journal', 'file', 'journal.db-wal'],
	['journal', 'file', 'journal.db-shm'],
	['history', 'folder', '.'],
	['history', 'file', 'journal.db'],
	['history', 'file', 'journal.db-wal'],
	['actions', 'folder', '.'],
	['actions', 'file', 'actions.jsonl'],
	['views', 'folder', '.'],
	['views', 'file', 'views.json'],
	['views', 'file', `views.json.${mark}.new`],
	['leases of the screen', 'folder', '.'],
	['leases of the screen', 'folder', 'leases'],
	['leases of the screen', 'file', `leases/${mark}.json.new`],
	['leases left by others', 'file', 'leases/1-1-elsewhere.json'],
	['leases of sub-commands', 'folder', '.'],
	['leases of sub-commands', 'folder', 'leases'],
	['leases of sub-commands', 'file', 'leases/standing.m1.json.new'],
	['leases that go on', 'file', 'leases/standing.m1.json'],
	['crash report', 'folder', '.'],
	['crash report', 'file', 'crash.txt'],
	['recording', 'file', 'incident.jsonl'],
	['recording that overwrites', 'file', `incident.jsonl.${process.pid}.new`],
	['saved log', 'file', 'web.log'],
	['serve', 'folder', 'serve'],
	['serve', 'file', 'serve/state.db'],
	['serve', 'file', 'serve/state.db-wal'],
];

const cases = places.flatMap(([writer, kind, path]) => inPlaceOf[kind].map(obstacle => ({writer, path, ...obstacle})));

/** A state directory in which the writer has written already, and a folder elsewhere with a file that everybody may change. */
const prepare = async (writer: Writer, path: string) => {
	const root = temporaryDirectory();
	const [state, elsewhere] = [join(root, 'flydeck'), join(root, 'elsewhere')];
	mkdirSync(state, {mode: 0o700});
	mkdirSync(elsewhere);
	writeFileSync(join(elsewhere, 'letter'), 'Dear');
	await write(writer === 'history' ? 'journal' : writer, state);
	const place = join(state, path);
	mkdirSync(dirname(place), {recursive: true, mode: 0o700});
	if (existsSync(place)) {
		renameSync(place, `${place === state ? root : dirname(place)}/aside-${writer}`);
	}

	return {place, elsewhere, state};
};

describe('in the place of what is written', () => {
	test.for(cases)(
		'$what is refused with a sentence, and nothing goes through it: $writer, $path',
		async ({writer, path, put, needsRoot}, {skip}) => {
			skip(needsRoot === true && process.getuid?.() !== 0, 'only root can give a file to somebody else');
			const {place, elsewhere, state} = await prepare(writer, path);
			put(place, elsewhere);
			const before = [lstatSync(place).mode, lstatSync(place).uid, kindsOfMode(elsewhere)];
			const content = lstatSync(place).isFile() ? readFileSync(place) : undefined;
			await expect(write(writer, state)).rejects.toThrow(/^(?!E[A-Z]+:).*\/.* .*\.$/);
			expect([lstatSync(place).mode, lstatSync(place).uid, kindsOfMode(elsewhere)]).toEqual(before);
			expect(readFileSync(join(elsewhere, 'letter'), 'utf8')).toBe('Dear');
			expect(content === undefined ? undefined : readFileSync(place)).toEqual(content);
		},
	);

	test.for(['edits', '.'].flatMap(path => inPlaceOf.folder.map(obstacle => ({path, ...obstacle}))))(
		'$what sends an edited text to a folder of its own, and nothing goes through it: $path',
		async ({path, put, needsRoot}, {skip}) => {
			skip(needsRoot === true && process.getuid?.() !== 0, 'only root can give a file to somebody else');
			const {place, elsewhere, state} = await prepare('edits', path);
			put(place, elsewhere);
			const files = createDraftFiles(join(state, 'edits'));
			const edited = files.create('machine.jsonc', 'text');
			expect([edited.startsWith(state), statSync(dirname(edited)).mode & 0o777]).toEqual([false, 0o700]);
			expect(readdirSync(elsewhere)).toEqual(['letter']);
			files.remove(edited);
		},
	);

	test.for(inPlaceOf.file.filter(({what}) => what !== 'a folder'))(
		'$what gives way to a recording that overwrites it, and nothing goes through it',
		async ({put, needsRoot}, {skip}) => {
			skip(needsRoot === true && process.getuid?.() !== 0, 'only root can give a file to somebody else');
			const root = temporaryDirectory();
			const path = join(root, 'incident.jsonl');
			writeFileSync(join(root, 'letter'), 'Dear');
			put(path, root);
			const tape = openTape(path, true);
			tape.begin(header, () => {});
			await tape.close();
			expect([lstatSync(path).isFile(), lstatSync(path).mode & 0o777, lstatSync(path).uid]).toEqual([true, 0o600, process.getuid?.()]);
			expect(readFileSync(join(root, 'letter'), 'utf8')).toBe('Dear');
			expect(readdirSync(root).toSorted()).toEqual(['incident.jsonl', 'letter']);
		},
	);
});
