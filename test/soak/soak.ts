/*
Hours of flydeck and of a fleet of 1,000 machines whose API has a bad day, in minutes: the built program in a terminal, with keys pressed all the time,
and a journal that is full from the beginning. Prints what it had at the start, in the middle and at the end. Exit code 1: something grew, or broke.
--hours NUMBER: of life [2]. --quick: nine minutes of life, in 45 s. --json: the samples too. Needs a build.
*/
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {flydeck, startFleet} from '../bench/fleet.ts';
import {pause, watchTerminal} from '../bench/watched-terminal.ts';
import {fillMonth} from '../helpers/month-of-journal.ts';
import {badDay} from './faults.ts';
import {gestures} from './gestures.ts';
import {type Bound, judge, type Moment, verdictLines} from './judge.ts';
import type {Sample} from './probe.ts';

/** So much faster does the time of flydeck and of the server run: a time-out is short then, but longer than an answer takes. */
const pace = 12;
/** So much faster than that do machines live. */
const speed = 5;
const machines = 1000;
const samples = 60;
/** Of the samples, what is left out at the beginning: what is compiled and cached once is no growth. */
const warmPart = 0.3;

const {values} = parseArgs({options: {hours: {type: 'string', default: '2'}, quick: {type: 'boolean'}, json: {type: 'boolean'}}});
const hours = values.quick ? 0.15 : Number(values.hours);
if (!(hours >= 0.15 && hours <= 10_000)) {
	console.error(`--hours is "${values.hours}". Write a number of hours from 0.15 on.`);
	process.exit(2);
}

/** A quick run is over before the program is warm. */
const bounds: readonly Bound[] = [
	{name: 'live heap', unit: 'MB', percent: values.quick ? 15 : 5, slack: 1},
	// The most that the threads ever needed at once stays theirs: it goes up in steps, ever more seldom.
	{name: 'memory', unit: 'MB', percent: values.quick ? 20 : 15, slack: 5},
	{name: 'handles', unit: '', percent: 0, slack: 4},
	{name: 'listeners', unit: '', percent: 0},
	{name: 'descriptors', unit: '', percent: 0, slack: 4},
	{name: 'warnings of leaks', unit: '', most: 0},
	{name: 'journal', unit: 'MB', most: 64},
	{name: 'other files', unit: 'MB', most: 10},
	// It keeps the newest thousand machines that were destroyed.
	{name: 'live heap of the server', unit: 'MB', percent: 15, slack: 1},
	{name: 'requests', unit: ''},
	{name: 'notes', unit: ''},
];

const realMs = (hours * 3_600_000) / pace;
const directory = mkdtempSync(join(tmpdir(), 'flydeck-soak-'));
const at = (name: string): string => join(directory, name);
const state = at('flydeck');
const probe = ['--import', new URL('probe.ts', import.meta.url).href];
const probed = (name: string): Readonly<Record<string, string>> => ({
	SOAK_PACE: String(pace),
	SOAK_EVERY_MS: String(realMs / samples),
	SOAK_SAMPLES: at(name),
});

const sizeMb = (isMeant: (name: string) => boolean): number =>
	readdirSync(state, {recursive: true, encoding: 'utf8'})
		.filter(isMeant)
		.reduce((sum, name) => sum + (statSync(join(state, name), {throwIfNoEntry: false})?.size ?? 0) / 1e6, 0);
const isJournal = (name: string): boolean => name.startsWith('journal.db');

const samplesIn = (name: string): readonly Sample[] =>
	readFileSync(at(name), 'utf8')
		.split('\n')
		.filter(line => line !== '')
		.map((line): Sample => JSON.parse(line));

