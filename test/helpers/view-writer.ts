/* A process that saves a view in a directory so many times or until it is killed. It prints the number of each time that it was told it is saved. */
import {writeSync} from 'node:fs';
import {usualSettings, type ViewName} from '../../source/domain/views.ts';
import {openViewFile} from '../../source/journal/view-file.ts';

const [, , directory = '', name, times = '0'] = process.argv;
const view = name as ViewName;
const file = openViewFile(directory, 'views.json', process.pid);
for (let turn = 0; turn < Number(times); turn++) {
	file.save(view, {...usualSettings(view), filter: `turn-${turn}`});
	writeSync(1, `${turn}\n`);
}
