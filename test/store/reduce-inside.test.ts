import {describe, expect, test} from 'vitest';
import {keptLines} from '../../source/store/logs.ts';
import type {CommandRun} from '../../source/store/output.ts';
import {buildLog, someLines} from '../helpers/build-log.ts';
import {buildState, buildTarget, reduceAll} from '../helpers/build-state.ts';

const run = (id: number): CommandRun => ({
	id,
	target: buildTarget(),
	commandLine: `command ${id}`,
	words: ['command'],
	timeoutSeconds: 10,
	startedAtMs: 0,
	endedAtMs: undefined,
	outcome: {kind: 'running'},
});

describe('the log', () => {
	const read = buildState({log: buildLog({lines: someLines(2)})});

	test('grows at its end', () => {
		const {log} = reduceAll(read, {type: 'log-received', logId: 1, lines: someLines(1, 2)});
		expect(log?.lines.map(({message}) => message)).toEqual(['line 0', 'line 1', 'line 2']);
	});

	test('keeps so many lines, and counts those that it lets go', () => {
		const {log} = reduceAll(read, {type: 'log-received', logId: 1, lines: someLines(keptLines, 2)});
		expect(log?.lines).toHaveLength(keptLines);
		expect(log).toMatchObject({dropped: 2});
		expect(log?.lines[0]?.message).toBe('line 2');
	});

	test('is the same after an empty page', () => {
		expect(reduceAll(read, {type: 'log-received', logId: 1, lines: []})).toBe(read);
	});

	test('keeps its lines while it cannot be read, and has no failure once it can', () => {
		const failed = reduceAll(read, {type: 'log-failed', logId: 1, failure: {text: 'refused', retryAtMs: 1}});
		expect(failed.log).toMatchObject({lines: read.log?.lines, failure: {text: 'refused'}});
		expect(reduceAll(failed, {type: 'log-received', logId: 1, lines: []}).log?.failure).toBeUndefined();
	});

	test('takes nothing that is meant for one before it', () => {
		const events = [
			{type: 'log-received', logId: 0, lines: someLines(1)},
			{type: 'log-failed', logId: 0, failure: {text: 'refused', retryAtMs: 1}},
		] as const;
		expect(reduceAll(read, ...events)).toBe(read);
	});
});

describe('the commands that were run', () => {
	test('are the newest ten', () => {
		const state = reduceAll(buildState(), ...Array.from({length: 12}, (_, id) => ({type: 'command-started', run: run(id)}) as const));
		expect(state.runs.map(({id}) => id)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
	});

	test('end each by itself', () => {
		const outcome = {kind: 'failed', text: 'no', isUnknown: false} as const;
		const started = reduceAll(buildState(), {type: 'command-started', run: run(1)}, {type: 'command-started', run: run(2)});
		const {runs} = reduceAll(started, {type: 'command-ended', runId: 1, outcome, endedAtMs: 5});
		expect(runs).toMatchObject([
			{outcome, endedAtMs: 5},
			{outcome: {kind: 'running'}, endedAtMs: undefined},
		]);
	});
});

test('metadata are of one machine: a failure about another does not keep them', () => {
	const read = reduceAll(buildState(), {type: 'metadata-read', machineId: 'a', values: {role: 'x'}});
	expect(reduceAll(read, {type: 'metadata-failed', machineId: 'a', text: 'no'}).metadata).toEqual({
		machineId: 'a',
		values: {role: 'x'},
		failure: 'no',
	});
	expect(reduceAll(read, {type: 'metadata-failed', machineId: 'b', text: 'no'}).metadata).toEqual({
		machineId: 'b',
		values: undefined,
		failure: 'no',
	});
});
