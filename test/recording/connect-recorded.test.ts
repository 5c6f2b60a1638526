import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import type {Config} from '../../source/config.ts';
import {connectRecorded} from '../../source/connect-recorded.ts';
import {openTape} from '../../source/recording/tape.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {startStubServer} from '../helpers/stub-server.ts';

vi.setConfig({testTimeout: 30_000});

test.each([
	['there is no file of the recording either', undefined],
	['the recording that it was to overwrite is still there', 'precious'],
])('where the local API cannot be started %s', async (_what, before) => {
	const taken = new URL((await startStubServer(() => {})).baseUrl);
	const directory = temporaryDirectory();
	const file = join(directory, 'session.jsonl');
	if (before !== undefined) {
		writeFileSync(file, before);
	}

	const tape = openTape(file, before !== undefined);
	const config: Config = {
		connection: {kind: 'local', isAskedFor: true},
		organization: 'personal',
		apps: [],
		intervalMs: undefined,
		journal: false,
		stateDirectory: directory,
		bell: false,
		isReadOnly: false,
		protection: [],
	};
	const localOptions = {port: Number(taken.port), scenario: 'empty', seed: 1, fleet: 0, speed: 1} as const;
	await expect(
		connectRecorded({config, localOptions, userAgent: 'flydeck-test', tape, tell: sentence => expect.unreachable(sentence)}),
	).rejects.toThrow();
	expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(before);
});
