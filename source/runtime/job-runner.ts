import type {Clock} from '../domain/clock.ts';
import {orderInWords, verbs} from '../domain/verbs.ts';
import {countSteps, isOver, type Job, type JobItem, type Step} from '../store/jobs.ts';
import type {Store} from '../store/store.ts';
import type {Result} from './action-result.ts';
import type {ActionRunner} from './action-runner.ts';
import {failingChecks} from './checks.ts';
import {causeInWords} from './failure.ts';
import type {LeaseKeeper} from './lease-keeper.ts';
import type {MachineReader} from './machine-reader.ts';
import {isWorthARing} from './ring.ts';

export type JobRunnerOptions = {
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	readonly actions: ActionRunner;
	readonly leases: LeaseKeeper;
	/** Calls the person back to the screen. */
	readonly ring: () => void;
};

export type JobRunner = {
	/** Works through a job that the store holds already; answers when nothing of it is left to do. */
	readonly run: (jobId: number) => Promise<void>;
	readonly stop: () => Promise<void>;
};

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
goal and its checks pass. The first failure pauses the job: what is under way ends, nothing new begins until the person says so. It rings when
it pauses or ends after a while.
*/
export const createJobRunner = ({store, clock, reader, actions, leases, ring}: JobRunnerOptions): JobRunner => {
	const stopping = new AbortController();

	const jobOf = (id: number): Job | undefined => store.getState().jobs.find(job => job.id === id);

	const setItem = (jobId: number, {target}: JobItem, step: Step, text: string): void =>
		store.dispatch({type: 'job-item-changed', jobId, machineId: target.id, step, text});

	const ringAfter = ({startedAtMs}: Job): void => {
		if (isWorthARing(startedAtMs, clock.now())) {
			ring();
		}
	};

	const actAndCheck = async (job: Job, item: JobItem, nonce: string | undefined): Promise<Result> => {
		const result = await actions.run(job.order, item.target, {isQuiet: true, isOneOfMany: job.items.length > 1, nonce});
		if (result.tone !== 'ok' || verbs[job.order.verb].goal !== 'started') {
			return result;
		}

		setItem(job.id, item, 'running', 'waiting for its checks');
		const failing = await failingChecks({reader, clock}, item.target, stopping.signal);
		return failing === undefined ? result : {tone: 'error', text: `${item.target.name || item.target.id}: check ${failing}`};
	};

	/** Tells why one machine failed. The job pauses while others are still to come. */
	const tellFailure = (id: number, {text}: Result): void => {
		const job = jobOf(id);
		if (job === undefined) {
			return;
		}

		const what = orderInWords(job.order);
		const atMs = clock.now();
		if (job.status !== 'running' || countSteps(job, 'waiting') === 0) {
			store.dispatch({type: 'noted', tone: 'error', text: `${what}: ${text}`, atMs});
			return;
		}

		store.dispatch(
			{type: 'job-status-changed', jobId: id, status: 'paused', endedAtMs: undefined},
			{type: 'noted', tone: 'error', text: `${what} paused: ${text}. P goes on, X ends it.`, atMs},
		);
		ringAfter(job);
	};

	const work = async (job: Job, item: JobItem): Promise<void> => {
		setItem(job.id, item, 'running', verbs[job.order.verb].doing);
		const isReachable = store.getState().fleet.get(item.target.id)?.hostStatus === 'ok';
		const attempt =
			needsLease(job) && isReachable
				? leases.during(item.target, `flydeck: ${job.order.verb}`, nonce => actAndCheck(job, item, nonce))
				: actAndCheck(job, item, undefined);
		const result = await attempt.catch(
			(error: unknown): Result => ({
				tone: 'error',
				text: `${item.target.name || item.target.id}: nothing was done: ${causeInWords(error)}`,
			}),
		);
		const step = stepOf(result);
		setItem(job.id, item, step, result.text);
		if (step === 'failed' && !stopping.signal.aborted) {
			tellFailure(job.id, result);
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
		if (!stopping.signal.aborted) {
			ringAfter(job);
		}
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
