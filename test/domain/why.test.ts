import {describe, expect, test} from 'vitest';
import type {ExitEvent, Machine} from '../../source/domain/machine.ts';
import {buildCheck, buildConfig, buildEvent, buildExitEvent, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {troubleAt, whyAt} from '../helpers/diagnose.ts';

const second = 1000;
const crash: Partial<ExitEvent> = {exitCode: 1, restarting: true};

describe('why a machine is as it is', () => {
	const byUser = buildEvent({type: 'start', status: 'starting', source: 'user', timestampMs: presentMs - 61 * second});
	const byProxy = buildEvent({type: 'start', status: 'starting', source: 'proxy', timestampMs: presentMs - 61 * second});
	test.each<{readonly of: string; readonly given: Partial<Machine>; readonly why: string; readonly trouble: boolean}>([
		{of: 'started by a person', given: {events: [buildEvent(), byUser]}, why: 'start by user', trouble: false},
		{of: 'woken by the proxy', given: {events: [buildEvent(), byProxy]}, why: 'start by proxy', trouble: false},
		{of: 'without a word of who asked', given: {events: [buildEvent()]}, why: 'started', trouble: false},
		{of: 'without any event', given: {events: []}, why: 'not told why', trouble: false},
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
		{of: 'failed', given: {state: 'failed', events: [buildExitEvent({exitCode: 2})]}, why: 'exit 2 usage error', trouble: true},
		{of: 'failed without an exit', given: {state: 'failed', events: [byUser]}, why: 'user start failed', trouble: true},
		{of: 'on a lost host', given: {hostStatus: 'unreachable'}, why: 'HOST unreachable', trouble: true},
		{of: 'cordoned', given: {cordoned: true}, why: 'CORDONED started', trouble: false},
		{
			of: 'cordoned, but it failed before',
			given: {cordoned: true, state: 'stopped', events: [buildExitEvent({exitCode: 1})]},
			why: 'exit 1',
			trouble: true,
		},
		{
			of: 'stopping for an hour',
			given: {state: 'stopping', events: [], updatedAtMs: presentMs - 3600 * second},
			why: 'STUCK stopping >5m',
			trouble: true,
		},
		{of: 'in a state that nobody documented', given: {state: 'hibernating'}, why: 'unknown state hibernating', trouble: false},
		{
			of: 'never launched',
			given: {state: 'launch_failed', events: [buildExitEvent({exitCode: 127})]},
			why: 'never ran',
			trouble: true,
		},
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
		expect(whyAt(machine, presentMs)).toBe(why);
		expect(troubleAt(machine, presentMs) !== undefined).toBe(trouble);
	});
});
