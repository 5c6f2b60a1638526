import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import type {ExitOutcome} from '../../../source/local/fleet/machine-record.ts';
import {startSimulatedProcess} from '../../../source/local/process/simulated-process.ts';
import {createScheduler} from '../../../source/local/time/scheduler.ts';
import {machineWith} from '../../helpers/machine-with.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';

const start = (config: JsonObject) => {
	const clock = createManualClock();
	const outcomes: ExitOutcome[] = [];
	const process = startSimulatedProcess(machineWith(config), {scheduler: createScheduler(clock), speed: 1}, outcome =>
		outcomes.push(outcome),
	);
	return {clock, process, outcomes};
};

describe('a simulated process', () => {
	test('stands still while it is paused, and goes on where it was', () => {
		const {clock, process, outcomes} = start({metadata: {simulate_exit_after_seconds: '10'}});
		clock.advance(4000);
		process.pause();
		clock.advance(60_000);
		expect(outcomes).toEqual([]);
		process.resume();
		clock.advance(5999);
		expect(outcomes).toEqual([]);
		clock.advance(1);
		expect(outcomes).toMatchObject([{exitCode: 0}]);
	});

	test('ends once, although it is paused and resumed after its end', () => {
		const {clock, process, outcomes} = start({metadata: {simulate_exit_after_seconds: '1'}});
		clock.advance(1000);
		process.pause();
		process.resume();
		clock.advance(60_000);
		expect(outcomes).toHaveLength(1);
	});

	test('that is paused can be killed', () => {
		const {clock, process, outcomes} = start({});
		process.pause();
		process.signal('SIGKILL');
		clock.advance(0);
		expect(outcomes).toMatchObject([{exitCode: 137, signal: 9}]);
	});

	test('is one process that listens where the services are', async () => {
		const {process} = start({guest: {memory_mb: 1024}, services: [{internal_port: 8080}, {}]});
		expect(await process.list()).toMatchObject([{rssBytes: 256 * 1024 * 1024, listenSockets: [{proto: 'tcp', address: '0.0.0.0:8080'}]}]);
		expect(process.usedMemoryMb()).toBe(256);
	});

	test('runs no command, and says so', async () => {
		const {process} = start({});
		expect(await process.exec({argv: ['rm', '-rf', '/'], stdin: '', timeoutMs: 1000})).toEqual({
			exitCode: 0,
			exitSignal: undefined,
			stdout: 'simulated machine, not run: rm -rf /\n',
			stderr: '',
		});
	});
});
