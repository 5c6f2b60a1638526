import fc from 'fast-check';
import {afterEach} from 'vitest';

let triedCases = 0;

/**
 * Draws the same cases in every run, so that a failing run is the fault of what was changed and can be repeated as it is.
 * `FLYDECK_SEED=<integer>` draws others, to search. Counts what was drawn, for the summary of the run.
 */
const drawing: fc.Parameters<unknown> = {
	...fc.readConfigureGlobal(),
	seed: Number(process.env.FLYDECK_SEED ?? 1),
	plugins: [
		() => ({
			onAllRunsComplete: ({numRuns}) => {
				triedCases += numRuns;
			},
		}),
	],
};
fc.configureGlobal(drawing);

afterEach(({task}) => {
	Object.assign(task.meta, {triedCases});
	triedCases = 0;
});
