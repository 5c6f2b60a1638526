import type {HttpBindings} from '@hono/node-server';
import {Hono} from 'hono';
import {answersOf} from '../../domain/recording/answers.ts';
import {keyOf} from '../../domain/recording/lines.ts';
import {movedTimes} from '../../domain/recording/moved-times.ts';
import {bodyTextOf, type RecordedExchange} from '../../domain/recording/recording.ts';
import {Fault} from '../fleet/fault.ts';
import {answer} from './answer.ts';
import {requireLoopbackHost} from './guard.ts';
import type {HttpApp} from './http-app.ts';

type ReplayAppOptions = {
	readonly exchanges: readonly RecordedExchange[];
	/** How far the recording has gone, in ms. */
	readonly elapsedMs: () => number;
	/** By how much the moments in the answers are made later, in ms: a whole number of seconds. */
	readonly movedByMs: () => number;
	readonly token: string;
	readonly loopbackOnly: boolean;
	readonly log: (line: string) => void;
};

/** What was asked, whatever the query: other clients have other queries than flydeck. */
const withoutQuery = ({method, path}: Pick<RecordedExchange, 'method' | 'path'>): string => keyOf({method, path: path.replace(/\?.*/, '')});

const bodyless = new Set([204, 205, 304]);

/** An API that answers what a recording has at its time: before the first answer to a question that one, after the last one the last. */
export const createReplayApp = ({exchanges, elapsedMs, movedByMs, token, loopbackOnly, log}: ReplayAppOptions): HttpApp => {
	const http = new Hono<{Bindings: HttpBindings}>();
	const exact = answersOf(exchanges);
	const similar = answersOf(exchanges, withoutQuery);
	const answerTo = (request: Request): Response => {
		const {method, url, headers} = request;
		if ((headers.get('authorization') ?? '').replace(/^\w+ +/, '') !== token) {
			return answer({error: 'Authenticate: token validation error'}, 401);
		}

		if (method !== 'GET') {
			return answer({error: 'unimplemented: this server plays a recording, and nothing can be changed'}, 501);
		}

		const {pathname, search} = new URL(url);
		const asked = {method, path: pathname + search};
		const atMs = elapsedMs();
		const found = exact.newest(keyOf(asked), atMs) ?? exact.first(keyOf(asked));
		const outcome = (found ?? similar.newest(withoutQuery(asked), atMs) ?? similar.first(withoutQuery(asked)))?.outcome;
		if (outcome?.kind !== 'answer') {
			return answer({error: 'not_found: that was not recorded'}, 404);
		}

		const {status, body} = outcome;
		const moved = 'json' in body ? {json: movedTimes(body.json, movedByMs())} : body;
		return new Response(bodyless.has(status) ? null : bodyTextOf(moved), {status, headers: outcome.headers});
	};

	if (loopbackOnly) {
		http.use(requireLoopbackHost);
	}

	http.all('*', ({req}) => {
		const response = answerTo(req.raw);
		const {pathname, search} = new URL(req.url);
		log(`${req.method} ${pathname}${search} ${response.status}`);
		return response;
	});
	http.onError(error =>
		error instanceof Fault ? answer(error.body, error.status) : answer({error: 'internal: the local server failed'}, 500),
	);
	return http;
};
