import {createServer} from 'node:net';
import {expect, test} from 'vitest';
import {type Api, createApi} from '../../source/api/api.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, type StubAnswer, startStubServer} from '../helpers/stub-server.ts';
import {apiThatAnswers, dropped, failureOf, options, send} from './failing.ts';

const cutInTheMiddle: StubAnswer = response => {
	response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
	response.write('{"ok":');
	setImmediate(() => response.destroy());
};

const html = '<!doctype html><title>Welcome to the hotel</title>';
const held = {owner: 'hello@fly.io', expiresAtMs: Date.parse('2022-10-20T19:59:06Z')};

test.each([
	{title: '400', answer: jsonAnswer({error: 'EOF'}, 400), wanted: {kind: 'invalid', status: 400, detail: 'EOF'}},
	{title: '401', answer: jsonAnswer({error: 'invalid token'}, 401), wanted: {kind: 'unauthorized', detail: 'invalid token'}},
	{title: '403', answer: jsonAnswer({error: 'unauthorized'}, 403), wanted: {kind: 'forbidden', status: 403}},
	{title: '404', answer: jsonAnswer({error: 'app not found'}, 404), wanted: {kind: 'not-found', status: 404}},
	{title: '404 in plain text', answer: send(404, '404 page not found\n'), wanted: {kind: 'not-found', detail: '404 page not found'}},
	{title: '408', answer: jsonAnswer({error: 'deadline_exceeded: x'}, 408), wanted: {kind: 'deadline', outcomeUnknown: true}},
	{title: '409', answer: jsonAnswer({error: 'aborted: x'}, 409), wanted: {kind: 'conflict', heldBy: undefined}},
	{
		title: '409 for a lease, in the old form',
		answer: jsonAnswer(
			{
				status: 'error',
				message: 'machine ID m1 lease currently held by hello@fly.io, expires at 2022-10-20 19:59:06 +0000 UTC',
				code: 'invalid',
			},
			409,
		),
		wanted: {kind: 'lease-held', heldBy: held, outcomeUnknown: false},
	},
	{
		title: '409 for a lease, in the new form',
		answer: jsonAnswer({error: 'aborted: machine ID m1 lease currently held by hello@fly.io, expires at 2022-10-20T19:59:06Z'}, 409),
		wanted: {kind: 'lease-held', heldBy: held},
	},
	{
		title: '409 for a lease without an expiry',
		answer: jsonAnswer({error: 'lease currently held by someone'}, 409),
		wanted: {kind: 'lease-held', heldBy: {owner: 'someone', expiresAtMs: undefined}},
	},
	{title: '412', answer: jsonAnswer({error: 'failed_precondition: x'}, 412), wanted: {kind: 'precondition'}},
	{title: '413', answer: send(413, ''), wanted: {kind: 'invalid', detail: ''}},
	{title: '422', answer: jsonAnswer({error: 'Validation failed', status: 'name_taken'}, 422), wanted: {kind: 'invalid'}},
	{title: '429', answer: jsonAnswer({error: 'rate limit exceeded'}, 429), wanted: {kind: 'rate-limited', retryAfterMs: undefined}},
	{
		title: '429 with seconds to wait',
		answer: jsonAnswer({error: 'x'}, 429, {'retry-after': '7'}),
		wanted: {kind: 'rate-limited', retryAfterMs: 7000},
	},
	{
		title: '429 with a date to wait for',
		answer: jsonAnswer({error: 'x'}, 429, {'retry-after': 'Fri, 14 Aug 2026 09:57:30 GMT'}),
		wanted: {kind: 'rate-limited', retryAfterMs: 30_000},
	},
	{
		title: '429 with a date that has passed',
		answer: jsonAnswer({error: 'x'}, 429, {'retry-after': 'Fri, 14 Aug 2020 09:57:30 GMT'}),
		wanted: {kind: 'rate-limited', retryAfterMs: 0},
	},
	{
		title: '429 with nonsense to wait for',
		answer: jsonAnswer({error: 'x'}, 429, {'retry-after': 'soon'}),
		wanted: {kind: 'rate-limited', retryAfterMs: undefined},
	},
	{title: '500', answer: jsonAnswer({error: 'internal: x'}, 500), wanted: {kind: 'server', outcomeUnknown: false}},
	{title: '502 with a web page', answer: send(502, html), wanted: {kind: 'server', status: 502, outcomeUnknown: true}},
	{title: '503', answer: jsonAnswer({error: 'out of capacity'}, 503), wanted: {kind: 'server', outcomeUnknown: false}},
	{title: '302', answer: send(302, '', {location: 'http://elsewhere.invalid/'}), wanted: {kind: 'malformed', status: 302}},
	{title: 'a web page', answer: send(200, html), wanted: {kind: 'malformed', status: 200, outcomeUnknown: true}},
	{title: 'a cut body', answer: cutInTheMiddle, wanted: {kind: 'malformed', status: 200, outcomeUnknown: true}},
	{title: 'half of the JSON', answer: send(200, '{"ok":tr'), wanted: {kind: 'malformed'}},
	{title: 'an empty body', answer: send(200, ''), wanted: {kind: 'malformed'}},
	{title: 'JSON of another shape', answer: jsonAnswer(['ok']), wanted: {kind: 'malformed'}},
	{title: 'a dropped connection', answer: dropped, wanted: {kind: 'unreachable', status: undefined, outcomeUnknown: true}},
])('$title is told as $wanted.kind', async ({answer, wanted}) => {
	const api = await apiThatAnswers(answer);
	const error = await failureOf(api.stopMachine('shop', 'm1'));
	expect(error).toMatchObject({name: 'ApiError', ...wanted});
	expect(error.message).toContain('stop machine m1 of app shop');
	expect(error.message).not.toContain('<');
});

