import {createServer} from 'node:net';
import {inspect} from 'node:util';
import {expect, test} from 'vitest';
import {createApi} from '../../source/api/api.ts';
import {type ApiError, isApiError} from '../../source/api/errors.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {jsonAnswer, type StubAnswer, startStubServer} from '../helpers/stub-server.ts';

const token = 'fm2_sesame-open-1234567890,fm2_second-987654321';
const startMs = Date.parse('2026-08-14T09:57:00Z');
const options = {token, userAgent: 'flydeck/1'};

const failureOf = async (promise: Promise<unknown>): Promise<ApiError> => {
	const thrown: unknown = await promise.then(
		() => undefined,
		error => error,
	);
	if (!isApiError(thrown)) {
		throw new Error(`not an ApiError: ${inspect(thrown)}`);
	}

	return thrown;
};

const apiThatAnswers = async (answer: StubAnswer) => {
	const server = await startStubServer(answer);
	return createApi({...options, baseUrl: server.baseUrl, clock: createManualClock(startMs)});
};

const everyText = (error: unknown): string => {
	const chain: string[] = [];
	for (let next = error; next instanceof Error; next = next.cause) {
		chain.push(next.message, next.stack ?? '', JSON.stringify(next), inspect(next, {depth: 20, showHidden: true}));
	}

	return chain.join('\n');
};

const send =
	(status: number, body: string, headers: Readonly<Record<string, string>> = {}): StubAnswer =>
	response => {
		response.writeHead(status, headers);
		response.end(body);
	};

const cutInTheMiddle: StubAnswer = response => {
	response.writeHead(200, {'content-type': 'application/json', 'content-length': '1000'});
	response.write('{"ok":');
	setImmediate(() => response.destroy());
};

const dropped: StubAnswer = response => {
	response.destroy();
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

test('a wait is given five seconds more than it asked for', async () => {
	const {baseUrl, asked} = await startSilentServer();
	const clock = createManualClock();
	const api = createApi({...options, baseUrl, clock});
	const failure = failureOf(api.waitForMachine('shop', 'm1', {state: 'started', timeoutSeconds: 60}));
	await asked;
	clock.advance(64_999);
	expect(clock.pending()).toBe(1);
	clock.advance(1);
	expect(await failure).toMatchObject({kind: 'timeout', outcomeUnknown: false, detail: 'no answer within 65 s'});
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

const echoingFetch: typeof fetch = async input => {
	const said = input instanceof Request ? (input.headers.get('authorization') ?? '') : '';
	throw new TypeError('fetch failed', {cause: new Error(`could not send ${said}`, {cause: input})});
};

const echoes: readonly {readonly title: string; readonly answer: StubAnswer}[] = [
	{title: 'an error body', answer: (response, request) => jsonAnswer({error: request.headers.authorization}, 401)(response, request)},
	{title: 'plain text', answer: (response, request) => send(500, request.headers.authorization ?? '')(response, request)},
	{
		title: 'a header',
		answer: (response, request) =>
			jsonAnswer({error: 'x'}, 500, {'fly-request-id': request.headers.authorization ?? ''})(response, request),
	},
	{title: 'a web page', answer: (response, request) => send(200, `<p>${request.headers.authorization}`)(response, request)},
	{title: 'a dropped connection', answer: dropped},
];

test.each(echoes)('the token is nowhere in an error after $title', async ({answer}) => {
	const api = await apiThatAnswers(answer);
	const texts = everyText(await failureOf(api.stopMachine('shop', 'm1', {nonce: 'secret-nonce'})));
	expect(texts).not.toMatch(/sesame|second-98|secret-nonce/);
});

test('the token is nowhere in an error although the layers below tell it', async () => {
	const api = createApi({...options, baseUrl: 'http://api.invalid', clock: createManualClock(), fetch: echoingFetch});
	const error = await failureOf(api.stopMachine('shop', 'm1'));
	expect(everyText(error)).not.toMatch(/sesame|second-98/);
	expect(error.message).toContain('could not send');
});

test('a redirect is not followed, so that no other host sees the token', async () => {
	const other = await startStubServer(jsonAnswer([]));
	const api = await apiThatAnswers(send(307, '', {location: `${other.baseUrl}/v1/apps/shop/machines`}));
	expect(await failureOf(api.listMachines('shop'))).toMatchObject({kind: 'malformed', status: 307});
	expect(other.requests).toEqual([]);
});

test('half of a token is not shown either, where a long answer is shortened', async () => {
	const filler = 'x'.repeat(290);
	const api = await apiThatAnswers(jsonAnswer({error: `${filler} fm2_sesame-open-1234567890`}, 500));
	expect((await failureOf(api.listMachines('shop'))).message).not.toContain('fm2_');
});
