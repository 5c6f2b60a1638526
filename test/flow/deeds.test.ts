import {describe, expect, test, vi} from 'vitest';
import type {CarriedOut} from '../../source/headless/carry-out.ts';
import type {DeedKind} from '../../source/headless/deeds.ts';
import {startFlowServer} from '../helpers/flow-server.ts';
import {runDeed} from '../helpers/run-deed.ts';

vi.setConfig({testTimeout: 30_000});

/** What there is before: a volume, a secret, a certificate and an address of the app `web`, and an app without machines. */
const start = async () => {
	const requests: string[] = [];
	const server = await startFlowServer({log: line => requests.push(line)});
	const {call} = server;
	await call('POST', '/v1/apps', {app_name: 'idle', org_slug: 'personal'});
	const {body: volume} = await call('POST', '/v1/apps/web/volumes', {name: 'data', region: 'fra', size_gb: 3});
	await call('POST', '/v1/apps/web/secrets', {values: {API_KEY: 'hunter2'}});
	await call('POST', '/v1/apps/web/certificates/acme', {hostname: 'www.example.com'});
	const {body: address} = await call('POST', '/v1/apps/web/ip_assignments', {type: 'v6'});
	requests.length = 0;
	const fill = (text: string): string => text.replace('VOLUME', String(volume.id)).replace('ADDRESS', String(address.ip));
	return {
		...server,
		fill,
		volumeId: String(volume.id),
		writes: () => requests.filter(line => /^(?:POST|PUT|DELETE) /.test(line)),
	};
};

type Started = Awaited<ReturnType<typeof start>>;

const runIn = (server: Started, [kind, ...words]: readonly [DeedKind, ...string[]], options: Parameters<typeof runDeed>[3] = {}) =>
	runDeed(server, kind, words.map(server.fill), options);

const textOf = (done: CarriedOut): string => (done.kind === 'done' ? done.results.map(({text}) => text).join('\n') : done.why);

