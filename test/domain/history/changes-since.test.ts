import {expect, test} from 'vitest';
import {changeRank, changesInWords, machineChangeInWords} from '../../../source/domain/history/changes-since.ts';
import type {Change} from '../../../source/domain/history/record.ts';
import {summarise} from '../../../source/domain/history/summarise.ts';
import {buildChange} from '../../helpers/build-change.ts';
import {buildEvent, presentMs} from '../../helpers/build-machine.ts';
import {buildRecords} from '../../helpers/journal-records.ts';

const sinceMs = presentMs - 3_600_000;
const machine = {machineId: 'a', app: 'web', name: 'web-1', createdAtMs: undefined};
const at = (agoMs: number, aspect: Change['aspect'], value: string): Change => ({aspect, atMs: presentMs - agoMs, value, detail: ''});
const running = at(7_200_000, 'state', 'started');
const failedBefore = at(7_100_000, 'check:http', 'critical');

test.each<{readonly words: string; readonly all: string; readonly changes: readonly Change[]}>([
	{words: 'host lost (unreachable)', all: '1 on a lost host', changes: [at(1000, 'host', 'unreachable')]},
	{words: 'host answers again', all: '1 with a host that answers again', changes: [at(2000, 'host', 'unreachable'), at(1000, 'host', '')]},
	{words: 'check http fails', all: '1 with failing checks', changes: [at(1000, 'check:http', 'critical')]},
	{
		words: 'check http passes again',
		all: '1 with checks that pass again',
		changes: [at(2000, 'check:http', 'critical'), at(1000, 'check:http', 'passing')],
	},
	{
		words: 'check http passes again',
		all: '1 with checks that pass again',
		changes: [failedBefore, at(1000, 'check:http', 'passing')],
	},
	{words: 'leased by mia@example.com', all: '1 with small changes', changes: [at(1000, 'lease', 'mia@example.com')]},
	{words: 'lease ended', all: '1 with small changes', changes: [at(2000, 'lease', 'mia@example.com'), at(1000, 'lease', '')]},
	{words: 'cordoned', all: '1 cordoned', changes: [at(1000, 'cordoned', 'cordoned')]},
	{words: 'no longer cordoned', all: '1 with small changes', changes: [at(1000, 'cordoned', '')]},
	{words: 'changed', all: '1 with small changes', changes: [at(1000, 'version', '01B')]},
])('what changed of a machine is named, and no cause that nobody saw: $words', ({words, all, changes}) => {
	const change = summarise(machine, buildRecords({changes: [running, ...changes]}), sinceMs);
	expect(change && machineChangeInWords(change)).toBe(words);
	expect(change && changesInWords([change])).toBe(all);
});

test('that a machine was started again is told where its states do not tell it', () => {
	const started = buildEvent();
	const events = [started, buildEvent({type: 'suspend', status: 'suspended', source: 'user', timestampMs: presentMs - 70_000})];
	const change = summarise(machine, buildRecords({changes: [running], events}), sinceMs);
	expect(change && machineChangeInWords(change)).toBe('1 start');
	expect(machineChangeInWords(buildChange({starts: 2, exits: 2}))).toBe('2 exits');
});

test('that a check which passes is seen for the first time is no change', () => {
	expect(summarise(machine, buildRecords({changes: [running, at(1000, 'check:http', 'passing')]}), sinceMs)).toBeUndefined();
});

test('lost hosts come after failures and before failing checks', () => {
	const ranks = [{failures: 1}, {host: 'unreachable'}, {failingChecks: ['http']}, {host: ''}].map(given => changeRank(buildChange(given)));
	expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
	expect(new Set(ranks).size).toBe(4);
	expect(changesInWords([buildChange({host: 'unreachable'}), buildChange({host: 'unknown'})])).toBe('2 on lost hosts');
});
