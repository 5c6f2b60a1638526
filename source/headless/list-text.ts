import {columns} from '../domain/columns.ts';
import {diagnose, worstOf} from '../domain/diagnosis/diagnosis.ts';
import type {Machine} from '../domain/machine.ts';
import {defaultSort, sortMachines} from '../domain/sort.ts';
import {inWidth, truncate, widthOf} from '../domain/text.ts';

const widest = 40;

/** WHY comes last: it may be as long as it likes, and no other cell is moved by it. */
const listed = columns.toSorted((left, right) => Number(left.id === 'why') - Number(right.id === 'why'));

/** The machines as text columns, each as wide as its longest cell, at most 40 cells but for WHY at the end; trouble first. */
export const listText = (machines: readonly Machine[], nowMs: number): string => {
	const diagnosis = diagnose(machines, nowMs);
	const rows = sortMachines(machines, defaultSort, diagnosis).map(machine =>
		listed.map(({id, text}) => {
			const cell = text({
				machine,
				pending: undefined,
				lease: machine.lease,
				isOwnLease: false,
				trouble: worstOf(diagnosis, machine),
				nowMs,
			});
			return id === 'why' ? cell : truncate(cell, widest);
		}),
	);
	const table = [listed.map(({title}) => title), ...rows];
	const widths = listed.map((_column, index) => table.reduce((most, cells) => Math.max(most, widthOf(cells[index] ?? '')), 0));
	const last = listed.length - 1;
	return table
		.map(cells =>
			cells
				.map((cell, index) => (index === last ? cell : inWidth(cell, widths[index] ?? 0, listed[index]?.align)))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
};
