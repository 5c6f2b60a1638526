import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {isBetweenRestarts} from '../domain/exit.ts';
import {legalityOf} from '../domain/legality.ts';
import type {Machine} from '../domain/machine.ts';
import {formatDuration} from '../domain/time.ts';
import {type Verb, verbs} from '../domain/verbs.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {type Result, resultOf} from './action-result.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {followState, pause} from './follow.ts';
import {againWhenLimited} from './limited.ts';
import {hasTraceOf} from './trace.ts';

export type ActionRunnerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly nonceOf: (machineId: string) => string | undefined;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	/** Keeps what was done, and how it ended. */
	readonly record: (action: {readonly verb: Verb; readonly target: Target; readonly atMs: number; readonly result: string}) => void;
};

type Send = (api: Api, target: Target, holder: {readonly nonce: string | undefined; readonly signal: AbortSignal}) => Promise<unknown>;

const requests: Readonly<Record<Verb, Send>> = {
	start: (api, {app, id}, holder) => api.startMachine(app, id, holder),
	stop: (api, {app, id}, holder) => api.stopMachine(app, id, holder),
	delete: (api, {app, id}, holder) => api.deleteMachine(app, id, holder),
	'force-delete': (api, {app, id}, holder) => api.deleteMachine(app, id, {...holder, force: true}),
};

/** How long, in ms, traces of an act are looked for whose answer never came, and how often. */
const traceMs = 5000;
const traceAgainMs = 1000;

/** How long a start has to last before it is told as good, in ms: a process that cannot run mostly ends within it. */
const holdMs = 1000;

export type ActionRunner = {readonly run: (verb: Verb, target: Target) => Promise<void>; readonly stop: () => Promise<void>};

/**
Carries out one action on one machine: shows it at once, reads the machine again, sends the request once, follows it to its end and
tells how it ended. A lifecycle request is never sent a second time by itself; when its outcome is unknown, reading tells.
*/
export const createActionRunner = ({api, store, clock, nonceOf, refresh, record}: ActionRunnerOptions): ActionRunner => {
	const stopping = new AbortController();
	let lastActionId = 0;

	/** The machine as the API has it now; undefined when it is gone. */
	const read = async ({app, id}: Target, signal: AbortSignal): Promise<Machine | undefined> => {
		const requestedAtMs = clock.now();
		try {
			const machine = await api.getMachine(app, id, {signal});
			store.dispatch({type: 'machine-received', id, requestedAtMs, machine});
			return machine;
		} catch (error) {
			if (!isApiError(error) || error.kind !== 'not-found') {
				throw error;
			}

			store.dispatch({type: 'machine-received', id, requestedAtMs, machine: undefined});
			return undefined;
		}
	};

	/** The machine as the API has it now, or, when it cannot be asked, as the last poll had it. */
	const readOrKnown = (target: Target): Promise<Machine | undefined> =>
		read(target, stopping.signal).catch(() => store.getState().fleet.get(target.id));

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
	const send = async (verb: Verb, target: Target): Promise<'accepted' | 'unknown' | Result> => {
		const label = target.name || target.id;
		try {
			await againWhenLimited(clock, stopping.signal, () =>
				requests[verb](api, target, {nonce: nonceOf(target.id), signal: stopping.signal}),
			);
			return 'accepted';
		} catch (error) {
			if (!isApiError(error) || !error.outcomeUnknown) {
				return {tone: 'error', text: `${label}: could not ${verb}: ${causeInWords(error)}`};
			}

			const text = `${label}: it is unknown whether the ${verb} happened. Reading. ${errorInWords(error)}`;
			store.dispatch({type: 'noted', tone: 'warning', text, atMs: clock.now()});
			return 'unknown';
		}
	};

	/** Reads until the machine shows that the act was taken; answers false when it does not in a while. */
	const findTrace = async (verb: Verb, target: Target, before: Machine | undefined): Promise<boolean> => {
		const deadlineMs = clock.now() + traceMs;
		while (!stopping.signal.aborted && clock.now() <= deadlineMs) {
			if (hasTraceOf(verb, before, await readOrKnown(target))) {
				return true;
			}

			await pause(clock, traceAgainMs, stopping.signal);
		}

		return false;
	};

	const carryOut = async (verb: Verb, target: Target, actionId: number, startedAtMs: number): Promise<Result> => {
		const label = target.name || target.id;
		const {signal, dispose} = whilePending(target.id, actionId);
		try {
			const before = await read(target, stopping.signal);
			const call = verb === 'force-delete' ? 'delete' : verb;
			const legality = legalityOf(call, before?.state ?? 'destroyed', {
				force: verb === 'force-delete',
				imageReady: true,
				willRestart: before !== undefined && isBetweenRestarts(before),
			});
			if (!legality.legal || legality.noEffect === true) {
				return {tone: 'warning', text: `${label} is ${before?.state ?? 'gone'} now, not ${target.state}: nothing was done.`};
			}

			const sent = await send(verb, target);
			if (typeof sent === 'object') {
				return sent;
			}

			if (sent === 'unknown' && !(await findTrace(verb, target, before))) {
				const now = store.getState().fleet.get(target.id)?.state ?? 'gone';
				return {tone: 'error', text: `${label}: nothing tells that the ${verb} happened. It is ${now}: look before you ask again.`};
			}

			store.dispatch({type: 'action-accepted', machineId: target.id, actionId, acceptedAtMs: clock.now()});
			refresh(target.app);
			const {goal, deadlineMs} = verbs[verb];
			const followed = await followState({api, clock}, target, {state: goal, deadlineMs: startedAtMs + deadlineMs}, signal);
			let after = followed === 'gone' ? undefined : await readOrKnown(target);
			const tookMs = clock.now() - startedAtMs;
			if (verb === 'start' && after?.state === goal) {
				await pause(clock, holdMs, stopping.signal);
				after = await readOrKnown(target);
			}

			return followed === 'timed-out' && after !== undefined && after.state !== goal
				? {tone: 'error', text: `${label} is still ${after.state} after ${formatDuration(deadlineMs)}: stuck.`}
				: resultOf(verb, target, after, tookMs);
		} finally {
			dispose();
		}
	};

	const runOne = async (verb: Verb, target: Target): Promise<void> => {
		const actionId = ++lastActionId;
		const startedAtMs = clock.now();
		const newestEventId = store.getState().fleet.get(target.id)?.events[0]?.id;
		store.dispatch({
			type: 'action-started',
			pending: {actionId, machineId: target.id, verb, startedAtMs, acceptedAtMs: undefined, newestEventId},
		});
		const result = await carryOut(verb, target, actionId, startedAtMs).catch(
			(error: unknown): Result => ({tone: 'error', text: `${target.name || target.id}: nothing was sent. ${errorInWords(error)}`}),
		);
		const atMs = clock.now();
		if (stopping.signal.aborted) {
			record({verb, target, atMs, result: 'flydeck ended before it was known how this ended'});
			return;
		}

		store.dispatch({type: 'action-ended', machineId: target.id, actionId}, {type: 'noted', ...result, atMs});
		record({verb, target, atMs, result: result.text});
		refresh(target.app);
	};

	const underWay = new Set<Promise<void>>();
	return {
		async run(verb, target) {
			const action = runOne(verb, target);
			underWay.add(action);
			await action;
			underWay.delete(action);
		},
		async stop() {
			stopping.abort();
			await Promise.all(underWay);
		},
	};
};
