import {inspect} from 'node:util';
import {createApi} from '../../source/api/api.ts';
import {type ApiError, isApiError} from '../../source/api/errors.ts';
import {createManualClock} from '../helpers/manual-clock.ts';
import {type StubAnswer, startStubServer} from '../helpers/stub-server.ts';

const token = 'fm2_sesame-open-1234567890,fm2_second-987654321';
const startMs = Date.parse('2026-08-14T09:57:00Z');
/** With a token that must never be seen. */
export const options = {token, userAgent: 'flydeck/1'};

/** What a call fails with. Throws when that is no ApiError. */
export const failureOf = async (promise: Promise<unknown>): Promise<ApiError> => {
	const thrown: unknown = await promise.then(
		() => undefined,
		error => error,
	);
	if (!isApiError(thrown)) {
		throw new Error(`not an ApiError: ${inspect(thrown)}`);
	}

	return thrown;
};

/** A client of a server that always gives the same answer. */
export const apiThatAnswers = async (answer: StubAnswer) => {
	const server = await startStubServer(answer);
	return createApi({...options, baseUrl: server.baseUrl, clock: createManualClock(startMs)});
};

/** Everything that an error tells to whoever prints it, with its causes. */
export const everyText = (error: unknown): string => {
	const chain: string[] = [];
	for (let next = error; next instanceof Error; next = next.cause) {
		chain.push(next.message, next.stack ?? '', JSON.stringify(next), inspect(next, {depth: 20, showHidden: true}));
	}

	return chain.join('\n');
};

export const send =
	(status: number, body: string, headers: Readonly<Record<string, string>> = {}): StubAnswer =>
	response => {
		response.writeHead(status, headers);
		response.end(body);
	};

export const dropped: StubAnswer = response => {
	response.destroy();
};
