import type {StoreEvent} from './events.ts';
import type {CommandRun} from './output.ts';
import type {State} from './state.ts';

const keptRuns = 10;

/** The commands that were run in machines, oldest first. */
export const reduceOutput = ({runs}: State, event: StoreEvent): readonly CommandRun[] => {
	switch (event.type) {
		case 'command-started':
			return [...runs.slice(1 - keptRuns), event.run];
		case 'command-ended': {
			const {runId, outcome, endedAtMs} = event;
			return runs.map(run => (run.id === runId ? {...run, outcome, endedAtMs} : run));
		}

		default:
			return runs;
	}
};
