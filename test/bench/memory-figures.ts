import {flydeckAt, type Size} from './contestants.ts';
import {withFleet} from './fleet.ts';
import {type Figure, figureOf, missing} from './measure.ts';
import {peakMb, residentMb} from './process-costs.ts';
import {pause, watchTerminal} from './watched-terminal.ts';

const size: Size = '120x40';
const pageDown = '\u0006';

/** What flydeck has of memory after so many seconds of scrolling, with its own pace of reading. */
export const memoryFigures = async (machines: readonly number[], seconds: number): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const count of machines) {
		await withFleet(count, async fleet => {
			const {name, program, data} = flydeckAt(fleet, size, '2');
			const terminal = watchTerminal(program);
			try {
				await terminal.until(data, 120_000);
				const untilMs = performance.now() + seconds * 1000;
				for (let turn = 0; performance.now() < untilMs; turn++) {
					// Down through the table and, when that is long enough, back to its top.
					terminal.write(turn % 400 === 399 ? 'g' : turn % 20 === 19 ? pageDown : 'j');
					await pause(100);
				}

				const [now, peak] = [residentMb(terminal.processId), peakMb(terminal.processId)];
				const what = `memory after ${seconds} s of scrolling and polling`;
				figures.push(now === undefined ? missing(name, what, 'not told by this system') : figureOf(name, what, [now], 'MB'));
				figures.push(peak === undefined ? missing(name, `${what}: most`, 'not told') : figureOf(name, `${what}: most`, [peak], 'MB'));
			} finally {
				terminal.close();
			}
		});
	}

	return figures;
};
