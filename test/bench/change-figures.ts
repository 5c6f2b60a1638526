import {flydeckAt, type Size} from './contestants.ts';
import {type Fleet, withFleet} from './fleet.ts';
import {idealBytes} from './ideal-bytes.ts';
import {type Figure, figureOf} from './measure.ts';
import {runTimeMs} from './process-costs.ts';
import {pause, type WatchedTerminal, watchTerminal} from './watched-terminal.ts';

const size: Size = '120x40';
/** They fit on the screen, all of them. */
const machines = 25;
const watchSeconds = 6;

const startedIn = async (fleet: Fleet): Promise<readonly string[]> => {
	const list: readonly {readonly id: string; readonly state: string}[] = JSON.parse(await fleet.call('GET', ''));
	return list.filter(({state}) => state === 'started').map(({id}) => id);
};

/** The bytes of all frames of a while, and the fewest that could have made each of them of the one before. */
const framesOf = async (terminal: WatchedTerminal): Promise<{readonly bytes: number; readonly ideal: number}> => {
	const startMs = performance.now();
	const firstBytes = terminal.bytes();
	let ideal = 0;
	let picture = terminal.picture();
	let seen = firstBytes;
	while (performance.now() < startMs + watchSeconds * 1000) {
		await pause(10);
		if (terminal.bytes() !== seen) {
			await terminal.quiet(15);
			const after = terminal.picture();
			ideal += idealBytes(picture, after);
			[picture, seen] = [after, terminal.bytes()];
		}
	}

	return {bytes: seen - firstBytes, ideal};
};

/** What is sent when polls bring changes: of one machine that is stopped, and of all that run; all frames of that while, with the fading of the marks and the clock. */
export const changeFigures = async (rounds: number): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const what of ['nothing changed', 'one machine stopped', 'all machines stopped'] as const) {
		const bytes: number[] = [];
		const ratios: number[] = [];
		const runTimes: number[] = [];
		let name = '';
		for (let round = 0; round < rounds; round++) {
			await withFleet(machines, async fleet => {
				const flydeck = flydeckAt(fleet, size, '1');
				name = flydeck.name;
				const terminal = watchTerminal(flydeck.program);
				try {
					await terminal.until(flydeck.data);
					await terminal.quiet(500);
					const started = await startedIn(fleet);
					const chosen = what === 'nothing changed' ? [] : what === 'one machine stopped' ? started.slice(0, 1) : started;
					const before = runTimeMs(terminal.processId) ?? 0;
					const watched = framesOf(terminal);
					await Promise.all(chosen.map(id => fleet.call('POST', `/${id}/stop`)));
					const {bytes: sent, ideal} = await watched;
					bytes.push(sent);
					ratios.push(...(ideal === 0 ? [] : [sent / ideal]));
					runTimes.push(((runTimeMs(terminal.processId) ?? 0) - before) / watchSeconds);
				} finally {
					terminal.close();
				}
			});
		}

		figures.push(
			figureOf(name, `${what}: bytes in ${watchSeconds} s`, bytes, 'bytes'),
			...(ratios.length === 0 ? [] : [figureOf(name, `${what}: bytes to ideal cell diff`, ratios, 'ratio')]),
			figureOf(name, `${what}: CPU a second, polls each second`, runTimes, 'ms/s'),
		);
	}

	return figures;
};
