/*
Measures flydeck beside other programs of the same machine, and prints a table of figures, and what they say of each goal. Needs a build.
--quick: fewer rounds, shorter waits, no fleet of 100,000 machines. --only PART: that part alone, more than once if wanted. --json: all of it as JSON.
*/
import {cpus, loadavg, release, totalmem} from 'node:os';
import {parseArgs} from 'node:util';
import {goalLines, goalsOf} from './goals.ts';
import {type Figure, printFigures} from './measure.ts';
import {partsOf} from './parts.ts';

const {values} = parseArgs({options: {json: {type: 'boolean'}, quick: {type: 'boolean'}, only: {type: 'string', multiple: true}}});
const {json = false, quick = false, only = []} = values;
const parts = partsOf(quick);
const unknown = only.filter(name => !parts.some(part => part.name === name));
if (unknown.length > 0) {
	console.error(`There is no part ${unknown.join(', ')}. The parts are ${parts.map(({name}) => name).join(', ')}.`);
	process.exit(2);
}

const processors = cpus();
const machine = [
	`Node ${process.version}, ${process.platform} ${release()} ${process.arch}`,
	`${processors.length} x ${processors[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
	`load ${loadavg()[0]?.toFixed(2)} at the start`,
].join(', ');

if (!json) {
	console.log(machine);
}

const report: Record<string, readonly Figure[]> = {};
for (const {name, title, measure} of parts.filter(part => only.length === 0 || only.includes(part.name))) {
	const figures = await measure();
	report[name] = figures;
	if (!json) {
		printFigures(`${name}: ${title}`, figures);
	}
}

const goals = goalsOf(Object.values(report).flat());
if (json) {
	console.log(JSON.stringify({machine, isQuick: quick, figures: report, goals}, undefined, '\t'));
} else {
	console.log(`\n${goalLines(goals).join('\n')}`);
}
