import {describe, expect, test} from 'vitest';
import type {RowContext} from '../../../source/domain/cells.ts';
import {type ColumnId, columns} from '../../../source/domain/columns.ts';
import {columnsOfChange, type RowSight} from '../../../source/domain/table/row-change.ts';
import {buildCheck, buildConfig, buildEvent, buildExitEvent, buildLease, buildMachine, buildPending} from '../../helpers/build-machine.ts';

const sight = (machine: Partial<RowContext['machine']>, given: Partial<RowSight> = {}): RowSight => ({
	machine: buildMachine(machine),
	pending: undefined,
	lease: undefined,
	isOwnLease: false,
	trouble: undefined,
	...given,
});

const changed = (before: RowSight | undefined, after: RowSight): readonly ColumnId[] => [...columnsOfChange({before, after})];

describe('what changed in a row', () => {
	test.each<{readonly what: string; readonly before: RowSight; readonly after: RowSight; readonly columns: readonly ColumnId[]}>([
		{what: 'the state', before: sight({}), after: sight({state: 'stopped', events: []}), columns: ['state', 'why']},
		{what: 'the region', before: sight({}), after: sight({region: 'ams'}), columns: ['region']},
		{what: 'the name', before: sight({}), after: sight({name: 'web-2'}), columns: ['name']},
		{
			what: 'a check',
			before: sight({checks: [buildCheck()]}),
			after: sight({checks: [buildCheck({status: 'critical'})]}),
			columns: ['checks'],
		},
		{
			what: 'the size',
			before: sight({}),
			after: sight({config: buildConfig({guest: {cpuKind: 'performance', cpus: 8, memoryMb: 16_384}})}),
			columns: ['size'],
		},
		{what: 'a lease of somebody', before: sight({}), after: sight({}, {lease: buildLease()}), columns: ['lease']},
		{
			what: 'the end of what was asked',
			before: sight({state: 'stopping'}, {pending: buildPending({verb: 'stop'})}),
			after: sight({state: 'stopped', events: [buildExitEvent({exitCode: 0, requestedStop: true})]}),
			columns: ['state', 'why'],
		},
	])('is shown where it is: $what', ({before, after, columns: expected}) => {
		expect(changed(before, after)).toEqual(expected);
	});

	test.each<{readonly what: string; readonly before: RowSight; readonly after: RowSight}>([
		{
			what: 'the age of a state',
			before: sight({}),
			after: sight({events: buildMachine().events.map(event => ({...event, timestampMs: event.timestampMs + 5000}))}),
		},
		{
			what: 'a lease that was made to last longer',
			before: sight({}, {lease: buildLease()}),
			after: sight({}, {lease: buildLease({expiresAtMs: buildLease().expiresAtMs + 60_000})}),
		},
		{
			what: 'a state that was hoped for already',
			before: sight({state: 'started'}, {pending: buildPending({verb: 'stop'})}),
			after: sight({state: 'stopping', events: [buildEvent({type: 'stop', status: 'stopping'})]}, {pending: buildPending({verb: 'stop'})}),
		},
		{what: 'nothing that is shown', before: sight({}), after: sight({instanceId: '01OTHER'})},
	])('is not $what', ({before, after}) => {
		expect(changed(before, after)).toEqual([]);
	});

	test('is all of it where the machine is new', () => {
		expect(changed(undefined, sight({}))).toEqual(columns.map(({id}) => id));
	});
});
