import {dataPathFigures} from './data-path.ts';
import {journalFigures} from './journal.ts';
import {printFigures} from './measure.ts';
import {screenFigures} from './screen.ts';
import {benchServe} from './serve.ts';

console.log(`Node ${process.version}, ${process.platform} ${process.arch}; median and 95th percentile`);
printFigures('Data path, ms', await dataPathFigures());
printFigures('Journal of 30 days of 1,000 machines, ms', journalFigures());
printFigures('In a terminal of 120x40, ms and bytes', await screenFigures());
await benchServe();
