import type {State} from './state.ts';

const aboutMs = 10_000;

/** The time to the last ten seconds, in ms: for what depends on the time but need not be worked out each second. */
export const aboutNow = ({nowMs}: State): number => Math.floor(nowMs / aboutMs) * aboutMs;
