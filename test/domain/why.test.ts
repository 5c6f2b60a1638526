import {describe, expect, test} from 'vitest';
import type {ExitEvent, Machine} from '../../source/domain/machine.ts';
import {isCrashLooping, isTrouble, stateSinceMs, whyOf} from '../../source/domain/why.ts';
import {buildCheck, buildConfig, buildEvent, buildExitEvent, buildMachine, presentMs} from '../helpers/build-machine.ts';

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

describe('why a machine is as it is', () => {
	const byUser = buildEvent({type: 'start', status: 'starting', source: 'user', timestampMs: presentMs - 61 * second});
	const byProxy = buildEvent({type: 'start', status: 'starting', source: 'proxy', timestampMs: presentMs - 61 * second});
	test.each<{readonly of: string; readonly given: Partial<Machine>; readonly why: string; readonly trouble: boolean}>([
		{of: 'started by a person', given: {events: [buildEvent(), byUser]}, why: 'start by user', trouble: false},
		{of: 'woken by the proxy', given: {events: [buildEvent(), byProxy]}, why: 'start by proxy', trouble: false},
		{of: 'without a word of who asked', given: {events: [buildEvent()]}, why: 'started', trouble: false},
		{of: 'without any event', given: {events: []}, why: '', trouble: false},
		{
			of: 'restarted after a failure',
			given: {events: [buildEvent(), buildExitEvent(crash), byUser]},
			why: 'restarted, exit 1',
			trouble: false,
		},
		{
			of: 'started by a person after a failure',
			given: {events: [buildEvent(), {...byUser, timestampMs: presentMs - 60_000}, buildExitEvent(crash, 70_000)]},
			why: 'start by user',
			trouble: false,
		},
		{of: 'stopped by itself', given: {state: 'stopped', events: [buildExitEvent({})]}, why: 'exit 0', trouble: false},
		{
			of: 'stopped on request',
			given: {state: 'stopped', events: [buildExitEvent({requestedStop: true})]},
			why: 'stop asked, exit 0',
			trouble: false,
		},
		{
			of: 'out of memory',
			given: {state: 'stopped', events: [buildExitEvent({exitCode: 137, oomKilled: true})]},
			why: 'OOM killed 137, 256M',
			trouble: true,
		},
		{
			of: 'out of memory on a host that does not answer for the config',
			given: {state: 'stopped', config: undefined, events: [buildExitEvent({exitCode: undefined, oomKilled: true})]},
			why: 'OOM killed 137',
			trouble: true,
		},
		{of: 'failed', given: {state: 'failed', events: [buildExitEvent({exitCode: 2})]}, why: 'exit 2', trouble: true},
		{of: 'failed without an exit', given: {state: 'failed', events: [byUser]}, why: 'start by user', trouble: true},
		{of: 'on a lost host', given: {hostStatus: 'unreachable'}, why: 'HOST unreachable', trouble: true},
		{of: 'cordoned', given: {cordoned: true}, why: 'CORDONED', trouble: false},
		{
			of: 'failing its check',
			given: {checks: [buildCheck(), buildCheck({name: 'db', status: 'critical', output: 'refused'})]},
			why: 'CHECK db: refused',
			trouble: true,
		},
		{
			of: 'failing its check without a word',
			given: {checks: [buildCheck({name: 'db', status: 'critical', output: ''})]},
			why: 'CHECK db: critical',
			trouble: true,
		},
		{of: 'warned by its check', given: {checks: [buildCheck({status: 'warning'})]}, why: 'started', trouble: false},
	])('$of: "$why"', ({given, why, trouble}) => {
		const machine = buildMachine({config: buildConfig(), ...given});
		expect(whyOf(machine, presentMs)).toBe(why);
		expect(isTrouble(machine, presentMs)).toBe(trouble);
	});
});

test('a machine is in its state since the newest event that tells of it, else since its last update', () => {
	const old = buildEvent({timestampMs: presentMs - 9000});
	const events = [buildEvent({timestampMs: presentMs - 5000}), buildEvent({status: 'starting', timestampMs: presentMs - 6000}), old];
	expect(stateSinceMs(buildMachine({events}))).toBe(presentMs - 5000);
	expect(stateSinceMs(buildMachine({events: [], updatedAtMs: 7}))).toBe(7);
	expect(stateSinceMs(buildMachine({events: [], updatedAtMs: undefined}))).toBeUndefined();
});
