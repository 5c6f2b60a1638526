import {expect, test} from 'vitest';
import {listText} from '../../source/headless/list-text.ts';
import {buildCheck, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';
import {machineQuery} from '../helpers/diagnose.ts';

const rowsOf = (...machines: Parameters<typeof buildMachine>[0][]): readonly string[] =>
	listText(
		machines.map(machine => buildMachine(machine)),
		machineQuery(''),
		presentMs,
	).split('\n');

test('without machines there is only the head', () => {
	expect(rowsOf()).toEqual([expect.stringMatching(/^APP +ID +NAME +STATE +FOR +RGN +CHK +SIZE +LEASE +WHY \/ LAST EVENT$/)]);
});

test('a machine is a row of what the table shows', () => {
	const [, row] = rowsOf({lease: buildLease({owner: 'ci@example.com'})});
	expect(row).toMatch(/^web +148e123456abcd +web-1 +● started +1m +fra +- +sh1\/256 +ci 1m +started$/);
});

test('every column begins at the same cell in every row, wide letters or not', () => {
	const [head = '', ...rows] = rowsOf({id: 'a', name: 'short', region: 'one'}, {id: 'b', name: 'a-much-longer-name', region: 'two'});
	const place = head.indexOf('RGN');
	expect(rows.map(row => row.slice(place, place + 3))).toEqual(['one', 'two']);
	const [, plain = '', wide = ''] = rowsOf({id: 'a', name: 'nn'}, {id: 'b', name: '漢'});
	expect(wide.indexOf('●') + 1).toBe(plain.indexOf('●'));
});

test('trouble comes first', () => {
	const [, first] = rowsOf({id: 'a'}, {id: 'b', state: 'stopped', events: [buildExitEvent({exitCode: 1})]});
	expect(first).toMatch(/ b .*exit 1/);
});

test('no name, however long, makes the list wide, and what is cut has a mark', () => {
	const long = 'x'.repeat(10_000);
	const [head = '', second = '', first = ''] = rowsOf({id: 'a', app: long, name: long, region: long}, {id: 'b'});
	expect(first).toContain(`${'x'.repeat(39)}…`);
	expect(first.length).toBeLessThan(220);
	expect(second.lastIndexOf('started')).toBe(head.indexOf('WHY'));
});

test('a long reason runs on at the end, and moves no other cell', () => {
	const output = 'connection refused '.repeat(20).trim();
	const check = buildCheck({name: 'db', status: 'critical', output});
	const [head = '', first = '', second = ''] = rowsOf({id: 'a', checks: [check]}, {id: 'b'});
	expect(first.endsWith(`CHECK db: ${output}`)).toBe(true);
	expect(second.length).toBeLessThan(120);
	expect(first.indexOf('CHECK')).toBe(head.indexOf('WHY'));
});

test('no line ends in spaces', () => {
	expect(rowsOf({}, {id: 'b', name: ''}).filter(line => line.endsWith(' '))).toEqual([]);
});

test('a fleet of 200 000 machines is a list like any other', {timeout: 60_000}, () => {
	const machine = buildMachine();
	const machines = Array.from({length: 200_000}, (_, index) => ({...machine, id: `m${index}`}));
	expect(listText(machines, machineQuery(''), presentMs).split('\n')).toHaveLength(200_001);
});
