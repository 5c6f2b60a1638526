import {flydeckAt} from './contestants.ts';
import {withFleet} from './fleet.ts';
import {type Figure, figureOf, missing} from './measure.ts';
import {runTimeMs} from './process-costs.ts';
import {createTraceFile, isWithin, pollsIn, type Span, traceNow} from './traced.ts';
import {pause, watchTerminal} from './watched-terminal.ts';

/** A large list is parsed and merged for so long after its last byte, at most. */
const takenInMs = 400;

const pageDown = '\u0006';
const escapeKey = '\u001B';

/** What is pressed in a round; `prepare` is not measured, and `g` brings the cursor back to the first row. */
const gestures: readonly {readonly gesture: string; readonly prepare: string; readonly keys: readonly string[]; readonly after: string}[] =
	[
		{gesture: 'move', prepare: '', keys: Array.from({length: 20}, () => ['j', 'k']).flat(), after: 'g'},
		{gesture: 'page', prepare: pageDown, keys: Array.from({length: 8}, () => pageDown), after: 'g'},
		{gesture: 'burst jjjj', prepare: '', keys: Array.from({length: 4}, () => ['jjjj', 'kkkk']).flat(), after: 'g'},
		{gesture: 'filter typing', prepare: '/', keys: ['f', 'r', 'a'], after: escapeKey},
		{gesture: 'scroll', prepare: 'j'.repeat(40), keys: Array.from({length: 40}, () => 'j'), after: 'g'},
	];

type Press = Span & {readonly gesture: string; readonly ms: number; readonly bytes: number};

/** Keys while a list is read again and again: those that a read was in flight at, beside those between two reads, of one run. */
const pressesAt = async (terminal: ReturnType<typeof watchTerminal>, rounds: number): Promise<readonly Press[]> => {
	const presses: Press[] = [];
	for (let round = 0; round < rounds; round++) {
		for (const {gesture, prepare, keys, after} of gestures) {
			if (prepare !== '') {
				await terminal.press(prepare);
			}

			for (const key of keys) {
				const fromMs = traceNow();
				const reaction = await terminal.press(key);
				if (reaction !== undefined) {
					presses.push({gesture, fromMs, untilMs: fromMs + reaction.ms, ...reaction});
				}
			}

			await terminal.press(after);
		}
	}

	return presses;
};

/** A key with and without a list of 10,000 machines in flight, and what a poll costs by itself. */
export const pollFigures = async (machines: readonly number[], rounds: number, quietSeconds: number): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const count of machines) {
		await withFleet(count, async fleet => {
			const trace = createTraceFile();
			const {name, program, data} = flydeckAt(fleet, '120x40', '1', trace.env);
			const terminal = watchTerminal(program);
			try {
				await terminal.until(data);
				await terminal.quiet(300);
				const fromMs = traceNow();
				const before = runTimeMs(terminal.processId);
				await pause(quietSeconds * 1000);
				const after = runTimeMs(terminal.processId);
				const quiet = {fromMs, untilMs: traceNow()};
				const presses = count === 10_000 ? await pressesAt(terminal, rounds) : [];
				await terminal.end('q');
				const traces = trace.read();
				const polls = pollsIn(traces, 0).filter(({untilMs}) => untilMs > quiet.fromMs && untilMs < quiet.untilMs).length;
				figures.push(
					before === undefined || after === undefined || polls === 0
						? missing(name, 'CPU of a poll', `not measured: ${polls} polls in ${quietSeconds} s`)
						: figureOf(name, `CPU of a poll, of ${polls} in ${quietSeconds} s`, [(after - before) / polls]),
				);
				const spans = pollsIn(traces, takenInMs);
				for (const gesture of new Set(presses.map(press => press.gesture))) {
					for (const [when, isIn] of [
						['between polls', false],
						['poll in flight', true],
					] as const) {
						const chosen = presses.filter(press => press.gesture === gesture && isWithin(spans, press) === isIn);
						figures.push(
							figureOf(
								name,
								`${gesture}, ${when}: key to last byte`,
								chosen.map(({ms}) => ms),
							),
							figureOf(
								name,
								`${gesture}, ${when}: bytes`,
								chosen.map(({bytes}) => bytes),
								'bytes',
							),
						);
					}
				}
			} finally {
				terminal.close();
				trace.remove();
			}
		});
	}

	return figures;
};
