/*
How much the local API can take: starts it with 100 and with 10,000 simulated machines, and lists, gets, starts and stops over HTTP as fast as
it answers. Each fleet has a process of its own, in which the client is too. Run it with Node 24 or newer: node test/bench/serve.ts
*/
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {startLocalApi} from '../../source/local/local-api.ts';
import {createRandom} from '../../source/local/random.ts';
import {systemClock} from '../../source/runtime/clock.ts';

const token = 'bench';
const machines = '/v1/apps/fleet/machines';
const seconds = 2;

/** So much faster than life do simulated things happen: a start and a stop take 90 ms together, so that the server is what is measured. */
const speed = 20;

type Call = (method: string, path: string) => Promise<string>;

type Measured = Readonly<Record<string, string>>;

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

const memoryMb = (): string => {
	setFlagsFromString('--expose-gc');
	runInNewContext('gc')();
	const {heapUsed, rss} = process.memoryUsage();
	return `${Math.round(heapUsed / 1e6)} / ${Math.round(rss / 1e6)}`;
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
		return {
			machines: String(fleet),
			'ready after, ms': startMs.toFixed(0),
			'lists a second': lists.toFixed(1),
			'list, MB': (list.length / 1e6).toFixed(2),
			'gets a second': gets.toFixed(0),
			'start/stop cycles a second': cycles.toFixed(0),
			'memory, MB (heap / resident)': memoryMb(),
		};
	} finally {
		await api.close();
	}
};

const printTable = (rows: readonly Measured[]): void => {
	const names = Object.keys(rows[0] ?? {});
	for (const name of names) {
		console.log([name.padEnd(30), ...rows.map(row => (row[name] ?? '').padStart(12))].join(''));
	}
};

/** Measures the local API with small and large fleets, and prints a column for each. */
export const benchServe = async (): Promise<void> => {
	const rows: Measured[] = [];
	for (const fleet of [100, 10_000]) {
		const {stdout} = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), String(fleet)]);
		rows.push(JSON.parse(stdout));
	}

	printTable(rows);
};

if (import.meta.main) {
	const [, , fleet] = process.argv;
	if (fleet === undefined) {
		await benchServe();
	} else {
		console.log(JSON.stringify(await measure(Number(fleet))));
	}
}
