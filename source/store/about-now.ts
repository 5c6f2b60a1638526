import type {State} from './state.ts';

/** In which steps the time goes on where nothing tells of seconds, in ms. */
export const calmStepMs = 10_000;

/** The time to the last ten seconds, in ms: for what depends on the time but need not be worked out each second. */
export const aboutNow = ({nowMs}: State): number => Math.floor(nowMs / calmStepMs) * calmStepMs;
