import {type Job, type JobStatus, selectCurrentJob} from '../store/jobs.ts';
import type {State} from '../store/state.ts';
import type {Command, Outcome} from './command.ts';
import {enterMode, nothing} from './outcomes.ts';

const noJob = (state: State): string | undefined => (selectCurrentJob(state) === undefined ? 'No job is under way.' : undefined);

const setStatus = (state: State, statusFor: (job: Job) => JobStatus): Outcome => {
	const job = selectCurrentJob(state);
	return job === undefined
		? nothing
		: {events: [{type: 'job-status-changed', jobId: job.id, status: statusFor(job), endedAtMs: undefined}]};
};

/** What can be done with orders for many machines while they are under way. */
export const jobCommands: readonly Command[] = [
	{
		id: 'jobs',
		title: 'jobs: what became of each machine',
		keys: ['J'],
		group: 'machine',
		risk: 'none',
		isInPrompt: true,
		run: () => enterMode({kind: 'jobs', scroll: 0}),
	},
	{
		id: 'pause-job',
		title: 'pause the job, or go on with it',
		keys: ['P'],
		group: 'machine',
		risk: 'none',
		isInPrompt: true,
		disabledBecause: noJob,
		run: state => setStatus(state, ({status}) => (status === 'paused' ? 'running' : 'paused')),
	},
	{
		id: 'abort-job',
		title: 'abort the job: what is under way ends, nothing more begins',
		keys: ['X'],
		group: 'machine',
		risk: 'none',
		isInPrompt: true,
		disabledBecause: noJob,
		run: state => setStatus(state, () => 'aborted'),
	},
];
