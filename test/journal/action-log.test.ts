import {appendFileSync, chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {ActionEntry} from '../../source/domain/action-entry.ts';
import {openActionLog} from '../../source/journal/action-log.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const entry = (given: Partial<ActionEntry> = {}): ActionEntry => ({
	kind: 'request',
	atMs: 1_800_000_000_000,
	what: 'POST /v1/apps/web/machines/m1/stop',
	app: 'web',
	machineId: 'm1',
	name: 'web-1',
	status: 200,
	requestId: '01REQ',
	result: 'ok',
	tookMs: 120,
	curl: undefined,
	...given,
});

const linesIn = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

test('an entry is a line of JSON that tells when, what, on what, how it ended and how long it took', () => {
	const directory = temporaryDirectory();
	openActionLog(directory).add(entry());
	expect(linesIn(join(directory, 'actions.jsonl')).map(line => JSON.parse(line))).toEqual([
		{
			at: '2027-01-15T08:00:00.000Z',
			kind: 'request',
			what: 'POST /v1/apps/web/machines/m1/stop',
			app: 'web',
			machineId: 'm1',
			name: 'web-1',
			status: 200,
			requestId: '01REQ',
			result: 'ok',
			tookMs: 120,
		},
	]);
});

test('entries come back as they were, oldest first, in the next program too', () => {
	const directory = temporaryDirectory();
	const entries = [entry(), entry({kind: 'act', what: 'stop', status: undefined, requestId: undefined, curl: 'curl -X POST'})];
	const log = openActionLog(directory);
	for (const each of entries) {
		log.add(each);
	}

	expect(openActionLog(directory).recent()).toEqual(entries);
});

test('no secret is in a line, and a command in it still runs', () => {
	const directory = temporaryDirectory();
	const curl = `curl -X POST -H "Authorization: Bearer \${FLY_API_TOKEN:?}" -d '{"env":{"DB_PASSWORD":"'"\${DB_PASSWORD:?}"'"}}' https://x`;
	const log = openActionLog(directory);
	log.add(entry({kind: 'act', what: 'run in web-1: psql --password hunter2', result: '401: token fm2_lJPECAAAAAAA expired', curl}));
	log.add(entry({result: 'failed with DB_PASSWORD=hunter2', name: 'api_key=hunter2'}));
	expect(linesIn(join(directory, 'actions.jsonl')).join()).not.toMatch(/hunter2|fm2_/);
	expect(openActionLog(directory).recent()).toMatchObject([
		{what: 'run in web-1: psql --password (masked)', result: '401: token (masked) expired', curl},
		{result: 'failed with DB_PASSWORD=(masked)', name: 'api_key=(masked)', curl: undefined},
	]);
});

test('two programs can write it at the same time', () => {
	const directory = temporaryDirectory();
	const [first, second] = [openActionLog(directory), openActionLog(directory)];
	first.add(entry({what: 'one'}));
	second.add(entry({what: 'two'}));
	first.add(entry({what: 'three'}));
	expect(second.recent().map(({what}) => what)).toEqual(['one', 'two', 'three']);
});

test('what is no entry is left out, and nothing that moves a cursor comes back', () => {
	const directory = temporaryDirectory();
	const log = openActionLog(directory);
	log.add(entry({what: 'first\u001B[2J'}));
	appendFileSync(join(directory, 'actions.jsonl'), 'not JSON\n{"at":"never","what":"x","kind":"act"}\n{"kind":"act"}\n[]\n{"at":"2027-01-');
	expect(log.recent().map(({what}) => what)).toEqual(['first[2J']);
});

test('it is for its owner alone, also where it was not before', () => {
	const directory = temporaryDirectory();
	const path = join(directory, 'actions.jsonl');
	writeFileSync(path, '');
	chmodSync(path, 0o644);
	openActionLog(directory).add(entry());
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a full file is put aside once, so that two of them are the most there is', () => {
	const directory = temporaryDirectory();
	const log = openActionLog(directory, 1000);
	for (let count = 0; count < 40; count++) {
		log.add(entry({what: `act ${count}`}));
	}

	expect(readdirSync(directory).toSorted()).toEqual(['actions.jsonl', 'actions.jsonl.1']);
	for (const name of readdirSync(directory)) {
		expect(statSync(join(directory, name)).size).toBeLessThan(1500);
		expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
	}

	expect(log.recent().at(-1)?.what).toBe('act 39');
});

test('of a long file the newest entries are read', () => {
	const log = openActionLog(temporaryDirectory());
	for (let count = 0; count < 500; count++) {
		log.add(entry({what: `act ${count}`}));
	}

	const read = log.recent().map(({what}) => what);
	expect(read.length).toBeGreaterThan(200);
	expect(read.length).toBeLessThan(500);
	expect(read.at(-1)).toBe('act 499');
});

test('a symbolic link in its place is refused', () => {
	const directory = temporaryDirectory();
	symlinkSync('/dev/null', join(directory, 'actions.jsonl'));
	expect(() => openActionLog(directory).add(entry())).toThrow('is a symbolic link');
});
