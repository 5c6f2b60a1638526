import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {explainExit, lastExit} from '../domain/exit.ts';
import {legalityOf} from '../domain/legality.ts';
import type {Machine} from '../domain/machine.ts';
import {formatDuration} from '../domain/time.ts';
import {updateGoal} from '../domain/update-goal.ts';
import type {Draft} from '../store/drafts.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {failingChecks} from './checks.ts';
import type {DraftFiles} from './draft-files.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {followState, pause} from './follow.ts';
import type {LeaseKeeper} from './lease-keeper.ts';
import type {MachineReader} from './machine-reader.ts';

export type ChangeRunnerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	readonly leases: Pick<LeaseKeeper, 'during'>;
	readonly files: Pick<DraftFiles, 'remove'>;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	readonly record: (change: {readonly target: Target; readonly atMs: number; readonly tookMs: number; readonly result: string}) => void;
};

export type ChangeRunner = {
	/** Gives a machine a config, in place of the very version that it was compared with, and tells how that ended. */
	readonly apply: (draft: Draft) => Promise<void>;
	readonly stop: () => Promise<void>;
};

type Result = {readonly tone: NoteTone; readonly text: string};

/** How long a new version may take to come to rest, in ms. */
const deadlineMs = 300_000;

/** How long a start has to last before it is told as good, in ms: a process that cannot run mostly ends within it. */
const holdMs = 1000;

/** Whether a machine that was to be started has come to rest elsewhere, so that there is nothing more to wait for. */
const hasEndedAgain = (machine: Machine | undefined, instanceId: string | undefined): boolean =>
	machine?.instanceId === instanceId &&
	(machine?.state === 'failed' || (machine?.state === 'stopped' && machine.events[0]?.type === 'exit'));

/**
Carries out a change of a config: under a lease, reads the machine again, sends the whole config once, with the version that it replaces,
and follows the new version until it is at rest and its checks pass. The edited text is removed only when all went well.
*/
export const createChangeRunner = ({api, store, clock, reader, leases, files, refresh, record}: ChangeRunnerOptions): ChangeRunner => {
	const stopping = new AbortController();

	/** Sends the change; answers the instance id that the machine has with it, or why it has none. */
	const send = async ({target, config, instanceId}: Draft, nonce: string): Promise<{readonly instanceId: string | undefined} | Result> => {
		const label = target.name || target.id;
		const {app, id} = target;
		try {
			const requestedAtMs = clock.now();
			const machine = await api.updateMachine(app, id, {config, currentVersion: instanceId}, {nonce, signal: stopping.signal});
			store.dispatch({type: 'machine-received', id, requestedAtMs, machine});
			return {instanceId: machine.instanceId};
		} catch (error) {
			if (!isApiError(error) || !error.outcomeUnknown) {
				return {tone: 'error', text: `${label} was not changed: ${causeInWords(error)}.`};
			}

			const after = await reader.read(target, stopping.signal).catch(() => undefined);
			return after === undefined || after.instanceId === instanceId
				? {tone: 'error', text: `${label}: it is unknown whether it was changed: look at it before you try again. ${errorInWords(error)}`}
				: {instanceId: after.instanceId};
		}
	};

	/** Waits for the state; no longer than until a poll shows that it will not come. */
	const follow = async (target: Target, goal: string, instanceId: string | undefined, startedAtMs: number): Promise<void> => {
		const settled = new AbortController();
		const unsubscribe = store.subscribe(() => {
			if (goal === 'started' && hasEndedAgain(store.getState().fleet.get(target.id), instanceId)) {
				settled.abort();
			}
		});
		const wish = {state: goal, instanceId, deadlineMs: startedAtMs + deadlineMs};
		await followState({api, clock}, target, wish, AbortSignal.any([settled.signal, stopping.signal]));
		unsubscribe();
	};

	const resultOf = async (target: Target, goal: string, startedAtMs: number): Promise<Result> => {
		const label = target.name || target.id;
		if (goal === 'started') {
			await pause(clock, holdMs, stopping.signal);
		}

		const after = await reader.readOrKnown(target, stopping.signal);
		const took = formatDuration(clock.now() - startedAtMs);
		if (after === undefined || after.state !== goal) {
			const exit = after === undefined ? undefined : lastExit(after)?.exit;
			const ending = exit === undefined ? '' : `: ${explainExit(exit)}`;
			return {tone: 'error', text: `${label} has the new config but is ${after?.state ?? 'gone'}, not ${goal}, after ${took}${ending}.`};
		}

		const failing = goal === 'started' ? await failingChecks({reader, clock}, target, stopping.signal) : undefined;
		return failing === undefined
			? {tone: 'ok', text: `${label} has the new config and is ${goal}, after ${took}.`}
			: {tone: 'error', text: `${label} has the new config and runs, but check ${failing}.`};
	};

	const carryOut = async (draft: Draft, nonce: string): Promise<Result> => {
		const {target} = draft;
		const label = target.name || target.id;
		const before = await reader.read(target, stopping.signal);
		const legality = legalityOf('update', before?.state ?? 'destroyed');
		if (before === undefined || !legality.legal) {
			return {tone: 'warning', text: `${label} is ${before?.state ?? 'gone'} now: nothing was sent.`};
		}

		if (before.instanceId !== draft.instanceId) {
			return {tone: 'error', text: `${label} was changed by somebody else since its config was read: nothing was sent.`};
		}

		const startedAtMs = clock.now();
		const goal = updateGoal(before.state);
		const sent = await send(draft, nonce);
		if ('tone' in sent) {
			return sent;
		}

		refresh(target.app);
		await follow(target, goal, sent.instanceId, startedAtMs);
		return resultOf(target, goal, startedAtMs);
	};

	const keptWords = ({origin}: Draft): string => (origin.kind === 'edit' ? ` The text is kept in ${origin.path}` : '');

	const applyOne = async (draft: Draft): Promise<void> => {
		const {target, origin} = draft;
		const label = target.name || target.id;
		const startedAtMs = clock.now();
		store.dispatch({type: 'noted', tone: 'info', text: `${label}: giving it the new config.`, atMs: startedAtMs});
		const result = await leases
			.during(target, 'flydeck: change of the config', nonce => carryOut(draft, nonce))
			.catch((error: unknown): Result => ({tone: 'error', text: `${label}: nothing was sent: ${causeInWords(error)}.`}));
		const atMs = clock.now();
		const isDone = result.tone === 'ok' && !stopping.signal.aborted;
		const told = stopping.signal.aborted ? 'flydeck ended before it was known how this ended' : result.text;
		record({target, atMs, tookMs: atMs - startedAtMs, result: told});
		store.dispatch({type: 'noted', tone: result.tone, text: isDone ? told : told + keptWords(draft), atMs});
		refresh(target.app);
		if (isDone && origin.kind === 'edit') {
			files.remove(origin.path);
		}
	};

	const underWay = new Set<Promise<void>>();
	return {
		async apply(draft) {
			const change = applyOne(draft);
			underWay.add(change);
			await change;
			underWay.delete(change);
		},
		async stop() {
			stopping.abort();
			await Promise.all(underWay);
		},
	};
};
