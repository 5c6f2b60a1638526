/*
Measures flydeck beside other programs of the same machine, and prints a table, or JSON with `--json`. Needs a build. `--quick` leaves out the fleets of
100,000 machines.
*/
import {cpus} from 'node:os';
import {parseArgs} from 'node:util';
import {dataPathFigures} from './data-path.ts';
import {journalFigures} from './journal.ts';
import {type Figure, printFigures} from './measure.ts';
import {screenFigures} from './screen.ts';
import {benchServe} from './serve.ts';
import {startFigures} from './starts.ts';

const {json = false, quick = false} = parseArgs({options: {json: {type: 'boolean'}, quick: {type: 'boolean'}}}).values;
const fleets = quick ? [10, 1000, 10_000] : [10, 1000, 10_000, 100_000];
const processors = cpus();
const machine = `Node ${process.version}, ${process.platform} ${process.arch}, ${processors.length} x ${processors[0]?.model}`;

const parts: readonly (readonly [title: string, measure: () => Promise<readonly Figure[]> | readonly Figure[]])[] = [
	['Commands without a screen', startFigures],
	['In a terminal', () => screenFigures(fleets)],
	['Data path', dataPathFigures],
	['Journal of 30 days of 1,000 machines', journalFigures],
];

if (!json) {
	console.log(machine);
}

const report: Record<string, readonly Figure[]> = {};
for (const [title, measure] of parts) {
	const figures = await measure();
	report[title] = figures;
	if (!json) {
		printFigures(title, figures);
	}
}

if (json) {
	console.log(JSON.stringify({machine, ...report}, undefined, '\t'));
} else {
	await benchServe();
}
