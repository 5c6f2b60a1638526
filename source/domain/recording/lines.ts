import {isJsonObject, type Json, type JsonObject} from '../json.ts';
import {isMoment} from '../time.ts';
import type {RecordedBody, RecordedExchange, RecordedOutcome, Recording, RecordingHeader} from './recording.ts';

/** The format that is written, and the newest that can be read. */
export const recordingFormat = 1;

export type DecodedRecording =
	| {readonly ok: true; readonly recording: Recording}
	/** What is wrong, to follow the name of the file. */
	| {readonly ok: false; readonly problem: string};

/** No recording is longer, in ms; a clock that was set back meanwhile makes times below zero. */
const longestMs = 30 * 86_400_000;

const isTime = (ms: number): boolean => Math.abs(ms) <= longestMs;

/** The times between two polls that a person can choose, in ms. */
const isInterval = (ms: number): boolean => ms >= 1000 && ms <= 3_600_000;

const absurdTime = (line: number): DecodedRecording => ({ok: false, problem: `has a time in line ${line} that cannot be true`});

export const keyOf = ({method, path}: Pick<RecordedExchange, 'method' | 'path'>): string => `${method} ${path}`;

export const headerLine = ({intervalMs, ...header}: RecordingHeader): string =>
	JSON.stringify({format: recordingFormat, ...header, ...(intervalMs === undefined ? {} : {intervalMs})});

/**
Turns exchanges into the lines that follow the header. A body that is the last one of the same request once more becomes a reference to its
line, so that an hour of calm stays small.
*/
export const createLineWriter = (): ((exchange: RecordedExchange) => string) => {
	const lastBodies = new Map<string, {readonly line: number; readonly body: RecordedBody; readonly text: string}>();
	let lines = 1;

	const bodyFields = (exchange: RecordedExchange, body: RecordedBody): JsonObject => {
		const key = keyOf(exchange);
		const last = lastBodies.get(key);
		const text = last?.body === body ? last.text : JSON.stringify(body);
		if (last?.text === text) {
			return {same: last.line};
		}

		lastBodies.set(key, {line: lines, body, text});
		return body;
	};

	const outcomeFields = (exchange: RecordedExchange): JsonObject => {
		const {outcome} = exchange;
		switch (outcome.kind) {
			case 'answer':
				return {status: outcome.status, headers: outcome.headers, ...bodyFields(exchange, outcome.body)};
			case 'failure':
				return {failure: outcome.code, message: outcome.message};
			case 'silence':
				return {silence: true};
		}
	};

	return exchange => {
		lines += 1;
		const {method, path, askedMs, answeredMs} = exchange;
		return JSON.stringify({at: askedMs, took: answeredMs - askedMs, method, path, ...outcomeFields(exchange)});
	};
};

const parse = (line: string): Json | undefined => {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
};

const headerIn = (line: JsonObject): RecordingHeader | undefined => {
	const {flydeck, startedAtMs, isLocal, baseUrl, organization, apps, intervalMs} = line;
	const isRight =
		typeof flydeck === 'string' &&
		typeof startedAtMs === 'number' &&
		typeof isLocal === 'boolean' &&
		typeof baseUrl === 'string' &&
		typeof organization === 'string' &&
		Array.isArray(apps);
	return isRight
		? {
				flydeck,
				startedAtMs,
				isLocal,
				baseUrl,
				organization,
				apps: apps.filter(app => typeof app === 'string'),
				intervalMs: typeof intervalMs === 'number' ? intervalMs : undefined,
			}
		: undefined;
};

const headersIn = (value: Json | undefined): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(isJsonObject(value) ? value : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);

const bodyIn = ({same, json, text}: JsonObject, bodies: ReadonlyMap<number, RecordedBody>): RecordedBody | undefined => {
	if (typeof same === 'number') {
		return bodies.get(same);
	}

	if (typeof text === 'string') {
		return {text};
	}

	return json === undefined ? undefined : {json};
};

const outcomeIn = (line: JsonObject, bodies: ReadonlyMap<number, RecordedBody>): RecordedOutcome | undefined => {
	const {status, headers, failure, message, silence} = line;
	if (silence === true) {
		return {kind: 'silence'};
	}

	if (typeof failure === 'string') {
		return {kind: 'failure', code: failure, message: typeof message === 'string' ? message : failure};
	}

	const body = bodyIn(line, bodies);
	const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599;
	return body === undefined || !isStatus ? undefined : {kind: 'answer', status, headers: headersIn(headers), body};
};

const exchangeIn = (line: Json | undefined, bodies: ReadonlyMap<number, RecordedBody>): RecordedExchange | undefined => {
	if (!isJsonObject(line)) {
		return undefined;
	}

	const {at, took, method, path} = line;
	const outcome = outcomeIn(line, bodies);
	const isRight = typeof at === 'number' && typeof took === 'number' && typeof method === 'string' && typeof path === 'string';
	return isRight && outcome !== undefined ? {method, path, askedMs: at, answeredMs: at + took, outcome} : undefined;
};

/** The recording in the text of a file. A last line that breaks off is left out: the recorder was killed then. */
export const decodeRecording = (text: string): DecodedRecording => {
	const lines = text.split('\n');
	const first = parse(lines[0] ?? '');
	if (!isJsonObject(first) || typeof first.format !== 'number' || typeof first.flydeck !== 'string') {
		return {ok: false, problem: 'is no recording: flydeck record makes one'};
	}

	if (first.format > recordingFormat) {
		return {ok: false, problem: `was recorded by a newer flydeck (${first.flydeck}): update this one`};
	}

	const header = headerIn(first);
	if (header === undefined) {
		return {ok: false, problem: 'is broken in line 1'};
	}

	if (!isMoment(header.startedAtMs) || (header.intervalMs !== undefined && !isInterval(header.intervalMs))) {
		return absurdTime(1);
	}

	const last = lines.length - 1;
	const bodies = new Map<number, RecordedBody>();
	const exchanges: RecordedExchange[] = [];
	let isCut = false;
	for (const [index, line] of lines.entries()) {
		if (index === 0 || line === '') {
			continue;
		}

		const exchange = exchangeIn(parse(line), bodies);
		if (exchange === undefined && index < last) {
			return {ok: false, problem: `is broken in line ${index + 1}`};
		}

		if (exchange !== undefined && !(isTime(exchange.askedMs) && isTime(exchange.answeredMs))) {
			return absurdTime(index + 1);
		}

		isCut ||= exchange === undefined;
		if (exchange !== undefined) {
			exchanges.push(exchange);
			if (exchange.outcome.kind === 'answer') {
				bodies.set(index + 1, exchange.outcome.body);
			}
		}
	}

	return {ok: true, recording: {header, exchanges, isCut}};
};
