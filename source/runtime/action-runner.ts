import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {isBetweenRestarts} from '../domain/exit.ts';
import {legalityOf} from '../domain/legality.ts';
import {isTransient} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import {formatDuration} from '../domain/time.ts';
import {type Order, verbs} from '../domain/verbs.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {acceptedResult, type Result, resultOf} from './action-result.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {followState, pause} from './follow.ts';
import {againWhenLimited} from './limited.ts';
import type {MachineReader} from './machine-reader.ts';
import {sendOrder} from './requests.ts';
import {findTrace} from './trace.ts';

/** What was done, and how it ended. */
export type ActionRecord = {
	readonly order: Order;
	readonly target: Target;
	readonly atMs: number;
	readonly tookMs: number;
	readonly result: string;
};

export type ActionRunnerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	readonly nonceOf: (machineId: string) => string | undefined;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	readonly record: (action: ActionRecord) => void;
};

/** How long a start has to last before it is told as good, in ms: a process that cannot run mostly ends within it. */
const holdMs = 1000;

export type How = {
	/** With it, the caller tells the person how it ended. */
	readonly isQuiet?: boolean;
	/** With it, a machine that is on its way from state to state is left alone. */
	readonly isOneOfMany?: boolean;
	/** Of the lease under which it happens; one that the person holds is known. */
	readonly nonce?: string | undefined;
};

export type ActionRunner = {
	/** Carries out an order on one machine and answers how it ended. */
	readonly run: (order: Order, target: Target, how?: How) => Promise<Result>;
	readonly stop: () => Promise<void>;
};

