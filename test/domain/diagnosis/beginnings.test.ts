import {describe, expect, test} from 'vitest';
import {beginningKey, beginningOf, type Remembered, withBeginnings} from '../../../source/domain/diagnosis/beginnings.ts';
import {ownTroubles} from '../../../source/domain/diagnosis/own-troubles.ts';
import type {Machine} from '../../../source/domain/machine.ts';
import type {Trouble} from '../../../source/domain/trouble.ts';
import {buildCheck, buildExitEvent, buildLease, buildMachine, presentMs} from '../../helpers/build-machine.ts';

const hourMs = 3_600_000;
const agoMs = presentMs - hourMs;

const troubleOf = (machine: Machine): Trouble => {
	const [trouble] = ownTroubles(machine);
	if (trouble === undefined) {
		throw new Error('nothing is wrong with it');
	}

	return trouble;
};

const remembered = (given: Partial<Remembered>): Remembered => ({machineId: '148e123456abcd', values: [], run: undefined, ...given});

const lost = buildMachine({hostStatus: 'unreachable'});
const failing = buildMachine({
	checks: [buildCheck({status: 'critical'}), buildCheck({name: 'db', status: 'critical', updatedAtMs: undefined})],
});
const silent = buildMachine({checks: [buildCheck({status: 'critical', updatedAtMs: undefined})]});
const leased = buildMachine({lease: buildLease({expiresAtMs: presentMs + hourMs})});
const crashing = buildMachine({events: [1, 2, 3].map(index => buildExitEvent({exitCode: 1, restarting: true}, index * 10_000))});
const oldestCrashMs = presentMs - 30_000;
const run = {fromMs: agoMs, untilMs: presentMs - 10_000, isOpen: false};

describe('since when something has been wrong', () => {
	test.each<{readonly of: string; readonly machine: Machine; readonly known: Partial<Remembered>; readonly beginning: unknown}>([
		{
			of: 'a host that is as it was',
			machine: lost,
			known: {values: [{aspect: 'host', value: 'unreachable', atMs: agoMs}]},
			beginning: {sinceMs: agoMs, isOlder: true},
		},
		{
			of: 'a host that was otherwise before',
			machine: lost,
			known: {values: [{aspect: 'host', value: 'unknown', atMs: agoMs}]},
			beginning: undefined,
		},
		{
			of: 'checks, the one that has failed longest',
			machine: failing,
			known: {
				values: [
					{aspect: 'check:http', value: 'critical', atMs: agoMs + 1},
					{aspect: 'check:db', value: 'critical', atMs: agoMs},
				],
			},
			beginning: {sinceMs: agoMs, isOlder: false},
		},
		{
			of: 'a check of which the API tells no time',
			machine: silent,
			known: {values: [{aspect: 'check:http', value: 'critical', atMs: agoMs}]},
			beginning: {sinceMs: agoMs, isOlder: true},
		},
		{
			of: 'a lease of the same holder',
			machine: leased,
			known: {values: [{aspect: 'lease', value: 'mia@example.com', atMs: agoMs}]},
			beginning: {sinceMs: agoMs, isOlder: true},
		},
		{
			of: 'a lease of another holder',
			machine: leased,
			known: {values: [{aspect: 'lease', value: 'ci@example.com', atMs: agoMs}]},
			beginning: undefined,
		},
		{of: 'a crash loop whose beginning has left the log', machine: crashing, known: {run}, beginning: {sinceMs: agoMs, isOlder: false}},
		{
			of: 'a crash loop that may be older than the journal, too',
			machine: crashing,
			known: {run: {...run, isOpen: true}},
			beginning: {sinceMs: agoMs, isOlder: true},
		},
		{
			of: 'a crash loop after another one that was over',
			machine: crashing,
			known: {run: {...run, untilMs: oldestCrashMs - 1}},
			beginning: undefined,
		},
		{of: 'a machine of which nothing is remembered', machine: lost, known: {}, beginning: undefined},
	])('$of', ({machine, known, beginning}) => {
		expect(beginningOf(machine, troubleOf(machine), remembered(known), 0)).toEqual(beginning);
	});

	test('is not that of a lease of the same holder after more than half an hour in which nobody looked: that may be another one', () => {
		const known = remembered({
			values: [
				{aspect: 'lease', value: 'mia@example.com', atMs: agoMs},
				{aspect: 'host', value: 'unreachable', atMs: agoMs},
			],
		});
		const sinceAfter = (machine: Machine, gapMs: number) => beginningOf(machine, troubleOf(machine), known, gapMs)?.sinceMs;
		expect(sinceAfter(leased, hourMs / 2)).toBe(agoMs);
		expect(sinceAfter(leased, hourMs / 2 + 1)).toBeUndefined();
		expect(sinceAfter(lost, 24 * hourMs)).toBe(agoMs);
	});

	test('is never later than the API says', () => {
		const key = beginningKey(crashing, troubleOf(crashing)) ?? '';
		const sinceWith = (sinceMs: number) =>
			withBeginnings(ownTroubles(crashing), crashing, {seen: new Map(), remembered: new Map([[key, {sinceMs, isOlder: false}]])})[0]
				?.sinceMs;
		expect(sinceWith(agoMs)).toBe(agoMs);
		expect(sinceWith(presentMs)).toBe(oldestCrashMs);
	});

	test('is that of the same trouble only: of the same checks, the same holder, the same silence of the host', () => {
		const keys = [lost, buildMachine({hostStatus: 'unknown'}), failing, silent, leased, crashing].map(machine =>
			beginningKey(machine, troubleOf(machine)),
		);
		expect(new Set(keys).size).toBe(keys.length);
		const stuck = buildMachine({state: 'stopping'});
		expect(beginningKey(stuck, troubleOf(stuck))).toBeUndefined();
	});
});
