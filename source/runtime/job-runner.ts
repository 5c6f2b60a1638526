import type {Clock} from '../domain/clock.ts';
import {orderInWords, verbs} from '../domain/verbs.ts';
import {countSteps, isOver, type Job, type JobItem, type Step} from '../store/jobs.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Result} from './action-result.ts';
import type {ActionRunner} from './action-runner.ts';
import {causeInWords} from './failure.ts';
import {pause} from './follow.ts';
import type {LeaseKeeper} from './lease-keeper.ts';
import type {MachineReader} from './machine-reader.ts';

export type JobRunnerOptions = {
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	readonly actions: ActionRunner;
	readonly leases: LeaseKeeper;
};

export type JobRunner = {
	/** Works through a job that the store holds already; answers when nothing of it is left to do. */
	readonly run: (jobId: number) => Promise<void>;
	readonly stop: () => Promise<void>;
};

const checkEveryMs = 1000;
const checksDeadlineMs = 60_000;

/** What is told besides the machines that are done. */
const restSteps = [
	['failed', 'failed'],
	['skipped', 'skipped'],
	['waiting', 'left alone'],
] as const;

const stepOf = ({tone, isSkipped}: Result): Step => {
	if (isSkipped === true) {
		return 'skipped';
	}

	return tone === 'ok' ? 'done' : 'failed';
};

/** A lease does not hold these calls up, so that none is taken for them (reference of the Machines API, section 5). */
const needsLease = (job: Job): boolean => job.order.verb !== 'signal';

/**
Works through an order for many machines, so many at a time, each under a lease of its own. A machine counts as done when it reached its
goal and its checks pass. The first failure pauses the job: what is under way ends, nothing new begins until the person says so.
*/
export const createJobRunner = ({store, clock, reader, actions, leases}: JobRunnerOptions): JobRunner => {
	const stopping = new AbortController();

	const jobOf = (id: number): Job | undefined => store.getState().jobs.find(job => job.id === id);

	const setItem = (jobId: number, {target}: JobItem, step: Step, text: string): void =>
		store.dispatch({type: 'job-item-changed', jobId, machineId: target.id, step, text});

	/** Waits until all checks of a started machine pass; answers what is wrong when they do not. */
	const failingChecks = async (target: Target): Promise<string | undefined> => {
		const deadlineMs = clock.now() + checksDeadlineMs;
		while (!stopping.signal.aborted) {
			const machine = await reader.readOrKnown(target, stopping.signal);
			const failing = machine?.checks.filter(({status}) => status !== 'passing') ?? [];
			if (failing.length === 0) {
				return undefined;
			}

			if (clock.now() >= deadlineMs) {
				return `${failing[0]?.name} is ${failing[0]?.status} after ${checksDeadlineMs / 1000} s`;
			}

			await pause(clock, checkEveryMs, stopping.signal);
		}

		return undefined;
	};

	const actAndCheck = async (job: Job, item: JobItem, nonce: string | undefined): Promise<Result> => {
		const result = await actions.run(job.order, item.target, {isQuiet: true, nonce});
		if (result.tone !== 'ok' || verbs[job.order.verb].goal !== 'started') {
			return result;
		}

		setItem(job.id, item, 'running', 'waiting for its checks');
		const failing = await failingChecks(item.target);
		return failing === undefined ? result : {tone: 'error', text: `${item.target.name || item.target.id}: check ${failing}`};
	};

	const work = async (job: Job, item: JobItem): Promise<void> => {
		setItem(job.id, item, 'running', verbs[job.order.verb].doing);
		const isReachable = store.getState().fleet.get(item.target.id)?.hostStatus === 'ok';
		const attempt =
			needsLease(job) && isReachable
				? leases.during(item.target, `flydeck: ${job.order.verb}`, nonce => actAndCheck(job, item, nonce))
				: actAndCheck(job, item, undefined);
		const result = await attempt.catch((error: unknown): Result => ({tone: 'error', text: `nothing was done: ${causeInWords(error)}`}));
		const step = stepOf(result);
		setItem(job.id, item, step, result.text);
		if (step === 'failed' && jobOf(job.id)?.status === 'running') {
			store.dispatch(
				{type: 'job-status-changed', jobId: job.id, status: 'paused', endedAtMs: undefined},
				{
					type: 'noted',
					tone: 'error',
					text: `${orderInWords(job.order)} paused: ${result.text}. P goes on, X ends it.`,
					atMs: clock.now(),
				},
			);
		}
	};

	/** Resolves once a job may take its next machine, or never will again. */
	const untilRunning = (id: number): Promise<void> =>
		new Promise(resolve => {
			const isReady = (): boolean => stopping.signal.aborted || jobOf(id)?.status !== 'paused';
			const settle = (): void => {
				if (isReady()) {
					unsubscribe();
					stopping.signal.removeEventListener('abort', settle);
					resolve();
				}
			};
			const unsubscribe = store.subscribe(settle);
			stopping.signal.addEventListener('abort', settle);
			settle();
		});

	const worker = async (id: number): Promise<void> => {
		while (!stopping.signal.aborted) {
			await untilRunning(id);
			const job = jobOf(id);
			const item = job?.items.find(({step}) => step === 'waiting');
			if (job === undefined || job.status !== 'running' || item === undefined) {
				return;
			}

			await work(job, item);
		}
	};

	const tell = (id: number): void => {
		const job = jobOf(id);
		if (job === undefined) {
			return;
		}

		const rest = restSteps.map(([step, word]) => [countSteps(job, step), word] as const).filter(([count]) => count > 0);
		const done = `${countSteps(job, 'done')} of ${job.items.length} done`;
		const status = job.status === 'aborted' ? 'aborted' : 'ended';
		store.dispatch(
			{type: 'job-status-changed', jobId: id, status, endedAtMs: clock.now()},
			{
				type: 'noted',
				tone: rest.length === 0 ? 'ok' : 'warning',
				text: `${orderInWords(job.order)}: ${[done, ...rest.map(([count, word]) => `${count} ${word}`)].join(', ')}`,
				atMs: clock.now(),
			},
		);
	};

	const underWay = new Set<Promise<void>>();
	return {
		async run(id) {
			const job = jobOf(id);
			if (job === undefined || isOver(job)) {
				return;
			}

			const workers = Promise.all(Array.from({length: job.parallel}, () => worker(id))).then(() => tell(id));
			underWay.add(workers);
			await workers;
			underWay.delete(workers);
		},
		async stop() {
			stopping.abort();
			await Promise.all(underWay);
		},
	};
};