writeFileSync(at('faults.json'), JSON.stringify(badDay));
fillMonth(state, {machines: 400, perDay: 16, nowMs: Date.now()});
let requests = 0;
const fleet = await startFleet(machines, {
	nodeArgs: probe,
	args: ['--scenario', 'demo', '--speed', String(speed), '--faults', at('faults.json')],
	env: probed('server'),
	listen: text => {
		requests += text.split('\n').length - 1;
	},
});
const terminal = watchTerminal({
	command: [process.execPath, ...probe, flydeck, '--interval', `${pace}s`],
	env: {...fleet.env, ...probed('screen'), XDG_STATE_HOME: directory},
	columns: 120,
	rows: 40,
});

/** Lets a new machine take the place of the one before, over and over, as deploys do: what is kept by id must not stay. */
const deploy = async (endMs: number): Promise<void> => {
	const url = `${fleet.url}/v1/apps/fleet/machines`;
	// No fault of the plan strikes a request that asks for one.
	const headers = {authorization: `Bearer ${fleet.env.FLY_API_TOKEN}`, 'flydeck-fault': 'latency=0'};
	let last: string | undefined;
	while (performance.now() < endMs) {
		const made = await fetch(url, {method: 'POST', headers, body: JSON.stringify({config: {image: 'nginx'}})});
		const {id}: {readonly id?: string} = JSON.parse(await made.text());
		if (id === undefined) {
			throw new Error(`No machine could be made: ${made.status}.`);
		}

		if (last !== undefined) {
			await fetch(`${url}/${last}?force=true`, {method: 'DELETE', headers});
		}

		last = id;
		await pause(500);
	}
};

/** Presses keys until the time is over, and writes down what only this process can see each time that flydeck has written a sample. */
const live = async (endMs: number): Promise<readonly Moment[]> => {
	const seen: Moment[] = [];
	for (const keys of gestures()) {
		if (performance.now() > endMs) {
			break;
		}

		terminal.write(keys);
		await pause(150);
		const count = statSync(at('screen'), {throwIfNoEntry: false}) === undefined ? 0 : samplesIn('screen').length;
		if (count > seen.length) {
			const notes = Number(/(\d+) notes?: N/.exec(terminal.screen())?.[1] ?? seen.at(-1)?.notes ?? 0);
			seen.push({journal: sizeMb(isJournal), 'other files': sizeMb(name => !isJournal(name)), requests, notes});
		}
	}

	return seen;
};

try {
	await terminal.until(/\d+ up\b/, 120_000);
	const endMs = performance.now() + realMs;
	const [seen] = await Promise.all([live(endMs), deploy(endMs)]);
	const [screen, server] = [samplesIn('screen'), samplesIn('server')];
	const moments = seen.map((moment, index): Moment => {
		const {heapMb = NaN, residentMb = NaN, handles = NaN, listeners = NaN, descriptors = NaN, warnings = NaN} = screen[index] ?? {};
		return {
			...moment,
			'live heap': heapMb,
			memory: residentMb,
			handles,
			listeners,
			descriptors,
			'warnings of leaks': warnings,
			'live heap of the server': server[index]?.heapMb ?? NaN,
		};
	});
	await fetch(`${fleet.url}/_flydeck/faults`, {method: 'DELETE', headers: {authorization: `Bearer ${fleet.env.FLY_API_TOKEN}`}});
	await terminal.until(/live/, 60_000);
	const verdicts = judge(bounds, moments.slice(Math.floor(moments.length * warmPart)));
	const minutes = (factor: number): string => `${Math.round((realMs / 60_000) * factor)} min`;
	const told = `${machines} machines: ${minutes(pace)} of flydeck and ${minutes(pace * speed)} of their life, in ${minutes(1)}`;
	console.log([told, ...verdictLines(verdicts)].join('\n'));
	if (values.json) {
		console.log(JSON.stringify(moments));
	}

	process.exitCode = verdicts.some(({problem}) => problem !== undefined) ? 1 : 0;
} finally {
	await terminal.end('\u0003');
	fleet.close();
	rmSync(directory, {recursive: true, force: true});
}
