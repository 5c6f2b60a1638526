import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Comparison} from '../store/drafts.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {DraftFiles} from './draft-files.ts';
import {readDraft} from './read-draft.ts';
import {readVersions} from './read-versions.ts';

export type VersionsLoader = {
	/** Reads the versions of a machine, for the picker that waits for them. */
	readonly load: (target: Target) => Promise<void>;
	/** Lays another config beside the one that a machine has now. With `isOffered`, it is asked at once whether the machine is to have it. */
	readonly compare: (target: Target, comparison: Comparison, isOffered: boolean) => Promise<void>;
	readonly stop: () => void;
};

export type VersionsLoaderOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly files: Pick<DraftFiles, 'read'>;
};

/** Reads what the config of a machine can be compared with, and compares. It only reads. */
export const createVersionsLoader = ({api, store, clock, files}: VersionsLoaderOptions): VersionsLoader => {
	const stopping = new AbortController();
	const {signal} = stopping;

	/** Whether the picker is still open: who has closed it does not want to know any more. */
	const isAwaited = ({id}: Target): boolean => {
		const {mode} = store.getState().view;
		return mode.kind === 'versions' && mode.target.id === id;
	};

	return {
		async load(target) {
			store.dispatch({type: 'versions-received', machineId: target.id, list: await readVersions(api, target, signal)});
		},
		async compare(target, comparison, isOffered) {
			const result = await readDraft({api, files}, target, comparison, signal);
			if (!isAwaited(target)) {
				return;
			}

			store.dispatch(
				result.ok
					? {type: 'draft-made', draft: result.draft, isOffered: isOffered && result.draft.changes.length > 0}
					: {type: 'noted', tone: 'error', text: result.why, atMs: clock.now()},
			);
		},
		stop() {
			stopping.abort();
		},
	};
};
