import {spawn} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {type Contestant, flydeckAt, peers, plainInk, rawAnsi, sizes} from './contestants.ts';
import {type Fleet, flydeck, startFleet, withFleet} from './fleet.ts';
import {type Figure, figureOf, missing} from './measure.ts';
import {watchTerminal} from './watched-terminal.ts';

/** The time until a program ends, or until it first writes where `isFirstByte`. */
const runMs = (args: readonly string[], env: Readonly<Record<string, string>>, isFirstByte: boolean): Promise<number> => {
	const {PATH = '', HOME = ''} = process.env;
	const startMs = performance.now();
	const run = spawn(process.execPath, args, {env: {PATH, HOME, ...env}, stdio: ['ignore', 'pipe', 'ignore']});
	return new Promise(resolve => {
		const done = (): void => {
			resolve(performance.now() - startMs);
			run.kill('SIGKILL');
		};
		run.once('exit', done);
		run.stdout.on('data', () => {
			if (isFirstByte) {
				done();
			}
		});
	});
};

type Start = {readonly firstByteMs: number; readonly frameMs: number; readonly dataMs: number};

const startOf = async ({program, frame, data}: Contestant): Promise<Start> => {
	const terminal = watchTerminal(program);
	try {
		const frameMs = await terminal.until(frame);
		const dataMs = await terminal.until(data, 120_000);
		return {firstByteMs: terminal.firstByteMs(), frameMs, dataMs};
	} finally {
		terminal.close();
	}
};

/** What commands without a screen take, in turn with the least that Node does. */
const commandsOf = (fleet: Fleet) => [
	{name: 'node -e 0', args: ['-e', '0'], env: {}, isFirstByte: false},
	{name: 'flydeck --version', args: [flydeck, '--version'], env: {}, isFirstByte: false},
	{name: 'flydeck --help', args: [flydeck, '--help'], env: {}, isFirstByte: false},
	{name: 'flydeck list, 12 machines', args: [flydeck, 'list'], env: fleet.env, isFirstByte: false},
	{name: 'flydeck serve, ready', args: [flydeck, 'serve', '--scenario', 'empty'], env: {}, isFirstByte: true},
];

/** Start to end of commands, and start to the first frame and to the first data of screens, all in turn. */
export const startFigures = (machines: readonly number[], rounds: number): Promise<readonly Figure[]> =>
	withFleet(12, async small => {
		const fleets: Fleet[] = [small];
		for (const count of machines) {
			fleets.push(await startFleet(count));
		}

		const commands = commandsOf(small).map(command => ({...command, samples: [] as number[]}));
		const guests = sizes.flatMap(peers);
		const screens = sizes
			.flatMap(size => [rawAnsi(size), plainInk(size), ...fleets.map(fleet => flydeckAt(fleet, size, undefined))])
			.concat(guests.flatMap(({contestant}) => contestant ?? []))
			.map(contestant => ({contestant, starts: [] as Start[]}));
		for (let round = 0; round < rounds; round++) {
			for (const {args, env, isFirstByte, samples} of commands) {
				samples.push(await runMs(args, env, isFirstByte));
			}

			for (const {contestant, starts} of screens) {
				// One start at 100,000 machines takes as long as many others.
				if ((contestant.machines ?? 0) < 100_000 || round % 3 === 0) {
					starts.push(await startOf(contestant));
				}
			}
		}

		for (const fleet of fleets.slice(1)) {
			fleet.close();
		}

		return [
			...commands.map(({name, samples}) => figureOf(name, 'start to end', samples)),
			...screens.flatMap(({contestant: {name}, starts}) => [
				figureOf(
					name,
					'start to first byte',
					starts.map(({firstByteMs}) => firstByteMs),
				),
				figureOf(
					name,
					'start to first frame',
					starts.map(({frameMs}) => frameMs),
				),
				figureOf(
					name,
					'start to first data',
					starts.map(({dataMs}) => dataMs),
				),
				figureOf(
					name,
					'first frame to first data',
					starts.map(({frameMs, dataMs}) => dataMs - frameMs),
				),
			]),
			...guests.filter(({contestant}) => contestant === undefined).map(({name}) => missing(name, 'start', 'not installed')),
		];
	});
