import type {Target} from './state.ts';

/** What a yes leads to, where no more is asked than that: the end of flydeck while jobs go on, or a shell in a machine that somebody else leased. */
export type Plan = {readonly kind: 'quit'} | {readonly kind: 'open-shell'; readonly target: Target; readonly owner: string};

/** A question whose answer is yes or no. */
export type AskMode = {readonly kind: 'ask'; readonly plan: Plan};
