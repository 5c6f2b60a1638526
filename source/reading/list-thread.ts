import {Worker} from 'node:worker_threads';
import type {FarAnswer, FarLists} from '../api/far-lists.ts';
import type {Ask, Reply, WireError, WireHead} from './messages.ts';

/** In the bundle the thread is a file beside the chunks, in the sources the neighbour of this one. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : '../list-worker.js', import.meta.url);

/** From some hundred machines on a key would have to wait for a list, in bytes. */
const usualLimitBytes = 256 * 1024;

/** The thread holds no more than a part of a list at once: it needs little room for what is new, and else takes much, in MB. */
const resourceLimits = {maxYoungGenerationSizeMb: 4};

export type ThreadOptions = {
	/** Longer lists are read in the thread, in bytes. */
	readonly limitBytes?: number;
	/** The program of the thread. */
	readonly file?: URL;
};

type Waiting = {
	readonly progressed: () => void;
	readonly take: (items: string) => void;
	readonly resolve: (answer: FarAnswer) => void;
	readonly reject: (error: unknown) => void;
};

const headOf = ({status, headers}: WireHead) => ({
	status,
	ok: status >= 200 && status < 300,
	headers: new Headers(headers.map(([name, value]) => [name, value])),
});

/** The errors as they were chained in the thread. */
const errorOf = (errors: readonly WireError[]): Error =>
	errors.reduceRight<Error | undefined>(
		(cause, {message, code}) => Object.assign(new Error(message, cause === undefined ? {} : {cause}), code === '' ? {} : {code}),
		undefined,
	) ?? new Error('unknown');

const answerOf = (reply: Exclude<Reply, {readonly kind: 'progress' | 'part' | 'failed'}>): FarAnswer => {
	const head = headOf(reply.head);
	return reply.kind === 'list'
		? {kind: 'list', head, version: reply.version, size: reply.size, places: reply.places}
		: {kind: 'other', head, body: reply.body};
};

/** The thread, and what was asked of it and is not answered yet. */
const startThread = (file: URL, ended: (why: string) => void) => {
	// Its own warnings would be written over the screen.
	const worker = new Worker(file, {execArgv: ['--no-warnings'], stderr: true, stdout: true, resourceLimits});
	const waiting = new Map<number, Waiting>();
	let lastId = 0;
	let isOver = false;
	const post = (ask: Ask): void => worker.postMessage(ask);
	const end = (why: string): void => {
		if (isOver) {
			return;
		}

		isOver = true;
		ended(why);
		for (const {resolve} of waiting.values()) {
			resolve({kind: 'ended'});
		}

		waiting.clear();
	};

	worker.on('message', (reply: Reply) => {
		const question = waiting.get(reply.id);
		if (question === undefined) {
			return;
		}

		if (reply.kind === 'progress') {
			question.progressed();
			return;
		}

		if (reply.kind === 'part') {
			question.progressed();
			question.take(reply.items);
			post({kind: 'more', id: reply.id});
			return;
		}

		waiting.delete(reply.id);
		if (reply.kind === 'failed') {
			question.reject(errorOf(reply.errors));
		} else {
			question.resolve(answerOf(reply));
		}
	});
	worker.on('error', error => end(error instanceof Error ? error.message : String(error)));
	worker.on('exit', code => end(`exit code ${code}`));
	worker.unref();

	const read: FarLists['read'] = (list, {url, headers, signal, progressed}, base, take) => {
		lastId += 1;
		const id = lastId;
		const giveUp = (): void => {
			post({kind: 'stop', id});
			waiting.get(id)?.reject(signal.reason);
			waiting.delete(id);
		};
		return new Promise<FarAnswer>((resolve, reject) => {
			signal.throwIfAborted();
			signal.addEventListener('abort', giveUp, {once: true});
			waiting.set(id, {progressed, take, resolve, reject});
			post({kind: 'read', id, list, url, headers, base});
		}).finally(() => signal.removeEventListener('abort', giveUp));
	};

	return {
		read,
		close() {
			isOver = true;
			void worker.terminate();
		},
	};
};

/**
Reads long lists in a thread of its own, which starts with the first of them. Where that thread dies, `tell` is told in a sentence, and everything
is read here again.
*/
export const openListThread = (
	tell: (sentence: string) => void,
	{limitBytes = usualLimitBytes, file = workerFile}: ThreadOptions = {},
): FarLists => {
	let thread: ReturnType<typeof startThread> | undefined;
	let hasEnded = false;
	const ended = (why: string): void => {
		hasEnded = true;
		tell(`The thread that reads long lists has ended (${why}): from now on keys may have to wait while lists are read.`);
	};

	return {
		limitBytes: () => (hasEnded ? Number.POSITIVE_INFINITY : limitBytes),
		async read(...values) {
			if (hasEnded) {
				return {kind: 'ended'};
			}

			thread ??= startThread(file, ended);
			return thread.read(...values);
		},
		close: () => thread?.close(),
	};
};
