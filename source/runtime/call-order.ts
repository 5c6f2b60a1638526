import {isApiError} from '../api/errors.ts';
import {isBetweenRestarts} from '../domain/exit.ts';
import {legalityOf} from '../domain/legality.ts';
import {isTransient} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import {formatDuration} from '../domain/time.ts';
import {type OneCallOrder, verbs} from '../domain/verbs.ts';
import type {Target} from '../store/state.ts';
import {acceptedResult, type Result, resultOf} from './action-result.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {followState, lostAfterMs, pause} from './follow.ts';
import type {GiveConfigOptions} from './give-config.ts';
import {againWhenLimited} from './limited.ts';
import {readPatiently} from './patient-read.ts';
import {sendOrder} from './requests.ts';
import {findTrace} from './trace.ts';

/** How long a start has to last before it is told as good, in ms: a process that cannot run mostly ends within it. */
const holdMs = 1000;

export type CarryOutHow = {
	/** With it, a machine that is on its way from state to state is left alone. */
	readonly isOneOfMany: boolean;
	/** Of the lease under which it happens. */
	readonly nonce: string | undefined;
	/** Is told when the API has taken it. */
	readonly onAccepted: () => void;
};

/** What became of a machine that is not as it was when the order was given. */
export const changedMeanwhile = (target: Target, before: Machine | undefined): Result => ({
	tone: 'warning',
	text: `${target.name || target.id} is ${before?.state ?? 'gone'} now, not ${target.state}: nothing was done.`,
	isSkipped: true,
});

/** Sends the request; answers whether the API took it, or why not. */
const send = async (
	{api, store, clock}: GiveConfigOptions,
	order: OneCallOrder,
	target: Target,
	nonce: string | undefined,
	signal: AbortSignal,
): Promise<'accepted' | 'unknown' | Result> => {
	const label = target.name || target.id;
	try {
		await againWhenLimited(clock, signal, () => sendOrder(api, target, order, {nonce, signal}));
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

const unreachableText = ({verb}: OneCallOrder, {name, id}: Target): string =>
	`${name || id}: the ${verbs[verb].title} was accepted, and it is unknown how it ended: the API cannot be reached. Look before you ask again.`;

const follow = async (
	{api, clock, reader}: GiveConfigOptions,
	order: OneCallOrder,
	target: Target,
	{before, startedAtMs, pending}: Pick<CallHow, 'startedAtMs' | 'pending'> & {readonly before: Machine | undefined},
	signal: AbortSignal,
): Promise<Result> => {
	const {goal, needsNews, deadlineMs} = verbs[order.verb];
	if (goal === undefined) {
		await reader.readOrKnown(target, signal);
		return acceptedResult(order, target);
	}

	const fromEventId = needsNews ? before?.events[0]?.id : undefined;
	const wish = {state: goal, fromEventId, deadlineMs: startedAtMs + deadlineMs, lostAfterMs};
	const followed = await followState({api, clock}, target, wish, pending);
	if (followed === 'unreachable') {
		return {tone: 'error', text: unreachableText(order, target)};
	}

	/** What was known before proves nothing; only a list that settled it is as good as a read. */
	const read = (): Promise<Machine | undefined> =>
		followed === 'cancelled' ? reader.readOrKnown(target, signal) : readPatiently({reader, clock}, target, signal);
	try {
		let after = followed === 'gone' ? undefined : await read();
		const tookMs = clock.now() - startedAtMs;
		if (goal === 'started' && after?.state === goal) {
			await pause(clock, holdMs, signal);
			after = await read();
		}

		return followed === 'timed-out' && after !== undefined && after.state !== goal
			? {tone: 'error', text: `${target.name || target.id} is still ${after.state} after ${formatDuration(deadlineMs)}: stuck.`}
			: resultOf(order, target, before, after, tookMs);
	} catch {
		return {tone: 'error', text: unreachableText(order, target)};
	}
};

type CallHow = CarryOutHow & {
	/** When the person asked for it. */
	readonly startedAtMs: number;
	/** Is aborted when the action is no longer pending: a poll may settle it before the wait does. */
	readonly pending: AbortSignal;
};

/**
Carries out an order that is one call: reads the machine again, sends the request once and follows it to its end. When its outcome is unknown,
reading tells.

@throws ApiError when the machine cannot be read; nothing was sent then
*/
export const callOrder = async (
	options: GiveConfigOptions,
	order: OneCallOrder,
	target: Target,
	{isOneOfMany, nonce, onAccepted, ...how}: CallHow,
	signal: AbortSignal,
): Promise<Result> => {
	const before = await options.reader.read(target, signal);
	const {call, force, title} = verbs[order.verb];
	const state = before?.state ?? 'destroyed';
	const legality = legalityOf(call, state, {force, imageReady: true, willRestart: before !== undefined && isBetweenRestarts(before)});
	if (!legality.legal || legality.noEffect === true || (isOneOfMany && isTransient(state))) {
		return changedMeanwhile(target, before);
	}

	const sent = await send(options, order, target, nonce, signal);
	if (typeof sent === 'object') {
		return sent;
	}

	if (sent === 'unknown' && !(await findTrace(options, order, target, before, signal))) {
		const now = options.store.getState().fleet.get(target.id)?.state ?? 'gone';
		const what = `${target.name || target.id}: nothing tells that the ${title} happened.`;
		return {tone: 'error', text: `${what} It is ${now}: look before you ask again.`};
	}

	onAccepted();
	return follow(options, order, target, {...how, before}, signal);
};
