import type {ServerResponse} from 'node:http';
import {RESPONSE_ALREADY_SENT} from '@hono/node-server/utils/response';
import type {Scheduler} from '../time/scheduler.ts';
import type {FaultEffect} from './fault-kinds.ts';

export type Exchange = {
	/** What becomes the answer when nothing is wrong, or no more than that the hosts of machines do not answer. */
	readonly handle: (isUnreachable?: (machineId: string) => boolean) => Response | Promise<Response>;
	readonly outgoing: ServerResponse;
	/** Aborted when the client has gone. */
	readonly signal: AbortSignal;
	readonly scheduler: Scheduler;
};

/** Tells Hono that there is nothing to write any more. */
const nothingMore = (): Response => RESPONSE_ALREADY_SENT.clone();

/** Whether a response stands for an answer that a fault kept back or broke off. */
export const isBrokenOff = ({headers}: Response): boolean => [...RESPONSE_ALREADY_SENT.headers.keys()].some(name => headers.has(name));

const untilGone = (signal: AbortSignal): Promise<void> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	signal.addEventListener('abort', () => resolve());
	if (signal.aborted) {
		resolve();
	}

	return promise;
};

/** Sends the head of the whole answer, then half of its body, then nothing. */
const sendHalf = async (response: Response, outgoing: ServerResponse): Promise<Response> => {
	const body = Buffer.from(await response.arrayBuffer());
	outgoing.writeHead(response.status, {...Object.fromEntries(response.headers), 'content-length': Math.max(2, body.length)});
	// Before an empty body it would not be sent otherwise.
	outgoing.flushHeaders();
	outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
	return nothingMore();
};

/** Answers a request that a fault strikes. */
export const applyFault = async (effect: FaultEffect, {handle, outgoing, signal, scheduler}: Exchange): Promise<Response> => {
	switch (effect.kind) {
		case 'answer':
			return effect.response();
		case 'latency':
			await new Promise<void>(resolve => {
				scheduler.after(effect.ms, resolve);
			});
			return handle();
		case 'hang':
			await untilGone(signal);
			return nothingMore();
		case 'reset':
			outgoing.socket?.resetAndDestroy();
			return nothingMore();
		case 'truncate':
			return sendHalf(await handle(), outgoing);
		case 'unreachable':
			return handle(() => true);
	}
};
