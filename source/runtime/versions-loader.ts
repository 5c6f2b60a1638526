import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import {diffConfigs} from '../domain/config/diff.ts';
import {readEdited} from '../domain/config/edited.ts';
import type {JsonObject} from '../domain/json.ts';
import type {Comparison, Draft, Origin, VersionList} from '../store/drafts.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {DraftFiles} from './draft-files.ts';
import {causeInWords, errorInWords} from './failure.ts';
import {type PresentConfig, readPresentConfig} from './present-config.ts';

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

type Other =
	| {readonly ok: true; readonly config: JsonObject; readonly warnings: readonly string[]; readonly origin: Origin}
	| Extract<PresentConfig, {readonly ok: false}>;

/** Reads what the config of a machine can be compared with, and compares. It only reads. */
export const createVersionsLoader = ({api, store, clock, files}: VersionsLoaderOptions): VersionsLoader => {
	const stopping = new AbortController();
	const {signal} = stopping;

	const rowsOf = async (target: Target): Promise<VersionList> => {
		const {items, issues} = await api.listVersions(target.app, target.id, {signal});
		const present = await readPresentConfig(api, target, signal);
		const live = present.ok ? present : undefined;
		return {
			rows: items.map(({version, config: {image}, exactConfig}) => ({
				version,
				image,
				config: exactConfig,
				changeCount: live === undefined ? undefined : diffConfigs(live.config, exactConfig).length,
				isLive: version === live?.instanceId,
			})),
			problem: present.ok ? issues[0]?.problem : present.why,
		};
	};

	const fileConfig = (path: string, accepted: JsonObject): Other => {
		try {
			const edited = readEdited(files.read(path), accepted);
			return edited.ok
				? {ok: true, config: edited.config, warnings: edited.warnings, origin: {kind: 'file', path}}
				: {ok: false, why: `${path} holds no good config: ${edited.problems.join('; ')}`};
		} catch (error) {
			return {ok: false, why: errorInWords(error)};
		}
	};

	const read = async (comparison: Comparison, accepted: JsonObject): Promise<Other> => {
		switch (comparison.kind) {
			case 'version': {
				const {version, config} = comparison;
				return {ok: true, config, warnings: [], origin: {kind: 'version', version}};
			}

			case 'file':
				return fileConfig(comparison.path, accepted);
			case 'machine': {
				const other = await readPresentConfig(api, comparison.target, signal);
				return other.ok ? {ok: true, config: other.config, warnings: [], origin: comparison} : other;
			}
		}
	};

	const draftOf = async (
		target: Target,
		comparison: Comparison,
	): Promise<{readonly ok: true; readonly draft: Draft} | Extract<PresentConfig, {readonly ok: false}>> => {
		const present = await readPresentConfig(api, target, signal);
		if (!present.ok) {
			return present;
		}

		const other = await read(comparison, present.config);
		if (!other.ok) {
			return other;
		}

		const {config, warnings, origin} = other;
		const changes = diffConfigs(present.config, config);
		return {ok: true, draft: {target, instanceId: present.instanceId, config, changes, warnings, origin}};
	};

	/** Whether the picker is still open: who has closed it does not want to know any more. */
	const isAwaited = ({id}: Target): boolean => {
		const {mode} = store.getState().view;
		return mode.kind === 'versions' && mode.target.id === id;
	};

	return {
		async load(target) {
			const list = await rowsOf(target).catch((error: unknown) => ({
				rows: [],
				problem: `The versions could not be read: ${causeInWords(error)}`,
			}));
			store.dispatch({type: 'versions-received', machineId: target.id, list});
		},
		async compare(target, comparison, isOffered) {
			const result = await draftOf(target, comparison);
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
