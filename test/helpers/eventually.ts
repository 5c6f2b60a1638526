import {vi} from 'vitest';

const timeoutMs = 15_000;

// Whoever waits so long must be let.
vi.setConfig({testTimeout: 2 * timeoutMs});

/** Waits until something about real processes holds, however busy the computer is, and answers what it gives. Tests of a file that imports it may take as long. */
export const eventually = <Result>(check: () => Result | Promise<Result>): Promise<Result> => vi.waitFor(check, {timeout: timeoutMs});
