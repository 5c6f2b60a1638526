import type {Clock} from '../domain/clock.ts';
import {keptText} from '../domain/kept-text.ts';
import {createKnownValues} from '../domain/recording/known-values.ts';
import {keyOf} from '../domain/recording/lines.ts';
import type {RecordedBody, RecordedExchange, RecordedOutcome} from '../domain/recording/recording.ts';
import {recordedBody, withoutValues} from '../domain/recording/redact.ts';
import {createKeyMasker} from '../domain/recording/split-keys.ts';

/** The headers of an answer that mean something to flydeck. */
const keptHeaders = ['content-type', 'retry-after', 'fly-request-id'] as const;

/** The headers of a request that hold what must not be kept, should an answer repeat it. */
const secretHeaders = ['authorization', 'fly-machine-lease-nonce'] as const;

/** What changed since a moment, in all apps: no replay asks that again, since its moments are others. */
const guidePath = /^\/v1\/orgs\/[^/]+\/machines$/;

const secretsOf = ({headers}: Request): readonly string[] =>
	secretHeaders.flatMap(name => (headers.get(name) ?? '').split(/[ ,]+/)).filter(word => word.length >= 6);

const headersOf = ({headers}: Response): Readonly<Record<string, string>> =>
	Object.fromEntries(keptHeaders.flatMap(name => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));

const failureOf = (error: unknown): RecordedOutcome => {
	let last = error;
	let code = '';
	for (let depth = 0; depth < 5 && last instanceof Error; depth++) {
		code ||= 'code' in last && typeof last.code === 'string' ? last.code : '';
		const inner: unknown = last.cause ?? (last instanceof AggregateError ? last.errors[0] : undefined);
		if (!(inner instanceof Error)) {
			break;
		}

		last = inner;
	}

	const message = last instanceof Error ? last.message : String(last);
	return {kind: 'failure', code, message: keptText(message)};
};

type RecordOptions = {readonly clock: Clock; readonly startedAtMs: number; readonly write: (exchange: RecordedExchange) => void};

/** A fetch that does the same, and writes down what came of each request without what is secret. */
export const recordFetch = (send: typeof fetch, {clock, startedAtMs, write}: RecordOptions): typeof fetch => {
	const lastTexts = new Map<string, {readonly text: string; readonly body: RecordedBody; readonly known: number}>();

	const masker = createKeyMasker();
	const values = createKnownValues();

	/** A body that came before is not looked through again, but for values that came to be known since. */
	const bodyOf = (key: string, text: string, path: string): RecordedBody => {
		const last = lastTexts.get(key);
		let body = last?.body;
		if (body === undefined || last?.text !== text) {
			body = recordedBody(text, path, masker, values);
		} else if (last.known !== values.count()) {
			body = withoutValues(body, path, values);
		}

		lastTexts.set(key, {text, body, known: values.count()});
		return body;
	};

	return async (input, init) => {
		const request = input instanceof Request ? input : new Request(input, init);
		const {method, url, signal} = request;
		const secrets = secretsOf(request);
		const clean = (text: string): string => secrets.reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text);
		const {pathname, search} = new URL(url);
		if (guidePath.test(pathname)) {
			return send(input, init);
		}

		const path = pathname + search;
		const askedMs = clock.now() - startedAtMs;
		const keep = (outcome: RecordedOutcome): void =>
			write({method, path: clean(path), askedMs, answeredMs: clock.now() - startedAtMs, outcome});
		const keepFailure = (error: unknown): void => keep(signal.aborted ? {kind: 'silence'} : failureOf(error));

		const response = await send(input, init).catch((error: unknown) => {
			keepFailure(error);
			throw error;
		});
		const {status} = response;
		const headers = headersOf(response);
		// Beside the reader of the answer, who need not wait for this.
		void response
			.clone()
			.text()
			.then(text => keep({kind: 'answer', status, headers, body: bodyOf(keyOf({method, path}), clean(text), path)}), keepFailure);
		return response;
	};
};
