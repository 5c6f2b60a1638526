import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {isOneCall, type Order} from '../domain/verbs.ts';
import type {GivenConfig} from '../store/drafts.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Result} from './action-result.ts';
import {callOrder} from './call-order.ts';
import {errorInWords} from './failure.ts';
import type {MachineReader} from './machine-reader.ts';
import {updateImage} from './update-image.ts';

/** What was done, and how it ended. */
export type ActionRecord = {
	readonly order: Order;
	readonly target: Target;
	readonly atMs: number;
	/** In ms; undefined where nothing was begun. */
	readonly tookMs?: number;
	readonly result: string;
	/** The config that was sent, where it was one. */
	readonly given?: GivenConfig | undefined;
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
tells how it ended. A request is never sent a second time by itself; when its outcome is unknown, reading tells.
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

	const carryOut = async (
		order: Order,
		target: Target,
		{isOneOfMany = false, nonce = nonceOf(target.id)}: How,
		actionId: number,
		startedAtMs: number,
	): Promise<Result> => {
		const equipment = {api, store, clock, reader};
		const onAccepted = (): void => {
			store.dispatch({type: 'action-accepted', machineId: target.id, actionId, acceptedAtMs: clock.now()});
			refresh(target.app);
		};
		const how = {isOneOfMany, nonce, onAccepted};
		if (!isOneCall(order)) {
			return updateImage(equipment, order, target, how, stopping.signal);
		}

		const {signal, dispose} = whilePending(target.id, actionId);
		return callOrder(equipment, order, target, {...how, startedAtMs, pending: signal}, stopping.signal).finally(dispose);
	};

	const runOne: ActionRunner['run'] = async (order, target, how = {}) => {
		const actionId = ++lastActionId;
		const startedAtMs = clock.now();
		const newestEventId = store.getState().fleet.get(target.id)?.events[0]?.id;
		store.dispatch({
			type: 'action-started',
			pending: {actionId, machineId: target.id, verb: order.verb, startedAtMs, acceptedAtMs: undefined, newestEventId},
		});
		let isUnsent = false;
		const result = await carryOut(order, target, how, actionId, startedAtMs).catch((error: unknown): Result => {
			isUnsent = true;
			return {tone: 'error', text: `${target.name || target.id}: nothing was sent. ${errorInWords(error)}`};
		});
		const atMs = clock.now();
		if (stopping.signal.aborted) {
			const unknown: Result = {
				tone: 'error',
				text: isUnsent ? 'not reached: flydeck ended' : 'flydeck ended before it was known how this ended',
			};
			record({order, target, atMs, tookMs: atMs - startedAtMs, result: unknown.text});
			return unknown;
		}

		store.dispatch({type: 'action-ended', machineId: target.id, actionId});
		if (order.lastsMs !== undefined && result.tone === 'ok') {
			store.dispatch({type: 'cordon-timed', target, untilMs: atMs + order.lastsMs});
		}

		if (how.isQuiet !== true) {
			store.dispatch({type: 'noted', tone: result.tone, text: result.text, atMs});
		}

		record({order, target, atMs, tookMs: atMs - startedAtMs, result: result.text, given: result.given});
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
