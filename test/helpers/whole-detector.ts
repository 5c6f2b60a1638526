import {createDetector, type Sight} from '../../source/domain/history/detect-changes.ts';
import type {JournalEntry} from '../../source/domain/history/record.ts';

/** A detector that takes all steps of a look at once. */
export const createWholeDetector = (): ((sight: Sight, nowMs: number) => readonly JournalEntry[]) => {
	const detect = createDetector();
	return (sight, nowMs) => [...detect(sight, nowMs)].flat();
};
