import {Worker} from 'node:worker_threads';
import type {Book} from './book.ts';
import type {CallName, Reply, ThreadData} from './messages.ts';

/**
What flydeck saw, kept on disk because the API forgets all but the newest events. Every call is done in order by a thread of its own and
rejects with an Error when the journal cannot be used. A write that is answered is on disk, whatever happens to flydeck afterwards.
*/
export type Journal = {
	readonly [Call in CallName]: (...values: Parameters<Book[Call]>) => Promise<ReturnType<Book[Call]>>;
};

/** In the bundle the thread is a file beside the chunks, in the sources the neighbour of this one. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : '../journal-worker.js', import.meta.url);

/** What is written comes bit by bit: more room for what is new would only be taken, in MB. */
const resourceLimits = {maxYoungGenerationSizeMb: 4};

type Waiting = {readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void};

/** The thread, and what was asked of it and is not answered yet. */
const startThread = (workerData: ThreadData, tell: (sentence: string) => void) => {
	// Its own warnings would be written over the screen.
	const worker = new Worker(workerFile, {workerData, execArgv: ['--no-warnings'], stderr: true, stdout: true, resourceLimits});
	const waiting = new Map<number, Waiting>();
	let lastId = 0;
	let failure: Error | undefined;
	const fail = (error: Error): void => {
		failure ??= error;
		for (const {reject} of waiting.values()) {
			reject(failure);
		}

		waiting.clear();
	};

	worker.on('message', (reply: Reply) => {
		if (reply.kind === 'note') {
			tell(reply.sentence);
			return;
		}

		const question = waiting.get(reply.id);
		waiting.delete(reply.id);
		if (reply.kind === 'answer') {
			question?.resolve(reply.value);
		} else {
			question?.reject(new Error(reply.message));
		}
	});
	worker.on('error', error => fail(error instanceof Error ? error : new Error(String(error))));
	worker.on('exit', () => fail(new Error('its thread has ended')));
	return {
		ask: (call: CallName, values: readonly unknown[]): Promise<unknown> =>
			new Promise((resolve, reject) => {
				if (failure !== undefined) {
					reject(failure);
					return;
				}

				lastId += 1;
				waiting.set(lastId, {resolve, reject});
				worker.postMessage({id: lastId, call, values});
			}),
		end: () => worker.terminate(),
	};
};

/**
The journal of a directory, or one in memory where there is none. Its thread starts with the first call, so that no start of flydeck waits for
it. `tell` is given sentences for the person, as when a broken journal was put aside. For `patienceMs` a call waits for another flydeck that is
writing.
*/
export const openJournal = (directory: string | undefined, tell: (sentence: string) => void, patienceMs?: number): Journal => {
	let thread: ReturnType<typeof startThread> | undefined;
	const ask = (call: CallName, values: readonly unknown[]): Promise<unknown> => {
		thread ??= startThread({directory, patienceMs}, tell);
		return thread.ask(call, values);
	};
	const calling = <Call extends CallName>(call: Call): Journal[Call] =>
		((...values: readonly unknown[]) => ask(call, values)) as Journal[Call];

	return {
		write: calling('write'),
		keep: calling('keep'),
		lastLookedMs: calling('lastLookedMs'),
		historyOf: calling('historyOf'),
		uptimeOf: calling('uptimeOf'),
		barsOf: calling('barsOf'),
		goneIn: calling('goneIn'),
		remembered: calling('remembered'),
		pulsesOf: calling('pulsesOf'),
		changesSince: calling('changesSince'),
		machinesNamed: calling('machinesNamed'),
		prune: calling('prune'),
		async close() {
			if (thread !== undefined) {
				await thread.ask('close', []).finally(thread.end);
			}
		},
	};
};
