import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {ExitOutcome, MachineRecord} from '../../source/local/fleet/machine-record.ts';
import type {NewLogLine} from '../../source/local/logs/logs.ts';
import {createRunner, type RunnerOptions} from '../../source/local/process/runner.ts';
import {createScheduler} from '../../source/local/time/scheduler.ts';
import {systemClock} from '../../source/runtime/clock.ts';

/** A runner of real processes for one test. `directory` is a place beside the machines, for scripts to leave word in. */
export const createTestRunner = (options: Partial<RunnerOptions> = {}) => {
	const directory = mkdtempSync(join(tmpdir(), 'flydeck-test-'));
	const lines: NewLogLine[] = [];
	const scheduler = createScheduler(systemClock);
	const runner = createRunner({
		scheduler,
		speed: 1,
		environment: {PATH: process.env.PATH},
		temporaryDirectory: directory,
		secretsOf: () => ({}),
		volumeDirectory: () => undefined,
		log: line => lines.push(line),
		...options,
	});
	onTestFinished(() => {
		runner.killAll();
		scheduler.close();
		rmSync(directory, {recursive: true, force: true});
	});

	const start = (machine: MachineRecord) => {
		const {promise, resolve} = Promise.withResolvers<ExitOutcome>();
		return {process: runner.start(machine, resolve), ended: promise};
	};

	return {runner, start, lines, directory, textOf: (name: string): string => readFileSync(join(directory, name), 'utf8')};
};
