import type {Clock} from '../domain/clock.ts';
import {isHeldUp, type Job} from '../store/jobs.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import {isUnanswered, pause} from './follow.ts';
import type {MachineReader} from './machine-reader.ts';

type JobTurnOptions = {readonly store: Store; readonly clock: Clock; readonly reader: Pick<MachineReader, 'read'>};

const tryAgainMs = 2000;

/** Resolves when a job is no longer paused, or the signal is aborted. */
const untilUnpaused = (store: Store, jobOf: () => Job | undefined, signal: AbortSignal): Promise<void> =>
	new Promise(resolve => {
		const settle = (): void => {
			if (signal.aborted || jobOf()?.status !== 'paused') {
				unsubscribe();
				signal.removeEventListener('abort', settle);
				resolve();
			}
		};
		const unsubscribe = store.subscribe(settle);
		signal.addEventListener('abort', settle);
		settle();
	});

/** Resolves once a job may take its next machine, or never will again: not while it is paused, nor while the API cannot be reached. */
export const untilTurn = async ({store, clock, reader}: JobTurnOptions, jobId: number, signal: AbortSignal): Promise<void> => {
	const jobOf = (): Job | undefined => store.getState().jobs.find(({id}) => id === jobId);

	/** The list is not read while the screen is paused: a machine tells as well whether the API answers. */
	const isAnswered = (target: Target): Promise<boolean> =>
		reader.read(target, signal).then(
			() => true,
			(error: unknown) => !isUnanswered(error),
		);

	while (!signal.aborted) {
		await untilUnpaused(store, jobOf, signal);
		const job = jobOf();
		const next = job?.items.find(({step}) => step === 'waiting');
		if (job === undefined || next === undefined || !isHeldUp(store.getState(), job)) {
			return;
		}

		if ((await isAnswered(next.target)) && jobOf()?.status !== 'paused') {
			return;
		}

		await pause(clock, tryAgainMs, signal);
	}
};
