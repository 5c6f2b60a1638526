import {type Contestant, flydeckAt, peers, rawAnsi, sizes} from './contestants.ts';
import {withFleet} from './fleet.ts';
import {type Figure, figureOf, missing} from './measure.ts';
import {residentMb, runTimeMs} from './process-costs.ts';
import {pause, watchTerminal} from './watched-terminal.ts';

const idleOf = async ({name, program, data}: Contestant, seconds: number): Promise<readonly Figure[]> => {
	const terminal = watchTerminal(program);
	try {
		await terminal.until(data);
		await pause(2000);
		const [bytes, before] = [terminal.bytes(), runTimeMs(terminal.processId)];
		await pause(seconds * 1000);
		const after = runTimeMs(terminal.processId);
		const memoryMb = residentMb(terminal.processId);
		const scaled = ((terminal.bytes() - bytes) * 60) / seconds;
		return [
			figureOf(name, `idle: bytes a minute, of ${seconds} s`, [scaled], 'bytes'),
			before === undefined || after === undefined
				? missing(name, 'idle: CPU a second', 'not told by this system')
				: figureOf(name, 'idle: CPU a second', [(after - before) / seconds], 'ms/s'),
			memoryMb === undefined ? missing(name, 'idle: memory', 'not told by this system') : figureOf(name, 'idle: memory', [memoryMb], 'MB'),
		];
	} finally {
		terminal.close();
	}
};

/** What programs cost while nothing changes and no key is pressed, all of one size at the same time; flydeck reads its list every 5 s. */
export const idleFigures = (seconds: number): Promise<readonly Figure[]> =>
	withFleet(12, async fleet => {
		const figures: Figure[] = [];
		for (const size of sizes) {
			const all = [{name: '', contestant: rawAnsi(size)}, ...peers(size), {name: '', contestant: flydeckAt(fleet, size, undefined)}];
			const found = await Promise.all(
				all.map(({name, contestant}) =>
					contestant === undefined ? [missing(name, 'idle', 'not installed')] : idleOf(contestant, seconds),
				),
			);
			figures.push(...found.flat());
		}

		return figures;
	});
