import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {withFleet} from './fleet.ts';
import type {Sample} from './growth-run.ts';
import {type Figure, figureOf, missing} from './measure.ts';

const run = fileURLToPath(new URL('growth-run.ts', import.meta.url));

/** Part of the polls come before the first sample that counts: what is compiled and cached once is no growth. */
const warmSamples = 2;

/** How the live heap and the handles of the store and the poller grow over so many polls of 12 machines. */
export const growthFigures = (polls: number): Promise<readonly Figure[]> =>
	withFleet(12, async fleet => {
		const {stdout} = await promisify(execFile)(process.execPath, [run, fleet.url, String(polls)]);
		const samples = stdout
			.trim()
			.split('\n')
			.map((line): Sample => JSON.parse(line));
		const [first, last] = [samples[warmSamples - 1], samples.at(-1)];
		const name = 'store and poller, 12 machines';
		if (first === undefined || last === undefined || first === last) {
			return [missing(name, 'growth', 'not measured: too few polls')];
		}

		const from = `${first.polls} to ${last.polls} polls`;
		return [
			figureOf(
				name,
				'live heap',
				samples.map(({heapMb}) => heapMb),
				'MB',
			),
			figureOf(name, `growth of the live heap, ${from}`, [(last.heapMb / first.heapMb - 1) * 100], '%'),
			figureOf(name, `growth of the handles, ${from}`, [(last.handles / first.handles - 1) * 100], '%'),
		];
	});