test.each([
	{title: 'a dropped connection', answer: dropped},
	{title: 'a web page', answer: send(200, html)},
	{title: '408', answer: jsonAnswer({error: 'deadline_exceeded: x'}, 408)},
])('after $title there is no doubt about the outcome of a read', async ({answer}) => {
	const api = await apiThatAnswers(answer);
	expect(await failureOf(api.listMachines('shop'))).toMatchObject({outcomeUnknown: false});
});

test.each([{}, 'text', 3, true])('a list of machines that is %j is malformed', async body => {
	const api = await apiThatAnswers(jsonAnswer(body));
	expect(await failureOf(api.listMachines('shop'))).toMatchObject({kind: 'malformed'});
});

test.each([{}, null, [], {data: {owner: 'x'}}, {data: {nonce: 'x'}}])('a lease that is %j is malformed', async body => {
	const api = await apiThatAnswers(jsonAnswer(body));
	expect(await failureOf(api.acquireLease('shop', 'm1', {ttlSeconds: 9, description: ''}))).toMatchObject({kind: 'malformed'});
});

test('a machine that was to be leased, and has no nonce, is malformed', async () => {
	const api = await apiThatAnswers(jsonAnswer({id: 'm1', state: 'created'}));
	expect(await failureOf(api.createLeasedMachine('shop', {config: {}}, 60))).toMatchObject({kind: 'malformed', outcomeUnknown: true});
});

test('a missing machine is not taken for a missing lease', async () => {
	const api = await apiThatAnswers(jsonAnswer({error: 'not_found: machine not found'}, 404));
	expect(await failureOf(api.getLease('shop', 'm1'))).toMatchObject({kind: 'not-found'});
	expect(await failureOf(api.releaseLease('shop', 'm1', 'nonce'))).toMatchObject({kind: 'not-found'});
});

test('the message is one sentence that says who refused what, and why', async () => {
	const server = await startStubServer(
		jsonAnswer({error: 'Authenticate: \u001B[31mtoken\nvalidation error'}, 401, {'fly-request-id': '01J-ams'}),
	);
	const api = createApi({...options, baseUrl: server.baseUrl, clock: createManualClock()});
	const error = await failureOf(api.listMachines('shop'));
	expect(error.message).toBe(
		`The Machines API at ${new URL(server.baseUrl).host} refused the token (401) when asked to list the machines of app shop: Authenticate: [31mtoken validation error`,
	);
	expect(error.requestId).toBe('01J-ams');
});

test('a long answer is shortened', async () => {
	const api = await apiThatAnswers(jsonAnswer({error: 'x'.repeat(50_000)}, 500));
	expect((await failureOf(api.listMachines('shop'))).message.length).toBeLessThan(500);
});

test('a host where nothing listens is unreachable, and a write there has certainly not happened', async () => {
	const probe = createServer();
	const port = await new Promise<number>(resolve => {
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			resolve(typeof address === 'object' && address !== null ? address.port : 0);
		});
	});
	await new Promise(resolve => {
		probe.close(resolve);
	});
	const api = createApi({...options, baseUrl: `http://127.0.0.1:${port}`, clock: createManualClock()});
	const error = await failureOf(api.stopMachine('shop', 'm1'));
	expect(error).toMatchObject({kind: 'unreachable', outcomeUnknown: false});
	expect(error.message).toContain('connection refused');
	expect(error.cause).toMatchObject({message: expect.stringContaining('ECONNREFUSED')});
});

test('a port that is not for HTTP is not taken for a lost connection, and a write there has certainly not happened', async () => {
	const api = createApi({...options, baseUrl: 'http://127.0.0.1:1', clock: createManualClock()});
	const error = await failureOf(api.stopMachine('shop', 'm1'));
	expect(error).toMatchObject({kind: 'unreachable', outcomeUnknown: false, detail: expect.stringContaining('refused')});
	expect(error.message).not.toContain('lost');
});

