import {expect, test} from 'vitest';
import type {MachineChange} from '../../source/domain/history/changes-since.ts';
import {changesPage} from '../../source/ui/screens/changes-page.ts';
import {buildChange} from '../helpers/build-change.ts';
import {presentMs} from '../helpers/build-machine.ts';
import {buildState} from '../helpers/build-state.ts';

const change = (given: Partial<MachineChange>): MachineChange =>
	buildChange({machineId: '148e123456abcd', atMs: presentMs - 60_000, ...given});

const linesOf = (machines: readonly MachineChange[], width: number): readonly string[] =>
	changesPage(buildState({changesSince: {sinceMs: presentMs - 3_600_000, machines}}), width).lines.map(line =>
		line.map(({text}) => text).join(''),
	);

test('the page names each machine, the worst first, and nothing is wider than the screen', () => {
	const machines = [
		change({name: 'calm', machineId: '2', deploys: 1}),
		change({name: 'sick', machineId: '1', state: 'stopped', exits: 2, failures: 1, ooms: 1, failingChecks: ['http', 'database']}),
	];
	expect(linesOf(machines, 100)).toEqual([
		'1 OOM, 1 with failing checks, 1 stopped, 1 updated',
		'',
		'07:59:00  1               sick  web',
		'          started -> stopped, 2 exits, 1 OOM, check http fails, check database fails',
		'07:59:00  2               calm  web',
		'          updated',
	]);
	expect(Math.max(...linesOf(machines, 40).map(({length}) => length))).toBeLessThanOrEqual(50);
});

test('where nothing changed, or nothing is known of an earlier look, that is told', () => {
	expect(linesOf([], 80)).toEqual(['Nothing changed since then.']);
	expect(changesPage(buildState(), 80).lines[0]?.[0]?.text).toContain('no earlier look');
});
