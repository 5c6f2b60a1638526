import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import type {MetadataChange} from '../store/metadata.ts';
import type {NoteTone, Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {ActionRecorder} from './action-recorder.ts';
import {causeInWords} from './failure.ts';
import {sendMetadata} from './requests.ts';

export type MetadataRunner = {
	/** Reads the metadata of a machine into the store. */
	readonly read: (target: Target) => Promise<void>;
	/** Changes one key, unless it is not what the person saw any more, and reads again. */
	readonly change: (target: Target, change: MetadataChange) => Promise<void>;
	readonly stop: () => void;
};

type MetadataRunnerOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	/** Makes the poller read an app soon. */
	readonly refresh: (app: string) => void;
	readonly record: ActionRecorder['recordAct'];
};

type Told = {readonly tone: NoteTone; readonly text: string};

/** Reads and changes the metadata of machines, a key at a time. Values are not told in notes: they may be secrets. */
export const createMetadataRunner = ({api, store, clock, refresh, record}: MetadataRunnerOptions): MetadataRunner => {
	const stopping = new AbortController();
	const {signal} = stopping;

	const tell = (tone: NoteTone, text: string): void => {
		if (!signal.aborted) {
			store.dispatch({type: 'noted', tone, text, atMs: clock.now()});
		}
	};

	/** @throws ApiError */
	const readNow = async ({app, id}: Target): Promise<Readonly<Record<string, string>>> => {
		const values = await api.getMetadata(app, id, {signal});
		store.dispatch({type: 'metadata-read', machineId: id, values});
		return values;
	};

	const read = async (target: Target): Promise<void> => {
		await readNow(target).catch((error: unknown) => {
			if (!signal.aborted) {
				store.dispatch({type: 'metadata-failed', machineId: target.id, text: causeInWords(error)});
			}
		});
	};

	const send = async (target: Target, change: MetadataChange): Promise<Told> => {
		const label = `${target.name || target.id}: ${change.key}`;
		const done = change.value === undefined ? 'removed' : 'set';
		try {
			await sendMetadata(api, target, change, {signal});
			return {tone: 'ok', text: `${label} ${done}`};
		} catch (error) {
			return {
				tone: 'error',
				text:
					isApiError(error) && error.outcomeUnknown
						? `${label}: it is unknown whether it was ${done}. Reading. ${causeInWords(error)}`
						: `${label} could not be ${done}: ${causeInWords(error)}`,
			};
		}
	};

	const carryOut = async (target: Target, change: MetadataChange): Promise<void> => {
		const isRemoval = change.value === undefined;
		const now = await readNow(target);
		if (now[change.key] !== change.before) {
			const done = isRemoval ? 'removed' : 'set';
			tell('warning', `${target.name || target.id}: ${change.key} was changed by somebody else meanwhile: nothing was ${done}.`);
			return;
		}

		const startedAtMs = clock.now();
		const {tone, text} = await send(target, change);
		const atMs = clock.now();
		record({
			what: `${isRemoval ? 'remove' : 'set'} metadata ${change.key}`,
			target,
			atMs,
			tookMs: atMs - startedAtMs,
			result: text,
			deed: {type: 'change-metadata', target, change},
		});
		tell(tone, text);

		await read(target);
		refresh(target.app);
	};

	return {
		read,
		change: (target, change) =>
			carryOut(target, change).catch((error: unknown) =>
				tell('error', `${target.name || target.id}: ${change.key} was left as it is: ${causeInWords(error)}`),
			),
		stop() {
			stopping.abort();
		},
	};
};
