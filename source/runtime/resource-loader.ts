import type {Api} from '../api/api.ts';
import {isApiError} from '../api/errors.ts';
import type {Clock} from '../domain/clock.ts';
import {listAgainMs, type ResourceSource, sourceKey} from '../store/resources.ts';
import {type ResourceScreen, selectResourceRow, selectScreen, sourcesOf} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {failureOf} from './failure.ts';
import {createLoop} from './loop.ts';
import {readSource} from './resource-reads.ts';

export type ResourceLoaderOptions = {
	readonly api: Api;
	readonly store: Store;
	readonly clock: Clock;
	readonly organization: string;
};

export type ResourceLoader = {
	readonly start: () => void;
	/** Reads what is shown at once, even when paused; nothing where the machines are shown. */
	readonly refresh: () => void;
	readonly stop: () => void;
};

/** The certificate whose details are open: its list tells little of it. */
const openCertificate = (state: State): {readonly app: string; readonly id: string; readonly key: string} | undefined => {
	const screen = selectScreen(state);
	return screen?.kind === 'certificates' && screen.focus === 'details' ? selectResourceRow(state) : undefined;
};

const screenKey = (screen: ResourceScreen | undefined): string =>
	screen === undefined ? '' : ['shown', ...sourcesOf(screen).map(sourceKey)].join('\n');

/** Keeps what the shown table lists up to date while it is shown, with one request in flight. */
export const createResourceLoader = ({api, store, clock, organization}: ResourceLoaderOptions): ResourceLoader => {
	/** What is shown: the table, and in its details a certificate. */
	let shown = '';
	let isPaused = false;

	/** Reads one list; answers for how long the API wants no more reads, in ms. */
	const read = async (source: ResourceSource, signal: AbortSignal): Promise<number> => {
		const requestedAtMs = clock.now();
		try {
			const {rows, issues} = await readSource({api, organization, source, signal});
			store.dispatch({type: 'resources-received', source, requestedAtMs, rows, issues});
			return 0;
		} catch (error) {
			const retryAfterMs = (isApiError(error) ? error.retryAfterMs : undefined) ?? 0;
			if (!signal.aborted) {
				const nowMs = clock.now();
				store.dispatch({type: 'resources-failed', source, failure: failureOf(error, nowMs, nowMs + Math.max(listAgainMs, retryAfterMs))});
			}

			return retryAfterMs;
		}
	};

	const readCertificate = async (signal: AbortSignal): Promise<void> => {
		const open = openCertificate(store.getState());
		if (open !== undefined) {
			// The list tells about a failing API; a certificate that could not be read stays as it was.
			await api.getCertificate(open.app, open.id, {signal}).then(
				certificate => store.dispatch({type: 'certificate-received', key: open.key, certificate}),
				() => {},
			);
		}
	};

	const loop = createLoop(clock, async (signal, isNudged) => {
		const screen = selectScreen(store.getState());
		if (screen === undefined || (store.getState().view.isPaused && !isNudged)) {
			return undefined;
		}

		await readCertificate(signal);
		let quietMs = 0;
		for (const source of sourcesOf(screen)) {
			// Whoever has gone to another table waits for that one.
			if (signal.aborted || screenKey(selectScreen(store.getState())) !== screenKey(screen)) {
				return undefined;
			}

			quietMs = Math.max(quietMs, await read(source, signal));
		}

		return Math.max(listAgainMs, quietMs);
	});

	const onChange = (): void => {
		const state = store.getState();
		const screen = selectScreen(state);
		const now = screen === undefined ? '' : `${screenKey(screen)}\n${openCertificate(state)?.key ?? ''}`;
		const isAsked = now !== shown || (isPaused && !state.view.isPaused);
		shown = now;
		({isPaused} = state.view);
		if (isAsked && now !== '') {
			loop.nudge();
		}
	};

	let unsubscribe: (() => void) | undefined;
	return {
		start() {
			unsubscribe = store.subscribe(onChange);
		},
		refresh: loop.nudge,
		stop() {
			unsubscribe?.();
			loop.stop();
		},
	};
};