/**
Carries out one order on one machine: shows it at once, reads the machine again, sends the request once, follows it to its end and
tells how it ended. A lifecycle request is never sent a second time by itself; when its outcome is unknown, reading tells.
*/
export const createActionRunner = ({api, store, clock, reader, nonceOf, refresh, record}: ActionRunnerOptions): ActionRunner => {
	const stopping = new AbortController();
	let lastActionId = 0;

	/** A signal that is aborted when the action is no longer pending: a poll may settle it before the wait does. */
	const whilePending = (machineId: string, actionId: number): {readonly signal: AbortSignal; readonly dispose: () => void} => {
		const settled = new AbortController();
		const unsubscribe = store.subscribe(() => {
			if (store.getState().pending.get(machineId)?.actionId !== actionId) {
				settled.abort();
			}
		});
		return {signal: AbortSignal.any([settled.signal, stopping.signal]), dispose: unsubscribe};
	};

	/** Sends the request; answers whether the API took it, or why not. */
	const send = async (order: Order, target: Target, nonce: string | undefined): Promise<'accepted' | 'unknown' | Result> => {
		const label = target.name || target.id;
		try {
			await againWhenLimited(clock, stopping.signal, () => sendOrder(api, target, order, {nonce, signal: stopping.signal}));
			return 'accepted';
		} catch (error) {
			if (!isApiError(error) || !error.outcomeUnknown) {
				return {tone: 'error', text: `${label}: could not ${verbs[order.verb].title}: ${causeInWords(error)}`};
			}

			const unknown = `${label}: it is unknown whether the ${verbs[order.verb].title} happened.`;
			if (verbs[order.verb].goal === undefined) {
				return {tone: 'error', text: `${unknown} ${errorInWords(error)}`};
			}

			store.dispatch({type: 'noted', tone: 'warning', text: `${unknown} Reading. ${errorInWords(error)}`, atMs: clock.now()});
			return 'unknown';
		}
	};

	const follow = async (order: Order, target: Target, before: Machine | undefined, startedAtMs: number, signal: AbortSignal) => {
		const {goal, needsNews, deadlineMs} = verbs[order.verb];
		if (goal === undefined) {
			await reader.readOrKnown(target, stopping.signal);
			return acceptedResult(order, target);
		}

		const fromEventId = needsNews ? before?.events[0]?.id : undefined;
		const wish = {state: goal, fromEventId, deadlineMs: startedAtMs + deadlineMs};
		const followed = await followState({api, clock}, target, wish, signal);
		let after = followed === 'gone' ? undefined : await reader.readOrKnown(target, stopping.signal);
		const tookMs = clock.now() - startedAtMs;
		if (goal === 'started' && after?.state === goal) {
			await pause(clock, holdMs, stopping.signal);
			after = await reader.readOrKnown(target, stopping.signal);
		}

		return followed === 'timed-out' && after !== undefined && after.state !== goal
			? ({
					tone: 'error',
					text: `${target.name || target.id} is still ${after.state} after ${formatDuration(deadlineMs)}: stuck.`,
				} as const)
			: resultOf(order, target, before, after, tookMs);
	};

	const carryOut = async (
		order: Order,
		target: Target,
		{isOneOfMany = false, nonce = nonceOf(target.id)}: How,
		actionId: number,
		startedAtMs: number,
	): Promise<Result> => {
		const {signal, dispose} = whilePending(target.id, actionId);
		try {
			const before = await reader.read(target, stopping.signal);
			const {call, force} = verbs[order.verb];
			const state = before?.state ?? 'destroyed';
			const legality = legalityOf(call, state, {force, imageReady: true, willRestart: before !== undefined && isBetweenRestarts(before)});
			if (!legality.legal || legality.noEffect === true || (isOneOfMany && isTransient(state))) {
				const label = target.name || target.id;
				const text = `${label} is ${before?.state ?? 'gone'} now, not ${target.state}: nothing was done.`;
				return {tone: 'warning', text, isSkipped: true};
			}

			const sent = await send(order, target, nonce);
			if (typeof sent === 'object') {
				return sent;
			}

			if (sent === 'unknown' && !(await findTrace({reader, clock}, order, target, before, stopping.signal))) {
				const now = store.getState().fleet.get(target.id)?.state ?? 'gone';
				const what = `${target.name || target.id}: nothing tells that the ${verbs[order.verb].title} happened.`;
				return {tone: 'error', text: `${what} It is ${now}: look before you ask again.`};
			}

			store.dispatch({type: 'action-accepted', machineId: target.id, actionId, acceptedAtMs: clock.now()});
			refresh(target.app);
			return await follow(order, target, before, startedAtMs, signal);
		} finally {
			dispose();
		}
	};

	const runOne: ActionRunner['run'] = async (order, target, how = {}) => {
		const actionId = ++lastActionId;
		const startedAtMs = clock.now();
		const newestEventId = store.getState().fleet.get(target.id)?.events[0]?.id;
		store.dispatch({
			type: 'action-started',
			pending: {actionId, machineId: target.id, verb: order.verb, startedAtMs, acceptedAtMs: undefined, newestEventId},
		});
		const result = await carryOut(order, target, how, actionId, startedAtMs).catch(
			(error: unknown): Result => ({tone: 'error', text: `${target.name || target.id}: nothing was sent. ${errorInWords(error)}`}),
		);
		const atMs = clock.now();
		if (stopping.signal.aborted) {
			const unknown: Result = {tone: 'error', text: 'flydeck ended before it was known how this ended'};
			record({order, target, atMs, tookMs: atMs - startedAtMs, result: unknown.text});
			return unknown;
		}

		store.dispatch({type: 'action-ended', machineId: target.id, actionId});
		if (how.isQuiet !== true) {
			store.dispatch({type: 'noted', tone: result.tone, text: result.text, atMs});
		}

		record({order, target, atMs, tookMs: atMs - startedAtMs, result: result.text});
		refresh(target.app);
		return result;
	};

	const underWay = new Set<Promise<Result>>();
	return {
		async run(...asked) {
			const action = runOne(...asked);
			underWay.add(action);
			const result = await action;
			underWay.delete(action);
			return result;
		},
		async stop() {
			stopping.abort();
			await Promise.all(underWay);
		},
	};
};
