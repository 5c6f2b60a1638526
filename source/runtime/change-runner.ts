import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {legalityOf} from '../domain/legality.ts';
import {updateGoal} from '../domain/update-goal.ts';
import type {Deed} from '../store/copying.ts';
import type {Draft} from '../store/drafts.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Result} from './action-result.ts';
import type {DraftFiles} from './draft-files.ts';
import {giveConfig} from './give-config.ts';
import type {LeaseKeeper} from './lease-keeper.ts';
import type {MachineReader} from './machine-reader.ts';
import {leaseFailureInWords} from './short-lease.ts';

export type ChangeRunnerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	readonly leases: Pick<LeaseKeeper, 'during'>;
	readonly files: Pick<DraftFiles, 'remove'>;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	readonly record: (change: {
		readonly target: Target;
		readonly atMs: number;
		readonly tookMs: number;
		readonly result: string;
		readonly deed: Deed;
	}) => void;
};

export type ChangeRunner = {
	/**
	Gives a machine a config, in place of the very version that it was compared with, and answers how that ended. With `isQuiet` it is for the
	caller to tell.
	*/
	readonly apply: (draft: Draft, how?: {readonly isQuiet?: boolean}) => Promise<Result>;
	readonly stop: () => Promise<void>;
};

/**
Carries out a change of a config: under a lease, reads the machine again, sends the whole config once, with the version that it replaces,
and follows the new version until it is at rest and its checks pass. The edited text is removed only when all went well.
*/
export const createChangeRunner = ({api, store, clock, reader, leases, files, refresh, record}: ChangeRunnerOptions): ChangeRunner => {
	const stopping = new AbortController();

	const carryOut = async (draft: Draft, nonce: string): Promise<Result> => {
		const {target} = draft;
		const label = target.name || target.id;
		const before = await reader.read(target, stopping.signal);
		const legality = legalityOf('update', before?.state ?? 'destroyed');
		if (before === undefined || !legality.legal) {
			return {tone: 'warning', text: `${label} is ${before?.state ?? 'gone'} now: nothing was sent.`, isSkipped: true};
		}

		if (before.instanceId !== draft.instanceId) {
			const text = `${label} was changed by somebody else since its config was read: nothing was sent.`;
			return {tone: 'error', text, isSkipped: true};
		}

		const how = {what: 'the new config', goal: updateGoal(before.state), nonce, onAccepted: () => refresh(target.app)};
		return giveConfig({api, store, clock, reader}, draft, how, stopping.signal);
	};

	const keptWords = ({origin}: Draft): string => (origin.kind === 'edit' ? ` The text is kept in ${origin.path}` : '');

	const applyOne = async (draft: Draft, isQuiet: boolean): Promise<Result> => {
		const {target, origin} = draft;
		const label = target.name || target.id;
		const startedAtMs = clock.now();
		const note = ({tone, text}: Result): void => {
			if (!isQuiet) {
				store.dispatch({type: 'noted', tone, text, atMs: clock.now()});
			}
		};
		note({tone: 'info', text: `${label}: giving it the new config.`});
		const result = await leases
			.during(target, 'flydeck: change of the config', nonce => carryOut(draft, nonce))
			.catch((error: unknown): Result => ({tone: 'error', text: `${label}: nothing was sent: ${leaseFailureInWords(error)}.`}));
		const atMs = clock.now();
		const isDone = result.tone === 'ok' && !stopping.signal.aborted;
		const told = stopping.signal.aborted ? 'flydeck ended before it was known how this ended' : result.text;
		record({target, atMs, tookMs: atMs - startedAtMs, result: told, deed: {type: 'give-config', given: draft}});
		const ending: Result = {...result, text: isDone ? told : told + keptWords(draft)};
		note(ending);
		refresh(target.app);
		if (isDone && origin.kind === 'edit') {
			files.remove(origin.path);
		}

		return ending;
	};

	const underWay = new Set<Promise<unknown>>();
	return {
		async apply(draft, {isQuiet = false} = {}) {
			const change = applyOne(draft, isQuiet);
			underWay.add(change);
			const result = await change;
			underWay.delete(change);
			return result;
		},
		async stop() {
			stopping.abort();
			await Promise.all(underWay);
		},
	};
};
