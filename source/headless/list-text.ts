import {columns} from '../domain/columns.ts';
import {diagnose, worstOf} from '../domain/diagnosis/diagnosis.ts';
import type {Machine} from '../domain/machine.ts';
import type {MachineSubject} from '../domain/query/machine-keys.ts';
import {matchesQuery, type Query} from '../domain/query/parse.ts';
import {defaultSort, sortMachines} from '../domain/sort.ts';
import {type KnownLeases, noLeases, subjectOf} from '../store/machine-subjects.ts';
import {textTable} from './text-table.ts';

/** WHY comes last: it may be as long as it likes, and no other cell is moved by it. */
const listed = columns
	.map(column => ({...column, isFree: column.id === 'why'}))
	.toSorted((left, right) => Number(left.isFree) - Number(right.isFree));

/** The machines that fit a query, as text columns, each as wide as its longest cell, at most 40 cells but for WHY at the end; trouble first. */
export const listText = (
	machines: readonly Machine[],
	query: Query<MachineSubject>,
	nowMs: number,
	leases: KnownLeases = noLeases,
): string => {
	const diagnosis = diagnose(machines, nowMs);
	const shown = machines.filter(machine => matchesQuery(query, subjectOf(machine, diagnosis, leases, nowMs)));
	return textTable(
		listed,
		sortMachines(shown, defaultSort, diagnosis).map(machine =>
			listed.map(({text}) =>
				text({
					machine,
					pending: undefined,
					lease: machine.lease,
					isOwnLease: false,
					trouble: worstOf(diagnosis, machine),
					nowMs,
				}),
			),
		),
	);
};
