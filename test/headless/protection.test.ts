import {describe, expect, test, vi} from 'vitest';
import {type Act, acts} from '../../source/flags.ts';
import type {CarriedOut} from '../../source/headless/carry-out.ts';
import {type DeedFlag, type DeedKind, deeds} from '../../source/headless/deeds.ts';
import {createFastClock} from '../helpers/flow-clock.ts';
import {startFlowServer} from '../helpers/flow-server.ts';
import {createMemoryFiles} from '../helpers/memory-files.ts';
import {runAct} from '../helpers/run-act.ts';
import {runDeed} from '../helpers/run-deed.ts';

vi.setConfig({testTimeout: 30_000});

type How = Omit<Parameters<typeof runAct>[1], 'command'> & {readonly expected: string};

const one = {words: ['web-1']};

/** How each act is written, and the words that it wants; undefined: it only reads. */
const actCases: Readonly<Record<Act, How | undefined>> = {
	start: {words: ['web-2'], expected: 'start 1'},
	stop: {...one, expected: 'stop 1'},
	suspend: {...one, expected: 'suspend 1'},
	restart: {...one, expected: 'restart 1'},
	signal: {...one, expected: 'signal 1'},
	cordon: {...one, expected: 'cordon 1'},
	uncordon: {words: ['web-2'], expected: 'uncordon 1'},
	update: {...one, image: 'nginx:2', expected: 'update 1'},
	delete: {...one, isForced: true, expected: 'web-1'},
	wait: undefined,
	exec: {...one, inner: ['true'], expected: 'exec 1'},
	lease: {words: ['acquire', 'web-1'], expected: 'lease acquire 1'},
	edit: {...one, file: 'web.json', expected: 'change 1'},
	back: {...one, version: '1', expected: 'change 1'},
	compare: undefined,
	versions: undefined,
	create: {words: [], file: 'web.json', apps: ['web'], expected: 'create 1'},
	clone: {...one, expected: 'create 1'},
	metadata: {words: ['set', 'web-1', 'role=db'], expected: 'metadata set 1'},
};

const writing = acts.flatMap(command => {
	const how = actCases[command];
	return how === undefined ? [] : [{command, ...how}];
});

/** What each deed is done to, and the words that it wants. */
const deedCases: {readonly [Kind in DeedKind]: Readonly<Record<string, readonly [name: string, expected: string]>>} = {
	apps: {create: ['shop', 'create 1'], delete: ['web', 'web']},
	volumes: {create: ['cache', 'create 1'], extend: ['VOLUME', 'extend 1'], delete: ['VOLUME', 'LAST4'], snapshot: ['VOLUME', 'make 1']},
	secrets: {set: ['API_KEY', 'set 1'], delete: ['API_KEY', 'API_KEY']},
	certificates: {add: ['example.com', 'add 1'], check: ['www.example.com', 'check 1'], delete: ['www.example.com', 'www.example.com']},
	ips: {assign: ['v6', 'assign 1'], release: ['ADDRESS', 'ADDRESS']},
};

const deedRows = (Object.keys(deeds) as DeedKind[]).flatMap(kind =>
	Object.entries(deeds[kind]).map(([deed, {flags = []}]) => ({kind, deed, flags})),
);

/** The flags that they cannot do without. */
const deedFlags: Partial<Readonly<Record<DeedFlag, string>>> = {size: '20', force: ''};

/** A fleet that every act could change, for all tests. */
const startFleet = async () => {
	const requests: string[] = [];
	const server = await startFlowServer({clock: createFastClock(10), log: line => requests.push(line)});
	const {call, launch, post} = server;
	const id = await launch({env: {LEVEL: 'info'}}, {name: 'web-1'});
	const {body: volume} = await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 3});
	await call('POST', '/v1/apps/web/secrets', {values: {API_KEY: 'hunter2'}});
	await call('POST', '/v1/apps/web/certificates/acme', {hostname: 'www.example.com'});
	const {body: address} = await call('POST', '/v1/apps/web/ip_assignments', {type: 'v6'});
	await call('POST', `/v1/apps/web/machines/${id}`, {config: {image: 'nginx', env: {LEVEL: 'debug'}}});
	await server.waitFor(id, 'started');
	const other = await launch({}, {name: 'web-2'});
	await post(other, 'cordon');
	await post(other, 'stop');
	await server.waitFor(other, 'stopped');
	requests.length = 0;
	const files = createMemoryFiles();
	files.write('web.json', JSON.stringify({image: 'nginx:2'}));
	const fill = (text: string): string => text.replace('VOLUME', String(volume.id)).replace('ADDRESS', String(address.ip));
	return {server, id, files, fill, writes: () => requests.filter(line => !line.startsWith('GET'))};
};

const whyOf = (done: CarriedOut): string => (done.kind === 'done' ? JSON.stringify(done.results) : `${done.kind}: ${done.why}`);

const startActs = async () => {
	const fleet = await startFleet();
	const actOn = async (given: Parameters<typeof runAct>[1]): Promise<string> => {
		const {done, told} = await runAct(fleet.server, {files: fleet.files, protect: ['app:*'], ...given});
		return [whyOf(await done), ...told].join('\n');
	};
	return {...fleet, actOn};
};

