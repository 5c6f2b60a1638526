import {describe, expect, test} from 'vitest';
import type {ExitEvent, Machine} from '../../source/domain/machine.ts';
import {isCrashLooping, isStuck, isTrouble, troubleOf} from '../../source/domain/trouble.ts';
import {whyOf} from '../../source/domain/why.ts';
import {buildCheck, buildEvent, buildExitEvent, buildMachine, presentMs} from '../helpers/build-machine.ts';

const second = 1000;
const minute = 60 * second;
const crash: Partial<ExitEvent> = {exitCode: 1, restarting: true};

/** A machine that came up again after each of its crashes, the newest first. */
const crashed = (agesMs: readonly number[], given: Partial<Machine> = {}): Machine =>
	buildMachine({
		events: agesMs.flatMap(agoMs => [buildEvent({timestampMs: presentMs - agoMs + second}), buildExitEvent(crash, agoMs)]),
		...given,
	});

describe('a crash loop', () => {
	test('is three failures within five minutes, each followed by a restart', () => {
		const machine = crashed([minute, 2 * minute, 3 * minute]);
		expect(isCrashLooping(machine, presentMs)).toBe(true);
		expect(isTrouble(machine, presentMs)).toBe(true);
		expect(whyOf(machine, presentMs)).toBe('CRASH 3x/2m exit 1');
	});

	test('is not two failures', () => {
		expect(isCrashLooping(crashed([minute, 2 * minute]), presentMs)).toBe(false);
	});

	test('is not three failures of which one is older than five minutes before the newest event', () => {
		const start = minute - second;
		expect(isCrashLooping(crashed([minute, 2 * minute, start + 5 * minute]), presentMs)).toBe(true);
		expect(isCrashLooping(crashed([minute, 2 * minute, start + 5 * minute + 1]), presentMs)).toBe(false);
	});

	test('is over when the machine is not brought back any more', () => {
		const {events} = crashed([2 * minute, 3 * minute]);
		const machine = buildMachine({state: 'stopped', events: [buildExitEvent({exitCode: 1, restarting: false}), ...events]});
		expect(isCrashLooping(machine, presentMs)).toBe(false);
		expect(whyOf(machine, presentMs)).toBe('exit 1');
		expect(isTrouble(machine, presentMs)).toBe(true);
	});

	test('is over when somebody stopped the machine', () => {
		const {events} = crashed([minute, 2 * minute, 3 * minute]);
		const stop = buildEvent({type: 'stop', status: 'stopping', source: 'user', timestampMs: presentMs - 2 * second});
		const machine = buildMachine({state: 'stopped', events: [buildExitEvent({requestedStop: true}, second), stop, ...events]});
		expect(isCrashLooping(machine, presentMs)).toBe(false);
		expect(whyOf(machine, presentMs)).toBe('stop asked, exit 0');
		expect(isTrouble(machine, presentMs)).toBe(false);
	});

	test('does not come from stops that were asked for or from clean exits', () => {
		const events = [1, 2, 3].map(age => buildExitEvent({exitCode: 137, requestedStop: true, restarting: true}, age * second));
		expect(isCrashLooping(buildMachine({events}), presentMs)).toBe(false);
		const clean = [1, 2, 3].map(age => buildExitEvent({exitCode: 0, restarting: true}, age * second));
		expect(isCrashLooping(buildMachine({events: clean}), presentMs)).toBe(false);
	});

	test('counts processes that ran out of memory', () => {
		const events = [1, 2, 3].map(age => buildExitEvent({exitCode: 137, oomKilled: true, restarting: true}, age * second));
		expect(whyOf(buildMachine({events}), presentMs)).toBe('CRASH 3x/2s exit 137');
	});
});

describe('stuck', () => {
	const inStateFor = (state: string, spanMs: number): Machine => buildMachine({state, events: [], updatedAtMs: presentMs - spanMs});

	test.each([
		{state: 'stopping', limitMs: 5 * minute},
		{state: 'updating', limitMs: 10 * minute},
		{state: 'launch_failed', limitMs: 5 * minute},
	])('a machine that is $state is stuck after more than $limitMs ms, not before', ({state, limitMs}) => {
		expect(isStuck(inStateFor(state, limitMs), presentMs)).toBe(false);
		expect(isStuck(inStateFor(state, limitMs + 1), presentMs)).toBe(true);
		expect(isTrouble(inStateFor(state, limitMs + 1), presentMs)).toBe(true);
	});

	test.each(['stopped', 'started', 'never heard of'])('a machine that is %s never is', state => {
		expect(isStuck(inStateFor(state, 1000 * 60 * minute), presentMs)).toBe(false);
	});

	test('a machine of which nobody knows since when is not', () => {
		expect(isStuck(buildMachine({state: 'stopping', events: [], updatedAtMs: undefined}), presentMs)).toBe(false);
	});
});

describe('a machine is in one kind of trouble at a time', () => {
	const loop = crashed([minute, 2 * minute, 3 * minute]);
	const stuck: Partial<Machine> = {state: 'stopping', events: [], updatedAtMs: presentMs - 60 * minute};
	const critical: Partial<Machine> = {checks: [buildCheck({status: 'critical'})]};

	test.each<{readonly of: string; readonly given: Partial<Machine>; readonly trouble: string | undefined}>([
		{of: 'well', given: {}, trouble: undefined},
		{of: 'crashing with a failing check', given: {...loop, ...critical}, trouble: 'CRASH'},
		{of: 'stuck with a failing check', given: {...stuck, ...critical}, trouble: 'STUCK'},
		{of: 'on a lost host, whatever it did before', given: {...loop, hostStatus: 'unreachable'}, trouble: 'BAD'},
		{of: 'failed to launch', given: {state: 'launch_failed'}, trouble: 'BAD'},
		{of: 'in a state that nobody knows', given: {state: 'hibernating'}, trouble: undefined},
	])('$of: $trouble', ({given, trouble}) => {
		expect(troubleOf(buildMachine(given), presentMs)).toBe(trouble);
		expect(isTrouble(buildMachine(given), presentMs)).toBe(trouble !== undefined);
	});
});
