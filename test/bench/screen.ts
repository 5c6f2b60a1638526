import {performance} from 'node:perf_hooks';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import {startLocalApi} from '../../source/local/local-api.ts';
import {createRandom} from '../../source/local/random.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {type Figure, figureOf} from './measure.ts';

const program = fileURLToPath(new URL('../../dist/flydeck.js', import.meta.url));
const presses = 100;
const quietMs = 25;

type Watched = {
	readonly terminal: IPty;
	readonly seen: () => string;
	readonly quiet: () => Promise<number>;
	readonly until: (text: string) => Promise<number>;
};

/** Runs flydeck in a terminal. `quiet` answers when nothing was written for a while, with the time of the last byte. */
const watch = (args: readonly string[], env: Record<string, string>): Watched => {
	const {PATH = '', HOME = ''} = process.env;
	const terminal = spawn(process.execPath, [program, ...args], {cols: 120, rows: 40, env: {PATH, HOME, TERM: 'xterm-256color', ...env}});
	let written = '';
	let lastMs = performance.now();
	const watchers = new Set<() => void>();
	terminal.onData(data => {
		written += data;
		lastMs = performance.now();
		for (const watcher of watchers) {
			watcher();
		}
	});
	return {
		terminal,
		seen: () => written,
		until: text =>
			new Promise(resolve => {
				const check = (): void => {
					if (written.includes(text)) {
						watchers.delete(check);
						resolve(performance.now());
					}
				};
				watchers.add(check);
				check();
			}),
		quiet: () =>
			new Promise(resolve => {
				const check = (): void => {
					if (performance.now() - lastMs >= quietMs) {
						resolve(lastMs);
					} else {
						setTimeout(check, 2);
					}
				};
				setTimeout(check, quietMs);
			}),
	};
};

const startFigures = async (url: string): Promise<readonly Figure[]> => {
	const samples: number[] = [];
	const env = {FLY_API_HOSTNAME: url, FLY_API_TOKEN: 't'};
	for (let run = 0; run < 7; run++) {
		const startMs = performance.now();
		const {terminal, until} = watch(['--no-journal'], env);
		samples.push((await until('live')) - startMs);
		terminal.kill();
	}

	return [figureOf('start: process to the first rows', samples)];
};

/** Moves the cursor up and down a table that is polled meanwhile, and takes the time to the last byte of each reaction and its bytes. */
const moveFigures = async (url: string, size: number): Promise<readonly Figure[]> => {
	const {terminal, until, quiet, seen} = watch(['--no-journal', '--app', 'fleet', '--interval', '10'], {
		FLY_API_HOSTNAME: url,
		FLY_API_TOKEN: 't',
	});
	await until('live');
	await quiet();
	const times: number[] = [];
	const bytes: number[] = [];
	for (let press = 0; press < presses; press++) {
		const before = seen().length;
		const startMs = performance.now();
		terminal.write(press % 20 < 10 ? 'j' : 'k');
		const endMs = await quiet();
		if (seen().length > before) {
			times.push(endMs - startMs);
			bytes.push(seen().length - before);
		}
	}

	terminal.kill();
	return [figureOf(`${size} machines: a key to the last byte`, times), figureOf(`${size} machines: bytes of a key's frame`, bytes)];
};

/** What the program costs in a terminal of 120x40: its start, and a key. Needs a build. */
export const screenFigures = async (): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const size of [100, 10_000]) {
		const server = await startLocalApi({
			clock: systemClock,
			random: createRandom(1),
			token: 't',
			scenario: 'empty',
			fleet: size,
			limits: false,
		});
		figures.push(...(size === 100 ? await startFigures(server.url) : []), ...(await moveFigures(server.url, size)));
		await server.close();
	}

	return figures;
};
