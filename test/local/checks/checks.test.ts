import http, {type RequestListener} from 'node:http';
import https from 'node:https';
import net, {type AddressInfo, type Server} from 'node:net';
import {describe, expect, onTestFinished, test} from 'vitest';
import type {JsonObject} from '../../../source/domain/json.ts';
import {checkDefinitions} from '../../../source/local/checks/check-definitions.ts';
import {createChecks} from '../../../source/local/checks/checks.ts';
import type {CheckRecord} from '../../../source/local/fleet/machine-record.ts';
import {createScheduler} from '../../../source/local/time/scheduler.ts';
import {systemClock} from '../../../source/runtime/clock.ts';
import {eventually} from '../../helpers/eventually.ts';
import {createManualClock} from '../../helpers/manual-clock.ts';
import {selfSigned} from '../../helpers/self-signed.ts';

const listen = async (server: Server): Promise<number> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	server.listen(0, '127.0.0.1', resolve);
	await promise;
	onTestFinished(() => void server.close());
	return (server.address() as AddressInfo).port;
};

const serve = (answer: RequestListener): Promise<number> => listen(http.createServer(answer));

/** A port that nothing listens on. */
const closedPort = async (): Promise<number> => {
	const server = net.createServer();
	const {promise, resolve} = Promise.withResolvers<void>();
	server.listen(0, '127.0.0.1', resolve);
	await promise;
	const {port} = server.address() as AddressInfo;
	server.close();
	return port;
};

/** Makes checks, quickly one after the other, until the test is over. */
const run = (config: JsonObject) => {
	const reports: CheckRecord[] = [];
	const scheduler = createScheduler(systemClock);
	const {stop} = createChecks(scheduler)(config, check => reports.push(check));
	onTestFinished(() => {
		stop();
		scheduler.close();
	});
	const first = (): Promise<CheckRecord | undefined> =>
		eventually(() => {
			expect(reports).not.toEqual([]);
			return reports[0];
		});
	return {reports, stop, first};
};

const quick = {interval: '100ms', grace_period: '0s', timeout: '5s'};

const runOne = (check: JsonObject) => run({checks: {alive: {...quick, ...check}}});

describe('a tcp check', () => {
	test('passes when something listens', async () => {
		const port = await listen(net.createServer(socket => socket.on('error', () => {})));
		expect(await runOne({type: 'tcp', port}).first()).toMatchObject({name: 'alive', status: 'passing', output: 'Success'});
	});

	test('is critical when nothing does', async () => {
		const port = await closedPort();
		expect(await runOne({type: 'tcp', port}).first()).toMatchObject({status: 'critical', output: 'connect: connection refused'});
	});

	test.each([-1, 70_000, 1.5])('of the impossible port %d is critical, not a crash', async port => {
		expect(await runOne({type: 'tcp', port}).first()).toMatchObject({status: 'critical'});
	});
});

