import {chmodSync, existsSync, openSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import type {RecordedExchange, RecordingHeader} from '../../source/domain/recording/recording.ts';
import {readRecording} from '../../source/recording/read-recording.ts';
import {openTape} from '../../source/recording/tape.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';

const header: RecordingHeader = {
	flydeck: '0.1.0',
	startedAtMs: 1_800_000_000_000,
	isLocal: false,
	baseUrl: 'https://api.machines.dev',
	organization: 'acme',
	apps: [],
	intervalMs: 5000,
};

const exchange: RecordedExchange = {
	method: 'GET',
	path: '/v1/apps/web/machines',
	askedMs: 0,
	answeredMs: 80,
	outcome: {kind: 'answer', status: 200, headers: {}, body: {json: []}},
};

const recordedIn = async (file: string, isForced = false): Promise<number> => {
	const tape = openTape(file, isForced);
	tape.begin(header, sentence => expect.unreachable(sentence));
	tape.write(exchange);
	await tape.close();
	return tape.count();
};

test('a recording is for its owner alone, and whole once it is closed', async () => {
	const file = join(temporaryDirectory(), 'a.jsonl');
	expect(await recordedIn(file)).toBe(1);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readRecording(file)).toEqual({header, exchanges: [exchange], isCut: false});
});

test('a file that is there is overwritten only when that is asked for, and is for its owner alone then', async () => {
	const file = join(temporaryDirectory(), 'a.jsonl');
	writeFileSync(file, 'precious');
	chmodSync(file, 0o644);
	expect(() => openTape(file, false)).toThrow(`${file} is there already: give another name, or --force to overwrite it.`);
	expect(readFileSync(file, 'utf8')).toBe('precious');
	await recordedIn(file, true);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readRecording(file).exchanges).toHaveLength(1);
});

test('what is to be overwritten stays until there is something in its place, and for good where the recording is given up', async () => {
	const directory = temporaryDirectory();
	const file = join(directory, 'a.jsonl');
	writeFileSync(file, 'precious');
	const given = openTape(file, true);
	expect(readFileSync(file, 'utf8')).toBe('precious');
	await given.discard();
	expect(readFileSync(file, 'utf8')).toBe('precious');
	expect(readdirSync(directory)).toEqual(['a.jsonl']);

	const tape = openTape(file, true);
	tape.begin(header, sentence => expect.unreachable(sentence));
	await vi.waitFor(() => expect(readRecording(file)).toEqual({header, exchanges: [], isCut: false}));
	tape.write(exchange);
	await tape.close();
	expect(readRecording(file).exchanges).toEqual([exchange]);
	expect(readdirSync(directory)).toEqual(['a.jsonl']);
});

test.skipIf(!existsSync('/dev/full'))('what is to be overwritten stays where not even the beginning can be written', async () => {
	const file = join(temporaryDirectory(), 'a.jsonl');
	writeFileSync(file, 'precious');
	const tell = vi.fn<(sentence: string) => void>();
	const tape = openTape(file, true, () => openSync('/dev/full', 'w'));
	tape.begin(header, tell);
	await vi.waitFor(() => expect(tell).toHaveBeenCalled());
	await tape.close();
	expect(readFileSync(file, 'utf8')).toBe('precious');
});

test('what a link leads to stays as it is', async () => {
	const directory = temporaryDirectory();
	const [kept, link] = [join(directory, 'kept'), join(directory, 'link')];
	writeFileSync(kept, 'precious');
	symlinkSync(kept, link);
	expect(() => openTape(link, false)).toThrow('is there already');
	await recordedIn(link, true);
	expect(readFileSync(kept, 'utf8')).toBe('precious');
});

test('a place where no file can be is told', () => {
	expect(() => openTape(join(temporaryDirectory(), 'none', 'a.jsonl'), false)).toThrow(/cannot be written \(ENOENT\): give another name/);
	expect(() => openTape(temporaryDirectory(), true)).toThrow(/cannot be written/);
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told once, and what comes after is lost in silence', async () => {
	const tell = vi.fn<(sentence: string) => void>();
	const tape = openTape(join(temporaryDirectory(), 'a.jsonl'), false, () => openSync('/dev/full', 'w'));
	tape.begin(header, tell);
	await vi.waitFor(() => expect(tell).toHaveBeenCalled());
	tape.write(exchange);
	tape.write(exchange);
	await tape.close();
	expect(tell.mock.calls).toEqual([[expect.stringMatching(/ended: it cannot be written any more \(ENOSPC\)\. All else goes on\.$/)]]);
});

test.each([
	['hello', 'is no recording: flydeck record makes one.'],
	['{"format":7,"flydeck":"3.0.0"}', 'was recorded by a newer flydeck (3.0.0): update this one.'],
])('a file with %j in it gets a sentence', (text, sentence) => {
	const file = join(temporaryDirectory(), 'a.jsonl');
	writeFileSync(file, text);
	expect(() => readRecording(file)).toThrow(`${file} ${sentence}`);
});

test('a file that is not there gets a sentence', () => {
	expect(() => readRecording('/nowhere/a.jsonl')).toThrow('There is no file /nowhere/a.jsonl.');
});
