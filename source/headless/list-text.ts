import {columns} from '../domain/columns.ts';
import type {Machine} from '../domain/machine.ts';
import {defaultSort, sortMachines} from '../domain/sort.ts';
import {inWidth, widthOf} from '../domain/text.ts';

/** The machines as text columns, each as wide as its longest cell, trouble first. */
export const listText = (machines: readonly Machine[], nowMs: number): string => {
	const rows = sortMachines(machines, defaultSort, nowMs).map(machine =>
		columns.map(column => column.text({machine, pending: undefined, lease: machine.lease, isOwnLease: false, nowMs})),
	);
	const table = [columns.map(({title}) => title), ...rows];
	const widths = columns.map((_column, index) => table.reduce((widest, cells) => Math.max(widest, widthOf(cells[index] ?? '')), 0));
	return table
		.map(cells =>
			cells
				.map((cell, index) => inWidth(cell, widths[index] ?? 0, columns[index]?.align))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
};
