/*
How much the local API can take: starts it with 100 and with 10,000 simulated machines, and lists, gets, starts and stops over HTTP as fast as
it answers. Each fleet has a process of its own, in which the client is too.
*/
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {startLocalApi} from '../../source/local/local-api.ts';
import {createRandom} from '../../source/local/random.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {type Figure, figureOf, type Unit} from './measure.ts';

const token = 'bench';
const machines = '/v1/apps/fleet/machines';
const seconds = 2;

/** So much faster than life do simulated things happen: a start and a stop take 90 ms together, so that the server is what is measured. */
const speed = 20;

type Call = (method: string, path: string) => Promise<string>;

type Measured = readonly (readonly [what: string, value: number, unit: Unit])[];

const callOf =
	(url: string): Call =>
	async (method, path) => {
		const response = await fetch(url + path, {method, headers: {authorization: `Bearer ${token}`}});
		const text = await response.text();
		if (!response.ok) {
			throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
		}

		return text;
	};

/** How often a second a task can be done, by some workers side by side, each of which is given its number. */
const ratePerSecond = async (workers: number, task: (worker: number) => Promise<unknown>): Promise<number> => {
	const beganMs = performance.now();
	let done = 0;
	const work = async (_: unknown, worker: number): Promise<void> => {
		while (performance.now() - beganMs < seconds * 1000) {
			await task(worker);
			done++;
		}
	};

	await Promise.all(Array.from({length: workers}, (_, worker) => work(_, worker)));
	return (done * 1000) / (performance.now() - beganMs);
};

const memoryMb = (): readonly [heap: number, resident: number] => {
	setFlagsFromString('--expose-gc');
	runInNewContext('gc')();
	const {heapUsed, rss} = process.memoryUsage();
	return [heapUsed / 1e6, rss / 1e6];
};

const stoppedIn = (list: string): readonly string[] => {
	const all: readonly {readonly id: string; readonly state: string}[] = JSON.parse(list);
	return all.filter(({state}) => state === 'stopped').map(({id}) => id);
};

const measure = async (fleet: number): Promise<Measured> => {
	const beganMs = performance.now();
	const api = await startLocalApi({clock: systemClock, random: createRandom(1), token, scenario: 'empty', fleet, speed, limits: false});
	const startMs = performance.now() - beganMs;
	const call = callOf(api.url);
	try {
		const list = await call('GET', machines);
		const ids = stoppedIn(list);
		const lists = await ratePerSecond(1, () => call('GET', machines));
		const gets = await ratePerSecond(8, worker => call('GET', `${machines}/${ids[worker]}`));
		const cycles = await ratePerSecond(Math.min(ids.length, 64), async worker => {
			const machine = `${machines}/${ids[worker]}`;
			await call('POST', `${machine}/start`);
			await call('GET', `${machine}/wait?state=started`);
			await call('POST', `${machine}/stop`);
			await call('GET', `${machine}/wait?state=stopped`);
		});
		const [heapMb, residentMb] = memoryMb();
		return [
			['ready after', startMs, 'ms'],
			['lists', lists, '/s'],
			['list', list.length / 1e6, 'MB'],
			['gets', gets, '/s'],
			['start/stop cycles', cycles, '/s'],
			['heap', heapMb, 'MB'],
			['memory', residentMb, 'MB'],
		];
	} finally {
		await api.close();
	}
};

/** Measures the local API with fleets of several sizes. */
export const serveFigures = async (fleets: readonly number[]): Promise<readonly Figure[]> => {
	const figures: Figure[] = [];
	for (const fleet of fleets) {
		const {stdout} = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), String(fleet)]);
		const measured: Measured = JSON.parse(stdout);
		figures.push(...measured.map(([what, value, unit]) => figureOf(`serve, ${fleet} machines`, what, [value], unit)));
	}

	return figures;
};

if (import.meta.main) {
	console.log(JSON.stringify(await measure(Number(process.argv[2] ?? '100'))));
}
