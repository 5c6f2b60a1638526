import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {ActionRecorder} from './action-recorder.ts';
import {causeInWords} from './failure.ts';

export type LeaseBreakerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	readonly record: ActionRecorder['recordAct'];
};

const outcomeInWords = (owner: string, isBroken: boolean, found: string | undefined): readonly [NoteTone, string] => {
	if (isBroken) {
		return ['ok', `the lease of ${owner} is broken`];
	}

	return found === undefined
		? ['info', `the lease of ${owner} has ended by itself`]
		: ['warning', `the lease is held by ${found} now, not by ${owner}: it was left alone`];
};

/** Breaks a lease of somebody else, if the one who was named still holds it, and tells what came of it. */
export const createLeaseBreaker =
	({api, store, clock, refresh, record}: LeaseBreakerOptions) =>
	async (target: Target, owner: string): Promise<void> => {
		const {app, id, name} = target;
		const startedAtMs = clock.now();
		const note = (tone: NoteTone, words: string): void => {
			const atMs = clock.now();
			const text = `${name || id}: ${words}`;
			store.dispatch({type: 'noted', tone, text, atMs});
			record({
				what: `break lease (${owner})`,
				target,
				atMs,
				tookMs: atMs - startedAtMs,
				result: text,
				deed: {type: 'release-lease', target},
			});
		};
		try {
			const {isBroken, owner: found} = await api.breakLease(app, id, owner);
			if (isBroken) {
				store.dispatch({type: 'lease-seen', machineId: id, lease: undefined});
			}

			note(...outcomeInWords(owner, isBroken, found));
		} catch (error) {
			const isUnknown = isApiError(error) && error.outcomeUnknown;
			note('error', `${isUnknown ? 'it is unknown whether flydeck could' : 'could not'} break the lease: ${causeInWords(error)}`);
		}

		refresh(app);
	};