test.each([
	{title: 'cut off by the connection', answer: cutInTheMiddle},
	{title: 'cut off within its JSON', answer: send(200, '[{"id": "148e')},
])('an answer that was $title is told so, and the address is not doubted', async ({answer}) => {
	const error = await failureOf((await apiThatAnswers(answer)).listMachines('shop'));
	expect(error).toMatchObject({kind: 'malformed', detail: 'an answer that was cut off'});
	expect(error.message).toMatch(/gave an answer that was cut off \(200\) when asked to list the machines of app shop\.$/);
});

test.each([
	{title: 'a web page', answer: send(200, html)},
	{title: 'plain text', answer: send(200, 'hello')},
	{title: 'nothing', answer: send(200, '')},
])('after $title the address is doubted', async ({answer}) => {
	const error = await failureOf((await apiThatAnswers(answer)).listMachines('shop'));
	expect(error.message).toMatch(/Is this the address of a Machines API\?$/);
});

test('an unknown host name is unreachable, and a write there has certainly not happened', async () => {
	const noSuchHost: typeof fetch = async () => {
		throw new TypeError('fetch failed', {cause: Object.assign(new Error('getaddrinfo'), {code: 'ENOTFOUND'})});
	};
	const api = createApi({...options, baseUrl: 'http://nowhere.invalid', clock: createManualClock(), fetch: noSuchHost});
	const error = await failureOf(api.stopMachine('shop', 'm1'));
	expect(error).toMatchObject({kind: 'unreachable', outcomeUnknown: false});
	expect(error.message).toContain('no host of that name');
});

/** A server that says nothing, and a promise for the moment when it was asked. */
const startSilentServer = async (begin: StubAnswer = () => {}) => {
	const asked = Promise.withResolvers<void>();
	const server = await startStubServer((response, request) => {
		begin(response, request);
		asked.resolve();
	});
	return {baseUrl: server.baseUrl, asked: asked.promise};
};

const halfAnAnswer: StubAnswer = response => {
	response.writeHead(200, {'content-type': 'application/json'});
	response.write('{"ok":');
};

test.each([
	{title: 'no answer', begin: () => {}},
	{title: 'half an answer', begin: halfAnAnswer},
])('$title within ten seconds is a timeout', async ({begin}) => {
	const {baseUrl, asked} = await startSilentServer(begin);
	const clock = createManualClock();
	const api = createApi({...options, baseUrl, clock});
	const failure = failureOf(api.stopMachine('shop', 'm1'));
	await asked;
	clock.advance(10_000);
	expect(await failure).toMatchObject({kind: 'timeout', outcomeUnknown: true, detail: 'no answer within 10 s'});
});

test.each<{readonly title: string; readonly call: (api: Api) => Promise<unknown>; readonly isWrite: boolean}>([
	{title: 'a wait', call: api => api.waitForMachine('shop', 'm1', {state: 'started', timeoutSeconds: 60}), isWrite: false},
	{title: 'a command', call: api => api.execInMachine('shop', 'm1', {command: ['sleep', '60'], timeoutSeconds: 60}), isWrite: true},
])('$title is given five seconds more than it asked for', async ({call, isWrite}) => {
	const {baseUrl, asked} = await startSilentServer();
	const clock = createManualClock();
	const api = createApi({...options, baseUrl, clock});
	const failure = failureOf(call(api));
	await asked;
	clock.advance(64_999);
	expect(clock.pending()).toBe(1);
	clock.advance(1);
	expect(await failure).toMatchObject({kind: 'timeout', outcomeUnknown: isWrite, detail: 'no answer within 65 s'});
});

test('an answer in time leaves no timer behind', async () => {
	const server = await startStubServer(jsonAnswer([]));
	const clock = createManualClock();
	await createApi({...options, baseUrl: server.baseUrl, clock}).listMachines('shop');
	expect(clock.pending()).toBe(0);
});

test('a call that its caller gives up is cancelled, and the outcome of a write is open', async () => {
	const {baseUrl, asked} = await startSilentServer();
	const clock = createManualClock();
	const controller = new AbortController();
	const failure = failureOf(createApi({...options, baseUrl, clock}).stopMachine('shop', 'm1', {signal: controller.signal}));
	await asked;
	controller.abort();
	expect(await failure).toMatchObject({kind: 'cancelled', outcomeUnknown: true});
	expect(clock.pending()).toBe(0);
});

test('a call that was given up before its turn was never sent', async () => {
	const server = await startStubServer(jsonAnswer({ok: true}));
	const api = createApi({...options, baseUrl: server.baseUrl, clock: createManualClock()});
	const failure = failureOf(api.stopMachine('shop', 'm1', {signal: AbortSignal.abort()}));
	expect(await failure).toMatchObject({kind: 'cancelled', outcomeUnknown: false});
	expect(server.requests).toEqual([]);
});
