import type {StoreEvent} from './events.ts';
import type {Job} from './jobs.ts';
import type {State} from './state.ts';

const keptJobs = 20;

const withJob = (jobs: readonly Job[], id: number, change: (job: Job) => Job): readonly Job[] =>
	jobs.map(job => (job.id === id ? change(job) : job));

/** Orders for many machines: what became of each. */
export const reduceJobs = ({jobs}: State, event: StoreEvent): readonly Job[] => {
	switch (event.type) {
		case 'job-started':
			return [...jobs.slice(1 - keptJobs), event.job];
		case 'job-item-changed':
			return withJob(jobs, event.jobId, job => ({
				...job,
				items: job.items.map(item => (item.target.id === event.machineId ? {...item, step: event.step, text: event.text} : item)),
			}));
		case 'job-status-changed':
			return withJob(jobs, event.jobId, job => ({...job, status: event.status, endedAtMs: event.endedAtMs}));
		default:
			return jobs;
	}
};
