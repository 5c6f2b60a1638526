import {spawn} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {fileURLToPath} from 'node:url';
import {startFleet} from './fleet.ts';
import {type Figure, figureOf} from './measure.ts';

const flydeck = fileURLToPath(new URL('../../dist/flydeck.js', import.meta.url));
const rounds = 9;

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

/** What commands without a screen cost, in turn with the least that Node does. Needs a build. */
export const startFigures = async (): Promise<readonly Figure[]> => {
	const fleet = await startFleet(12);
	const env = {FLY_API_HOSTNAME: fleet.url, FLY_API_TOKEN: 't'};
	const commands = [
		{name: 'node -e 0', args: ['-e', '0'], isFirstByte: false},
		{name: 'flydeck --version', args: [flydeck, '--version'], isFirstByte: false},
		{name: 'flydeck list, 12 machines', args: [flydeck, 'list'], isFirstByte: false},
		{name: 'flydeck serve, ready', args: [flydeck, 'serve', '--scenario', 'empty'], isFirstByte: true},
	];
	const samples = commands.map((): number[] => []);
	for (let round = 0; round < rounds; round++) {
		for (const [index, {args, isFirstByte}] of commands.entries()) {
			samples[index]?.push(await runMs(args, env, isFirstByte));
		}
	}

	fleet.close();
	return commands.map(({name}, index) => figureOf(name, samples[index] ?? []));
};
