import {describe, expect, test} from 'vitest';
import {changesInWords, machineChangeInWords} from '../../../source/domain/history/changes-since.ts';
import {summarise} from '../../../source/domain/history/summarise.ts';
import {timelineFrom} from '../../../source/domain/history/timeline.ts';
import {buildEvent, buildExitEvent, presentMs} from '../../helpers/build-machine.ts';
import {buildRecords} from '../../helpers/journal-records.ts';

const fromMs = presentMs - 3_600_000;
const machine = {machineId: 'a', app: 'web', name: 'web-1', createdAtMs: undefined};
const recordsOf = (requestedStop: boolean) =>
	buildRecords({
		events: [
			buildExitEvent({exitCode: 137, oomKilled: true, requestedStop}, 1000),
			buildEvent({type: 'stop', status: 'stopping', source: 'user', timestampMs: presentMs - 2000}),
		],
	});

const toldOf = (requestedStop: boolean) => {
	const records = recordsOf(requestedStop);
	const change = summarise(machine, records, fromMs);
	return {
		ticks: timelineFrom('a', records, {fromMs, toMs: presentMs}).ticks.map(({kind}) => kind),
		line: change === undefined ? '' : machineChangeInWords(change),
		all: change === undefined ? '' : changesInWords([change]),
	};
};

describe('a process that was out of memory', () => {
	test('when somebody had asked for a stop is no OOM, no failure, and counts as none', () => {
		expect(toldOf(true)).toEqual({ticks: ['exit'], line: 'stopped, 1 exit', all: '1 stopped'});
	});

	test('when nobody had is an OOM', () => {
		expect(toldOf(false)).toEqual({ticks: ['oom'], line: 'stopped, 1 exit, 1 OOM', all: '1 OOM, 1 stopped'});
	});
});
