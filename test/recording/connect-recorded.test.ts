import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import type {Config} from '../../source/config.ts';
import {connectRecorded} from '../../source/connect-recorded.ts';
import {openTape} from '../../source/recording/tape.ts';
import {temporaryDirectory} from '../helpers/run-flydeck.ts';
import {startStubServer} from '../helpers/stub-server.ts';

vi.setConfig({testTimeout: 30_000});

test('where the local API cannot be started there is no file of the recording either', async () => {
	const taken = new URL((await startStubServer(() => {})).baseUrl);
	const directory = temporaryDirectory();
	const file = join(directory, 'session.jsonl');
	const tape = openTape(file, false);
	const config: Config = {
		connection: {kind: 'local', isAskedFor: true},
		organization: 'personal',
		apps: [],
		intervalMs: undefined,
		journal: false,
		stateDirectory: directory,
		bell: false,
	};
	const localOptions = {port: Number(taken.port), scenario: 'empty', seed: 1, fleet: 0, speed: 1} as const;
	await expect(
		connectRecorded({config, localOptions, userAgent: 'flydeck-test', tape, tell: sentence => expect.unreachable(sentence)}),
	).rejects.toThrow();
	expect(existsSync(file)).toBe(false);
});