describe('an http check', () => {
	test('asks as it is told to', async () => {
		const asked: JsonObject[] = [];
		const port = await serve((request, response) => {
			asked.push({method: request.method, path: request.url, word: request.headers['x-word'], host: request.headers.host});
			response.end('fine');
		});
		const headers = [
			{name: 'X-Word', values: ['a', 'b']},
			{name: 'Host', values: ['example.com']},
		];
		expect(await runOne({type: 'http', port, method: 'post', path: '/health?deep=1', headers}).first()).toMatchObject({
			status: 'passing',
			output: 'fine',
		});
		expect(asked[0]).toEqual({method: 'POST', path: '/health?deep=1', word: 'a, b', host: 'example.com'});
	});

	test.each([
		[200, '', 'passing', '200'],
		[204, '', 'passing', '204'],
		[301, '', 'critical', '301 Moved Permanently'],
		[404, 'nothing here', 'critical', '404 Not Found: nothing here'],
		[503, 'no database\n', 'critical', '503 Service Unavailable: no database'],
	])('that is answered %d %j is %s', async (code, text, status, output) => {
		const port = await serve((_, response) => void response.writeHead(code).end(text));
		expect(await runOne({type: 'http', port}).first()).toMatchObject({status, output});
	});

	test('that is not answered in time is critical', async () => {
		const port = await serve(() => {});
		expect(await runOne({type: 'http', port, timeout: '50ms'}).first()).toMatchObject({
			status: 'critical',
			output: 'context deadline exceeded',
		});
	});

	test('that is answered without end takes the beginning', async () => {
		const port = await serve((_, response) => {
			const write = (): void => void (response.write('x'.repeat(1000)) ? setImmediate(write) : response.once('drain', write));
			response.on('error', () => {});
			write();
		});
		expect((await runOne({type: 'http', port}).first())?.output).toBe('x'.repeat(1024));
	});

	test.each([
		[{method: 'BAD METHOD'}],
		[{path: '/with space'}],
		[{headers: [{name: 'bad name', values: ['x']}]}],
		[{headers: [{name: 'x', values: ['a\nb']}]}],
	])('that cannot be asked, as with %j, is critical, not a crash', async check => {
		const port = await serve((_, response) => void response.end());
		expect(await runOne({type: 'http', port, ...check}).first()).toMatchObject({status: 'critical'});
	});

	test('over https trusts only whom it should, unless it is told not to ask', async () => {
		const port = await listen(https.createServer(selfSigned, (_, response) => void response.end('secure')));
		const check = {type: 'http', protocol: 'https', port};
		expect(await runOne({...check, tls_skip_verify: true}).first()).toMatchObject({status: 'passing', output: 'secure'});
		expect(await runOne(check).first()).toMatchObject({status: 'critical', output: expect.stringContaining('self-signed')});
	});
});

test('a check is told of when it changes, and its time is that of the last change of status', async () => {
	let code = 500;
	let text = 'one';
	const port = await serve((_, response) => void response.writeHead(code).end(text));
	const {reports, first} = runOne({type: 'http', port});
	await first();
	text = 'two';
	await eventually(() => expect(reports).toHaveLength(2));
	code = 200;
	await eventually(() => expect(reports).toHaveLength(3));
	expect(reports.map(({status, output}) => `${status} ${output}`)).toEqual([
		'critical 500 Internal Server Error: one',
		'critical 500 Internal Server Error: two',
		'passing two',
	]);
	expect(reports[1]?.updatedAtMs).toBe(reports[0]?.updatedAtMs);
	expect(reports[2]?.updatedAtMs).toBeGreaterThan(reports[1]?.updatedAtMs ?? 0);
});

test('the first look comes when the grace period is over, and none once it is stopped', async () => {
	let looks = 0;
	const port = await serve((_, response) => {
		looks++;
		response.end();
	});
	const clock = createManualClock();
	const start = createChecks(createScheduler(clock));
	const reports: string[] = [];
	const begin = (name: string) =>
		start({checks: {[name]: {type: 'http', port, grace_period: '10s', interval: '5s'}}}, check => reports.push(check.name));
	const first = begin('first');
	const second = begin('second');
	clock.advance(9999);
	second.stop();
	clock.advance(1);
	await eventually(() => expect(reports).toEqual(['first']));
	first.stop();
	const third = begin('third');
	clock.advance(10_000);
	await eventually(() => expect(reports).toEqual(['first', 'third']));
	third.stop();
	expect(looks).toBe(2);
});

test('a config without checks asks for no time at all', () => {
	const clock = createManualClock();
	createChecks(createScheduler(clock))({services: [{internal_port: 80}]}, () => {});
	expect(clock.pending()).toBe(0);
});

test('checks have the names and ports that the machine shows', () => {
	const services = [
		{internal_port: 8080, checks: [{type: 'http'}, {type: 'tcp', port: 9090}]},
		{internal_port: 53, checks: [{}]},
	];
	const found = checkDefinitions({checks: {alive: {type: 'tcp', port: 80}}, services});
	expect(found.map(({name, port}) => [name, port])).toEqual([
		['alive', 80],
		['servicecheck-00-http-8080', 8080],
		['servicecheck-00-tcp-9090', 9090],
		['servicecheck-01-tcp-53', 53],
	]);
});
