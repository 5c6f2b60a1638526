import {type Contestant, flydeckAt, peers, plainInk, rawAnsi, sizes} from './contestants.ts';
import {type Fleet, startFleet} from './fleet.ts';
import {type Gesture, gesturesOf} from './gestures.ts';
import {idealBytes} from './ideal-bytes.ts';
import {type Figure, figureOf, missing} from './measure.ts';
import {runTimeMs} from './process-costs.ts';
import {pause, type WatchedTerminal, watchTerminal} from './watched-terminal.ts';

/** What one gesture cost in all rounds. */
type Samples = {
	readonly times: number[];
	readonly bytes: number[];
	readonly ratios: number[];
	readonly runTimes: number[];
	unanswered: number;
};

type Seat = {readonly contestant: Contestant; readonly terminal: WatchedTerminal; readonly samples: Map<string, Samples>};

const samplesOf = ({samples}: Seat, gesture: string): Samples => {
	const there = samples.get(gesture) ?? {times: [], bytes: [], ratios: [], runTimes: [], unanswered: 0};
	samples.set(gesture, there);
	return there;
};

/** Long enough for panes that follow the cursor when it rests. */
const restMs = 160;
const quietMs = 60;

const playRound = async (seat: Seat, {name, prepare, keys, after, presses, withRest, check}: Gesture): Promise<void> => {
	const {terminal, contestant} = seat;
	const samples = samplesOf(seat, name);
	for (const key of prepare) {
		await terminal.press(key);
	}

	await terminal.quiet(restMs);
	const first = terminal.screen();
	const startMs = runTimeMs(terminal.processId);
	for (let press = 0; press < presses; press++) {
		const picture = terminal.picture();
		const bytesBefore = terminal.bytes();
		const reaction = await terminal.press(keys[press % keys.length] ?? '');
		if (withRest) {
			await pause(restMs);
			await terminal.quiet(quietMs);
		}

		if (reaction === undefined) {
			samples.unanswered += 1;
		} else {
			samples.times.push(reaction.ms);
			samples.bytes.push(terminal.bytes() - bytesBefore);
			const ideal = idealBytes(picture, terminal.picture());
			// Where the emulator shows the same as before, as when a filter changes nothing, there is nothing to divide by.
			samples.ratios.push(...(ideal === 0 ? [] : [(terminal.bytes() - bytesBefore) / ideal]));
		}

		if (press === 0 && reaction !== undefined) {
			check(contestant, first, terminal.screen());
		}
	}

	const endMs = runTimeMs(terminal.processId);
	if (startMs !== undefined && endMs !== undefined) {
		samples.runTimes.push((endMs - startMs) / presses);
	}

	for (const key of after) {
		await terminal.press(key);
	}
};

const figuresOf = (seat: Seat): readonly Figure[] =>
	[...seat.samples].flatMap(([gesture, {times, bytes, ratios, runTimes, unanswered}]) => {
		const {name} = seat.contestant;
		if (times.length <= unanswered) {
			return [missing(name, gesture, 'not measured: the screen has no more to show')];
		}

		return [
			figureOf(name, `${gesture}: key to last byte`, times),
			figureOf(name, `${gesture}: bytes`, bytes, 'bytes'),
			figureOf(name, `${gesture}: bytes to ideal cell diff`, ratios, 'ratio'),
			runTimes.length === 0 ? missing(name, `${gesture}: CPU`, 'not told by this system') : figureOf(name, `${gesture}: CPU`, runTimes),
		];
	});

const takeSeat = async (contestant: Contestant): Promise<Seat> => {
	const terminal = watchTerminal(contestant.program);
	await terminal.until(contestant.data);
	await terminal.quiet(500);
	return {contestant, terminal, samples: new Map()};
};

/**
What a key costs, of all programs in turn: nothing is read meanwhile, the list of machines was read before and is again after an hour. The time is that
to the last byte; CPU is what all threads ran for, from the first key to the last, with what they do besides.
*/
export const keyFigures = async (machines: readonly number[], rounds: number): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	const fleets: Fleet[] = [];
	for (const count of machines) {
		fleets.push(await startFleet(count));
	}

	for (const size of sizes) {
		const seats: Seat[] = [];
		const guests = peers(size);
		const present = guests.flatMap(({contestant}) => contestant ?? []);
		try {
			for (const contestant of [rawAnsi(size), plainInk(size), ...present, ...fleets.map(fleet => flydeckAt(fleet, size, '60m'))]) {
				seats.push(await takeSeat(contestant));
			}

			for (let round = 0; round < rounds; round++) {
				for (const index of gesturesOf(undefined).keys()) {
					for (const seat of seats) {
						const gesture = gesturesOf(seat.contestant)[index];
						if (gesture?.fits) {
							await playRound(seat, gesture);
						}
					}
				}
			}

			figures.push(...seats.flatMap(figuresOf));
			figures.push(...guests.filter(({contestant}) => contestant === undefined).map(({name}) => missing(name, 'keys', 'not installed')));
		} finally {
			for (const {terminal} of seats) {
				terminal.close();
			}
		}
	}

	for (const fleet of fleets) {
		fleet.close();
	}

	return figures;
};