describe('a protected fleet', () => {
	test('changes by no act without the words', async () => {
		const {actOn, writes} = await startActs();
		for (const {expected, ...how} of writing) {
			const why = `unasked: Nothing was done: there is no terminal to ask on. Add --yes and --confirm '${expected}' to `;
			expect(await actOn(how), how.command).toContain(why);
			expect(await actOn({...how, confirm: 'stop 2'}), how.command).toContain(why);
			for (const answer of ['y', 'yes', '', undefined]) {
				expect(await actOn({...how, ask: async () => answer}), how.command).toMatch(/^no: Nothing was done: /);
			}
		}

		expect(writes()).toEqual([]);
	});

	test('changes by no deed without the words', async () => {
		const {server, fill, writes} = await startFleet();
		for (const {kind, deed, flags} of deedRows) {
			const [name = '', words = ''] = deedCases[kind][deed] ?? [];
			const given = Object.fromEntries(flags.flatMap(flag => (flag in deedFlags ? [[flag, deedFlags[flag]]] : [])));
			const run = async (options: Parameters<typeof runDeed>[3]) =>
				whyOf((await runDeed(server, kind, [deed, fill(name)], {given, value: 'hunter3', protect: ['*'], ...options})).done);
			const expected = words === 'LAST4' ? fill(name).slice(-4) : fill(words);
			const title = `${kind} ${deed}`;
			expect(await run({isYes: true}), title).toContain(`Add --yes and --confirm '${expected}' to `);
			expect(await run({isYes: true, confirm: `${expected}x`}), title).toMatch(/^unasked: /);
			expect(await run({ask: async () => 'y'}), title).toMatch(/^no: /);
		}

		expect(writes()).toEqual([]);
	});

	test('is one too where a region is protected, and machines of it are there', async () => {
		const {server, id, writes, actOn} = await startActs();
		const {region} = (await server.call('GET', `/v1/apps/web/machines/${id}`)).body;
		for (const pattern of ['region:*', `region:${region}`]) {
			const protect = [pattern];
			expect(await actOn({command: 'stop', words: ['web-1'], protect})).toContain("--confirm 'stop 1'");
			const {done} = await runDeed(server, 'secrets', ['set', 'NEW'], {value: 'x', isYes: true, protect});
			expect(whyOf(done)).toContain("--confirm 'set 1'");
		}

		expect(writes()).toEqual([]);
		expect(await actOn({command: 'stop', words: ['web-1'], protect: ['region:xyz']})).toContain('"isOk":true');
	});

	test('is told to be one, with the pattern, and read as ever', async () => {
		const {actOn, writes} = await startActs();
		expect(await actOn({command: 'stop', words: ['web-1'], protect: ['web', 'region:*']})).toContain('PROTECTED by app:web');
		for (const how of [
			{command: 'wait', words: ['web-1'], waitFor: 'started'},
			{command: 'versions', words: ['web-1']},
			{command: 'lease', words: ['show', 'web-1']},
			{command: 'metadata', words: ['show', 'web-1']},
		]) {
			expect(await actOn(how)).toContain('"isOk":true');
		}

		expect(writes()).toEqual([]);
	});
});

describe('the words', () => {
	test('given beforehand or typed let an act through, under its lease, and no lease is left', async () => {
		const {server, id, files} = await startFleet();
		const run = async (given: Parameters<typeof runAct>[1]) =>
			whyOf(await (await runAct(server, {files, protect: ['web'], ...given})).done);
		expect(await run({command: 'cordon', words: ['web-1'], confirm: 'cordon 1'})).toContain('"isOk":true');
		expect(await run({command: 'restart', words: ['web-1'], ask: async () => 'restart 1', isYes: false})).toContain('"isOk":true');
		expect(await run({command: 'edit', words: ['web-1'], file: 'web.json', confirm: 'change 1'})).toContain('"isOk":true');
		expect(await run({command: 'create', words: [], apps: ['web'], file: 'web.json', confirm: 'create 1'})).toContain('"isOk":true');
		expect(await run({command: 'metadata', words: ['set', 'web-1', 'role=db'], confirm: 'metadata set 1'})).toContain('"isOk":true');
		expect((await server.call('GET', `/v1/apps/web/machines/${id}/lease`)).status).toBe(404);
		const {done} = await runDeed(server, 'secrets', ['set', 'NEW'], {value: 'x', isYes: true, confirm: 'set 1', protect: ['web']});
		expect(whyOf(done)).toContain('"isOk":true');
	});

	test('have to be right where nothing is protected too', async () => {
		const {server, writes} = await startFleet();
		const run = async (confirm: string) =>
			whyOf(await (await runAct(server, {command: 'delete', words: ['web-1'], isForced: true, confirm})).done);
		expect(await run('delete 2')).toMatch(/^unasked: /);
		expect(writes()).toEqual([]);
		expect(await run('web-1')).toContain('"isOk":true');
	});
});
