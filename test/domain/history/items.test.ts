import {describe, expect, test} from 'vitest';
import {changesInWords, type MachineChange, machineChangeInWords} from '../../../source/domain/history/changes-since.ts';
import {dayInWords} from '../../../source/domain/history/day-words.ts';
import {lastDays, momentInWords} from '../../../source/domain/history/days.ts';
import {itemWords} from '../../../source/domain/history/item-words.ts';
import {historyItems} from '../../../source/domain/history/items.ts';
import type {Change} from '../../../source/domain/history/record.ts';
import {historyJson} from '../../../source/headless/history-json.ts';
import {historyText} from '../../../source/headless/history-text.ts';
import {buildChange} from '../../helpers/build-change.ts';
import {buildEvent, buildExitEvent, presentMs} from '../../helpers/build-machine.ts';

const hourMs = 3_600_000;
const change = (given: Partial<Change>): Change => ({aspect: 'state', atMs: presentMs, value: 'stopped', detail: '', ...given});

test('a state is not told twice where an event of the same moment tells it', () => {
	const event = buildExitEvent({exitCode: 1}, 1000);
	const records = {
		changes: [change({atMs: event.timestampMs}), change({aspect: 'cordoned', value: 'cordoned'})],
		events: [event],
		actions: [],
	};
	expect(historyItems(records, 0).map(({kind}) => kind)).toEqual(['change', 'event']);
});

test.each<readonly [Partial<Change>, readonly [string, string, string]]>([
	[{}, ['state', 'stopped', '']],
	[{aspect: 'check:http', value: 'critical', detail: 'connection refused'}, ['check', 'critical', 'http: connection refused']],
	[{aspect: 'lease', value: 'ada@example.com', detail: 'deploy'}, ['lease', 'held', 'ada@example.com  deploy']],
	[{aspect: 'lease', value: ''}, ['lease', 'ended', '']],
	[{aspect: 'cordoned', value: ''}, ['cordoned', 'ended', '']],
	[{aspect: 'host', value: ''}, ['host', 'ok', '']],
	[{aspect: 'version', value: '01A', detail: 'nginx:2'}, ['version', 'new', '01A  nginx:2']],
])('a change reads: %o', (given, expected) => {
	const {type, value, detail} = itemWords({kind: 'change', atMs: presentMs, change: change(given)});
	expect([type, value, detail]).toEqual(expected);
});

test.each<readonly [readonly Partial<MachineChange>[], string]>([
	[[{state: 'stopped'}, {state: 'stopped'}, {exits: 1, failures: 1, ooms: 1}, {isNew: true}], '1 OOM, 2 stopped, 1 new'],
	[[{exits: 5, failures: 4}], '4 failed exits'],
	[
		[{state: 'destroyed'}, {deploys: 1}, {cordoned: 'cordoned'}, {failingChecks: ['http']}],
		'1 with failing checks, 1 gone, 1 updated, 1 cordoned',
	],
	[[{}], '1 with small changes'],
])('what changed is told in one line: %#', (given, expected) => {
	expect(changesInWords(given.map(buildChange))).toBe(expected);
});

test('what became of one machine is told in one line', () => {
	expect(machineChangeInWords(buildChange({state: 'stopped', exits: 4, failures: 2, ooms: 1}))).toBe(
		'started -> stopped, 4 exits, 1 failed exit, 1 OOM',
	);
});

test.each([
	[presentMs - hourMs, '07:00'],
	[presentMs - 9 * hourMs, '23:00 yesterday'],
	[presentMs - 200 * hourMs, '00:00, 07 Jan'],
])('a moment is told as a person remembers it: %i', (atMs, expected) => {
	expect(momentInWords(atMs, presentMs)).toBe(expected);
});

test('days begin at midnight, today last', () => {
	expect(lastDays(2, presentMs)).toEqual([presentMs - 32 * hourMs, presentMs - 8 * hourMs]);
});

test('a day is told in hours and minutes', () => {
	const day = {fromMs: 0, knownMs: 24 * hourMs, startedMs: 23.5 * hourMs, restarts: 1, exits: 2, failures: 0};
	expect(dayInWords(day)).toBe('started 23h 30m of 24h 0m known, 1 restart, 2 exits');
	expect(dayInWords({...day, knownMs: 0})).toBe('not known how long it was watched, 1 restart, 2 exits');
	expect(dayInWords({...day, knownMs: 0, restarts: 0, exits: 0})).toBe('nothing is known');
});

describe('the history of a machine', () => {
	const told = {
		machine: {machineId: '148e123456abcd', name: 'web-1', app: 'web', createdAtMs: undefined},
		sinceMs: presentMs - 24 * hourMs,
		items: historyItems({changes: [], events: [buildExitEvent({exitCode: 137, oomKilled: true}, 1000), buildEvent()], actions: []}, 0),
		days: [{fromMs: presentMs - 8 * hourMs, knownMs: 8 * hourMs, startedMs: 7 * hourMs, restarts: 1, exits: 1, failures: 1}],
	};

	test('is text, the newest first', () => {
		const lines = historyText(told).split('\n');
		expect(lines[0]).toBe('148e123456abcd  web-1  web');
		expect(lines[1]).toBe('2027-01-15  started 7h 0m of 8h 0m known, 1 restart, 1 exit, 1 failure');
		expect(lines[3]).toMatch(/^2027-01-15 07:59:59 {2}exit {6}stopped {5}flyd {4}.*out of memory/i);
		expect(historyText({...told, items: []})).toContain('Nothing happened since 2027-01-14 08:00:00.');
	});

	test('is one JSON document', () => {
		expect(JSON.parse(historyJson(told))).toMatchObject({
			version: 1,
			machine: {id: '148e123456abcd', name: 'web-1', app: 'web'},
			since: '2027-01-14T08:00:00.000Z',
			days: [{started_seconds: 25_200, failures: 1}],
			items: [
				{kind: 'event', at: '2027-01-15T07:59:59.000Z', type: 'exit', exit_code: 137, oom_killed: true},
				{kind: 'event', type: 'start', exit_code: null},
			],
		});
	});
});
