import type {Clock} from '../domain/clock.ts';
import type {Store} from '../store/store.ts';
import {createBeginningsLoader} from './beginnings-loader.ts';
import type {CarefulJournal} from './careful-journal.ts';
import {createPulseLoader} from './fleet-view/pulse-loader.ts';
import {createLookBack} from './look-back.ts';
import {createRecorder} from './recorder.ts';
import {createTimelineLoader} from './timeline-loader.ts';

type PastOptions = {readonly store: Store; readonly clock: Clock; readonly journal: CarefulJournal | undefined};

/** What is kept of what was seen, and read from it again: what changed meanwhile, since when something is wrong, the timeline, the pulses. */
export const createPast = ({store, clock, journal}: PastOptions) => {
	const recorder = journal === undefined ? undefined : createRecorder({store, clock, journal});
	const lookBack = journal === undefined || recorder === undefined ? undefined : createLookBack({store, clock, journal, recorder});
	const timeline = createTimelineLoader({store, clock, journal, recorder});
	const pulses = createPulseLoader({store, clock, journal, recorder});
	const beginnings =
		journal === undefined || recorder === undefined ? undefined : createBeginningsLoader({store, clock, journal, recorder});
	return {
		start(): void {
			recorder?.start();
			lookBack?.start();
			timeline.start();
			pulses.start();
			beginnings?.start();
		},
		readChanges(): void {
			void lookBack?.read();
		},
		/** Reads nothing more, and writes what there is at once, in case that what follows takes longer than there is time. */
		stop(): void {
			timeline.stop();
			pulses.stop();
			beginnings?.stop();
			lookBack?.stop();
			void recorder?.flush();
		},
		/** Writes what came since, and closes the journal. */
		async close(): Promise<void> {
			await recorder?.stop();
			await journal?.close();
		},
	};
};
