import type {Order} from '../domain/verbs.ts';
import type {State, Target} from './state.ts';

/** How far a job is with one machine. */
export type Step = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export type JobItem = {
	readonly target: Target;
	readonly step: Step;
	/** How it ended, or what is waited for, for a person; empty before it began. */
	readonly text: string;
};

/** `pausing` by a failure or by hand is `paused` at once: what is under way goes on, nothing new begins. */
export type JobStatus = 'running' | 'paused' | 'aborted' | 'ended';

/** One order for many machines, some at a time. */
export type Job = {
	readonly id: number;
	readonly order: Order;
	/** How many machines are worked on at once. */
	readonly parallel: number;
	readonly items: readonly JobItem[];
	readonly status: JobStatus;
	readonly startedAtMs: number;
	readonly endedAtMs: number | undefined;
};

/** What the API lets a job ask for (reference of the Machines API, section 6). */
export const limitInWords = "the API's: 1 request/s per action and machine";

/** A job before anything of it was done. */
export const newJob = (id: number, order: Order, targets: readonly Target[], parallel: number, nowMs: number): Job => ({
	id,
	order,
	parallel,
	items: targets.map(target => ({target, step: 'waiting', text: ''})),
	status: 'running',
	startedAtMs: nowMs,
	endedAtMs: undefined,
});

export const countSteps = ({items}: Job, step: Step): number => items.filter(item => item.step === step).length;

/** Whether something of a job can still happen. */
export const isOver = ({status}: Job): boolean => status === 'ended' || status === 'aborted';

/** Whether a job waits for the API to be reached again before it takes its next machine. */
export const isHeldUp = ({feeds}: Pick<State, 'feeds'>, {status, items}: Job): boolean => {
	const next = items.find(({step}) => step === 'waiting');
	return status === 'running' && next !== undefined && feeds.get(next.target.app)?.failure?.kind === 'offline';
};

/** The jobs of which something is still under way or to come. */
export const selectUnfinishedJobs = ({jobs}: Pick<State, 'jobs'>): readonly Job[] => jobs.filter(({endedAtMs}) => endedAtMs === undefined);

/** The job that P and X work on: the newest that is not over. */
export const selectCurrentJob = ({jobs}: Pick<State, 'jobs'>): Job | undefined => jobs.findLast(job => !isOver(job));

const isOpen = ({step}: JobItem): boolean => step === 'waiting' || step === 'running';

/** The job that works on a machine or is still to come to it. */
export const selectJobOf = ({jobs}: Pick<State, 'jobs'>, machineId: string): Job | undefined =>
	jobs.find(({status, items}) =>
		items.some(item => item.target.id === machineId && (status === 'aborted' ? item.step === 'running' : isOpen(item))),
	);
