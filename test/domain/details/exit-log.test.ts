import {describe, expect, test} from 'vitest';
import {eventLines} from '../../../source/domain/details/event-lines.ts';
import {aroundExit, type ExitLog, exitLogLines, exitToExplain} from '../../../source/domain/details/exit-log.ts';
import type {Line} from '../../../source/domain/details/line.ts';
import {ownTroubles} from '../../../source/domain/diagnosis/own-troubles.ts';
import type {MachineEvent} from '../../../source/domain/machine.ts';
import {buildLogLine} from '../../helpers/build-log.ts';
import {buildCheck, buildEvent, buildExitEvent, buildMachine, presentMs} from '../../helpers/build-machine.ts';

const textsOf = (lines: readonly Line[]): readonly string[] => lines.map(line => line.map(({text}) => text).join(''));
const exitMs = presentMs - 60_000;
const said = (message: string, afterMs: number) => buildLogLine({message, timestampMs: exitMs + afterMs});

test('of a log the last eight lines before an exit are shown, with the moment of the exit, and the first two of the minute after it', () => {
	const lines = Array.from({length: 12}, (_, index) => said(`${index}`, (index - 9) * 1000));
	const {before, after} = aroundExit([...lines, said('much later', 61_000)], exitMs);
	expect(before.map(({message}) => message)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9']);
	expect(after.map(({message}) => message)).toEqual(['10', '11']);
	expect(aroundExit([said('much later', 61_000), buildLogLine({timestampMs: undefined})], exitMs)).toMatchObject({before: [], after: []});
});

describe('the lines below an exit', () => {
	test('are what was said before and after it, without secrets, and not longer than is worth reading', () => {
		const log: ExitLog = {
			kind: 'read',
			before: [said('connecting to postgres://app:hunter2@db/app', -1000), said('x'.repeat(5000), -500)],
			after: [said('restarting', 1000)],
		};
		const [first, second, third] = textsOf(exitLogLines(log, presentMs));
		expect(first).toBe('    log  07:58:59 connecting to postgres://app:(masked)@db/app');
		expect(second?.length).toBeLessThan(300);
		expect(third).toBe('    then 07:59:01 restarting');
	});

	test('say when there are none, and why they cannot be had', () => {
		expect(textsOf(exitLogLines({kind: 'read', before: [], after: []}, presentMs))).toEqual([
			'    log  nothing is kept of the hour before this exit',
		]);
		expect(textsOf(exitLogLines({kind: 'failed', why: '401 unauthorized'}, presentMs))).toEqual([
			'    log  cannot be read: 401 unauthorized',
		]);
	});

	const [newest, older] = [buildExitEvent({exitCode: 1}, 1000), buildExitEvent({exitCode: 2}, 60_000)];
	const eldest = buildExitEvent({exitCode: 3}, 3_600_000);
	const linesOf = (logged: MachineEvent | undefined, picked?: MachineEvent): readonly string[] =>
		textsOf(
			eventLines({
				newer: [newest, buildEvent(), older],
				older: [eldest],
				logOf: event => (event === logged ? {kind: 'failed', why: 'gone'} : undefined),
				picked,
				nowMs: presentMs,
			}),
		);

	test('stand below the newest exit whose log was read', () => {
		const lines = linesOf(older);
		expect(lines[4]).toContain('cannot be read: gone');
		expect(lines[3]).toContain(' 2, ');
		expect(lines).toHaveLength(6);
	});

	test('stand below the exit that was picked, be it one that only the journal remembers, and there alone', () => {
		expect(linesOf(eldest, eldest).at(-1)).toContain('cannot be read: gone');
		const unread = linesOf(older, newest);
		expect(unread[1]).toContain(' 1, ');
		expect(unread[2]).toBe('    log  is being read');
		expect(unread).toHaveLength(6);
	});
});

test('it is the newest exit of a machine that is in trouble because of it', () => {
	const exit = buildExitEvent({exitCode: 1});
	const explained = (given: Parameters<typeof buildMachine>[0]) => {
		const machine = buildMachine(given);
		return exitToExplain(machine, ownTroubles(machine))?.id;
	};
	expect(explained({state: 'stopped', events: [exit]})).toBe(exit.id);
	expect(explained({state: 'stopped', events: [buildExitEvent({exitCode: 137, requestedStop: true})]})).toBeUndefined();
	expect(explained({checks: [buildCheck({status: 'critical'})], events: [exit]})).toBeUndefined();
});