/** Every order that the tables of the screen have, and how it is told once it is done. */
const orders: readonly {
	readonly words: readonly [DeedKind, ...string[]];
	readonly given?: Readonly<Record<string, string>>;
	readonly says: RegExp;
	/** What is asked: nothing, a yes, or that this is typed. */
	readonly asks?: string;
	readonly value?: string;
}[] = [
	{words: ['apps', 'create', 'new-app'], says: /^app new-app created \(request /, asks: 'y'},
	{words: ['apps', 'delete', 'idle'], says: /^app idle deleted/, asks: 'idle'},
	{
		words: ['volumes', 'create', 'cache'],
		given: {region: 'fra', size: '2', encrypted: 'no'},
		says: /^volume cache of web created .*in fra\.$/,
		asks: 'y',
	},
	{words: ['volumes', 'extend', 'VOLUME'], given: {size: '7'}, says: /extended .*It has 7 GB/, asks: 'y'},
	{words: ['volumes', 'snapshot', 'VOLUME'], says: /^a snapshot of volume vol_\w+ of web is being made/, asks: 'y'},
	{words: ['volumes', 'delete', 'VOLUME'], says: /^volume vol_\w+ \(data\) of web deleted/, asks: 'last 4'},
	{words: ['secrets', 'set', 'OTHER'], value: 's3cret', says: /^secret OTHER of web set/, asks: 'y'},
	{words: ['secrets', 'set', 'API_KEY'], value: 's3cret', says: /^secret API_KEY of web set/, asks: 'y'},
	{words: ['secrets', 'delete', 'API_KEY'], says: /^secret API_KEY of web deleted/, asks: 'API_KEY'},
	{words: ['certificates', 'add', 'api.example.com'], says: /^certificate api\.example\.com of web added/, asks: 'y'},
	{words: ['certificates', 'check', 'www.example.com'], says: /^certificate www\.example\.com of web checked/},
	{words: ['certificates', 'delete', 'WWW.example.com'], says: /^certificate www\.example\.com of web deleted/, asks: 'www.example.com'},
	{words: ['ips', 'assign', 'shared_v4'], says: /^address shared_v4 of web assigned .*It is 66\./, asks: 'y'},
	{words: ['ips', 'release', 'ADDRESS'], says: /^address [\da-f:]+ of web released/, asks: 'ADDRESS'},
];

describe.each(orders)('$words', ({words, given, says, asks, value = ''}) => {
	test(`is done with --yes`, async () => {
		const server = await start();
		const {done} = await runIn(server, words, {given: given ?? {}, value, isYes: true});
		expect(textOf(done)).toMatch(says);
		expect(done).toMatchObject({kind: 'done', results: [{isOk: true, isSkipped: false}]});
		expect(server.writes()).toHaveLength(1);
	});

	test(`${asks === undefined ? 'asks nothing: it only looks' : `wants "${asks}" to be typed, and nothing else will do`}`, async () => {
		const server = await start();
		const questions: string[] = [];
		const answering = (answer: string | undefined) => async (question: string) => {
			questions.push(question);
			return answer;
		};
		if (asks === undefined) {
			expect(textOf((await runIn(server, words, {given: given ?? {}, value, ask: answering('')})).done)).toMatch(says);
			expect(questions).toEqual([]);
			return;
		}

		for (const answer of ['', 'no', undefined]) {
			const {done} = await runIn(server, words, {given: given ?? {}, value, ask: answering(answer)});
			expect(done.kind).toBe('no');
		}

		expect((await runIn(server, words, {given: given ?? {}, value})).done).toMatchObject({
			kind: 'unasked',
			why: expect.stringMatching(/^Nothing was done: there is no terminal to ask on\. Add --yes /),
		});
		expect(server.writes()).toEqual([]);
		const typed = asks === 'last 4' ? server.volumeId.slice(-4) : server.fill(asks);
		const {done, told} = await runIn(server, words, {given: given ?? {}, value, ask: answering(typed)});
		expect(textOf(done)).toMatch(says);
		expect(server.writes()).toHaveLength(1);
		expect([...questions, ...told].join('\n')).not.toContain('s3cret');
	});
});

/** Makes the server fail whatever is to change something. */
const failWrites = async ({call}: Started): Promise<void> => {
	const routes = ['POST ', 'DELETE /*', 'POST /*/*', 'POST /*/*/*', 'DELETE /*/*/*', 'POST /*/*/*/*', 'PUT /*/*/*/*'];
	const rules = routes.map(route => ({fault: '401', route: route.replace(' ', ' /v1/apps')}));
	expect((await call('PUT', '/_flydeck/faults', {rules})).status).toBeLessThan(300);
};

test.each(orders)('$words, when the server refuses it, is told as it says, and sent once', async ({words, given = {}, value = ''}) => {
	const server = await start();
	await failWrites(server);
	const sent = server.writes().length;
	const {done, told} = await runIn(server, words, {given, value, isYes: true});
	expect(textOf(done)).toMatch(/: could not [a-z]+: 401 .*\(request .+\)$/);
	expect(done).toMatchObject({kind: 'done', results: [{isOk: false, isSkipped: false}]});
	expect(server.writes()).toHaveLength(sent + 1);
	expect(JSON.stringify([done, told])).not.toContain('s3cret');
});

describe('is refused with the reason before anything is sent', () => {
	const attach = async ({call, volumeId}: Started): Promise<void> => {
		await call('POST', '/v1/apps/web/machines', {
			region: 'fra',
			config: {image: 'nginx', mounts: [{volume: volumeId, path: '/data'}]},
		});
	};
	const makeTwin = async ({call}: Started): Promise<void> => {
		await call('POST', '/v1/apps/idle/secrets', {values: {API_KEY: 'x'}});
	};

	test.each<{
		readonly words: readonly [DeedKind, ...string[]];
		readonly given?: Readonly<Record<string, string>>;
		readonly before?: (server: Started) => Promise<void>;
		readonly kind: CarriedOut['kind'];
		readonly says: RegExp;
	}>([
		{words: ['apps', 'delete', 'nope'], kind: 'none', says: /^There is no app nope\. flydeck apps lists what there is\.$/},
		{words: ['apps', 'delete', 'web'], before: attach, kind: 'done', says: /^app web has 1 machine, which dies with it: add --force$/},
		{words: ['volumes', 'delete', 'VOLUME'], before: attach, kind: 'done', says: /is attached to machine \w+: delete that machine first$/},
		{words: ['volumes', 'extend', 'VOLUME'], given: {size: '3'}, kind: 'done', says: /has 3 GB: it can only grow$/},
		{words: ['volumes', 'snapshot', 'vol_none'], kind: 'none', says: /^There is no volume vol_none\./},
		{words: ['secrets', 'delete', 'NONE'], kind: 'none', says: /^There is no secret NONE\./},
		{
			words: ['secrets', 'delete', 'API_KEY'],
			before: makeTwin,
			kind: 'wrong',
			says: /^There is secret API_KEY in several apps: idle, web\. Say with --app which is meant\.$/,
		},
		{words: ['certificates', 'check', 'no.example.com'], kind: 'none', says: /^There is no certificate no\.example\.com\./},
		{words: ['ips', 'release', '192.0.2.1'], kind: 'none', says: /^There is no address 192\.0\.2\.1\./},
	])('$words: $says', async ({words, given, before, kind, says}) => {
		const server = await start();
		await before?.(server);
		const sent = server.writes().length;
		const {done} = await runIn(server, words, {given: given ?? {}, isYes: true});
		expect(textOf(done)).toMatch(says);
		expect(done.kind).toBe(kind);
		expect(server.writes()).toHaveLength(sent);
	});
});

test.each<{readonly words: readonly [DeedKind, ...string[]]; readonly given?: Readonly<Record<string, string>>; readonly says: RegExp}>([
	{words: ['apps', 'create', 'web'], says: /^app web: could not create: 422 .*\(request .+\)$/},
	{words: ['volumes', 'create', 'cache'], given: {region: 'moon'}, says: /^volume cache of web: could not create: 4\d\d .*\(request .+\)$/},
])('$words is refused by the server and explained', async ({words, given, says}) => {
	const server = await start();
	const {done} = await runIn(server, words, {given: given ?? {}, isYes: true});
	expect(textOf(done)).toMatch(says);
	expect(done).toMatchObject({kind: 'done', results: [{isOk: false, isSkipped: false}]});
});

test('an app is deleted by force, after it is told how many machines die', async () => {
	const server = await start();
	await server.launch({}, {name: 'web-1'});
	const {done, told} = await runIn(server, ['apps', 'delete', 'web'], {given: {force: ''}, ask: async () => 'web'});
	expect(told).toContain('Its 1 machine dies with it, by force, with its volumes, secrets and addresses.');
	expect(textOf(done)).toMatch(/^app web deleted/);
});

test('an app that got a machine after it was asked is left alone', async () => {
	const server = await start();
	const {done} = await runIn(server, ['apps', 'delete', 'idle'], {
		async ask() {
			await server.call('POST', '/v1/apps/idle/machines', {config: {image: 'nginx'}});
			return 'idle';
		},
	});
	expect(done).toMatchObject({results: [{isOk: false, isSkipped: true, text: 'app idle has 1 machine now, not 0: nothing was done.'}]});
});

test('several are done one after the other, the act and their number typed, and the first failure leaves the others alone', async () => {
	const server = await start();
	const {body} = await server.call('POST', '/v1/apps/web/volumes', {name: 'more', region: 'fra', size_gb: 1});
	const other = String(body.id);
	const removeOne = async (question: string) => {
		expect(question).toBe('Type the act and how many, delete 2: ');
		await server.call('DELETE', `/v1/apps/web/volumes/${server.volumeId}`);
		return 'delete 2';
	};
	const {done} = await runIn(server, ['volumes', 'delete', 'VOLUME', other], {ask: removeOne});
	expect(done).toMatchObject({
		results: [
			{target: {id: server.volumeId}, isOk: false},
			{target: {id: other}, isOk: false, isSkipped: true, text: `volume ${other} (more) of web: not begun: the job had ended before`},
		],
	});
});

test('a certificate comes with the DNS records that it needs', async () => {
	const server = await start();
	const {done} = await runIn(server, ['certificates', 'check', 'www.example.com']);
	expect(done.kind === 'done' ? done.results[0]?.lines : []).toContainEqual(expect.stringMatching(/^DNS CNAME {2}web\.fly\.dev$/));
});
