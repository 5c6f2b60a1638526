import {expect, onTestFinished, test, vi} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {logLanguage} from '../../source/domain/query/log-language.ts';
import {parseQuery} from '../../source/domain/query/parse.ts';
import {type LogsOptions, printLogs} from '../../source/headless/logs.ts';
import {readMachines} from '../../source/headless/read-machines.ts';
import {eventually} from '../helpers/eventually.ts';
import {type FlowServer, startFlowServer} from '../helpers/flow-server.ts';

vi.setConfig({testTimeout: 30_000});

const saying = (...lines: readonly string[]) => ({
	init: {exec: ['sh', '-c', `${lines.map(line => `echo ${line}; sleep 0.05`).join('; ')}; exec sleep 600`]},
});

const start = async () => {
	const server = await startFlowServer();
	await server.launch(saying('alpha', 'beta'), {name: 'web-1'});
	await server.launch(saying('gamma'), {name: 'web-2'});
	return server;
};

const filterOf = (text: string) => parseQuery(text, logLanguage);

type Given = Partial<LogsOptions> & {readonly names?: readonly string[]};

/** Prints the lines of machines as the sub-command does, into a list. */
const run = async ({url, clock}: FlowServer, {names = ['web-1', 'web-2'], ...given}: Given = {}) => {
	const api = createApi({baseUrl: url, token: 'secret', clock, userAgent: 'flydeck-test'});
	const {machines} = await readMachines(api, [], 'personal', clock);
	const ending = new AbortController();
	onTestFinished(() => ending.abort());
	const printed: string[] = [];
	const told: string[] = [];
	const done = printLogs({
		api,
		clock,
		machines: machines.filter(({name}) => names.includes(name)),
		isFollowed: false,
		spanMs: undefined,
		filter: filterOf(''),
		isJson: false,
		async print(text) {
			printed.push(...text.split('\n'));
			return true;
		},
		tell: line => told.push(line),
		signal: ending.signal,
		...given,
	});
	return {done, printed, told, end: () => ending.abort()};
};

/** The lines once the machines have written them all. */
const untilPrinted = async (server: FlowServer, given: Given, wanted: string): Promise<readonly string[]> => {
	let lines: readonly string[] = [];
	await eventually(async () => {
		const {done, printed} = await run(server, given);
		expect(await done).toBe(true);
		lines = printed;
		expect(printed.join('\n')).toContain(wanted);
	});
	return lines;
};

test('the lines of one machine are printed as they are saved, those of the others left out', async () => {
	const lines = await untilPrinted(await start(), {names: ['web-1']}, 'beta');
	expect(lines).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\dT\S+Z info \w{3} \w{14} alpha$/));
	expect(lines.join('\n')).not.toContain('gamma');
});

test('the lines of several machines come by time, each after the name of its machine', async () => {
	const server = await start();
	await untilPrinted(server, {names: ['web-1']}, 'beta');
	const lines = await untilPrinted(server, {spanMs: 3_600_000}, 'gamma');
	expect(lines).toContainEqual(expect.stringMatching(/^web-1: .* alpha$/));
	expect(lines).toContainEqual(expect.stringMatching(/^web-2: .* gamma$/));
	const times = lines.map(line => line.split(' ')[1] ?? '');
	expect(times).toEqual(times.toSorted());
});

test('only lines that the filter lets through are printed, and as JSON where that is asked', async () => {
	const server = await start();
	const filter = filterOf('/^info .*(alpha|gamma)$/');
	const lines = await untilPrinted(server, {filter, isJson: true}, 'gamma');
	expect(lines.map(line => JSON.parse(line))).toMatchObject([
		{app: 'web', name: 'web-1', level: 'info', provider: 'app', message: 'alpha', timestamp: expect.stringMatching(/Z$/)},
		{app: 'web', name: 'web-2', message: 'gamma'},
	]);
});

test('a span that is shorter than the age of the lines leaves them out', async () => {
	const server = await start();
	await untilPrinted(server, {}, 'gamma');
	const {done, printed} = await run(server, {spanMs: 1});
	expect(await done).toBe(true);
	expect(printed).toEqual([]);
});

test('lines are followed as they come, each printed once, until it is ended', async () => {
	const server = await start();
	const {done, printed, end} = await run(server, {isFollowed: true});
	await eventually(() => expect(printed.join('\n')).toContain('gamma'));
	await server.launch(saying('delta'), {name: 'web-3'});
	const [{id} = {id: ''}] = (await server.call('GET', '/v1/apps/web/machines')).list as readonly {readonly id: string}[];
	await server.post(id, 'stop');
	await eventually(() => expect(printed.filter(line => line.includes(id)).length).toBeGreaterThan(2));
	end();
	expect(await done).toBe(true);
	expect(printed.join('\n')).not.toContain('delta');
	expect(new Set(printed).size).toBe(printed.length);
});

test('it ends when nobody reads any more', async () => {
	const printed: string[] = [];
	const {done} = await run(await start(), {
		isFollowed: true,
		async print(text) {
			printed.push(text);
			return false;
		},
	});
	expect(await done).toBe(true);
	expect(printed).toHaveLength(1);
});

test('a log that cannot be read is told, and makes the end a bad one', async () => {
	const server = await start();
	const refused = createApi({baseUrl: server.url, token: 'other', clock: server.clock, userAgent: 'flydeck-test'});
	const {done, told, printed} = await run(server, {api: refused, isFollowed: true});
	expect(await done).toBe(false);
	expect(told).toEqual([expect.stringMatching(/get the log of app web/)]);
	expect(printed).toEqual([]);
});
