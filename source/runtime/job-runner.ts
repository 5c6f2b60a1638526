import type {Clock} from '../domain/clock.ts';
import {orderInWords, verbs} from '../domain/verbs.ts';
import {countSteps, isOver, type Job, type JobItem, type Step} from '../store/jobs.ts';
import type {Target} from '../store/state.ts';
import type {Store} from '../store/store.ts';
import type {Result} from './action-result.ts';
import type {ActionRecord, ActionRunner} from './action-runner.ts';
import {endOf} from './job-end.ts';
import {disproofOf} from './job-proof.ts';
import {untilTurn} from './job-turn.ts';
import type {LeaseKeeper} from './lease-keeper.ts';
import type {MachineReader} from './machine-reader.ts';
import {isWorthARing} from './ring.ts';
import {leaseFailureInWords} from './short-lease.ts';

export type JobRunnerOptions = {
	readonly store: Store;
	readonly clock: Clock;
	readonly reader: MachineReader;
	readonly actions: ActionRunner;
	readonly leases: LeaseKeeper;
	/** Calls the person back to the screen, and says why. */
	readonly ring: (text: string) => void;
	/** Is told of each machine that a job did not come to; what it came to is recorded by the actions. */
	readonly record: (action: ActionRecord) => void;
};

export type JobRunner = {
	/** Works through a job that the store holds already; answers when nothing of it is left to do. */
	readonly run: (jobId: number) => Promise<void>;
	readonly stop: () => Promise<void>;
};

const endedWhy = 'flydeck ended';
const notReached: Result = {tone: 'error', text: `not reached: ${endedWhy}`};

const stepOf = ({tone, isSkipped}: Result): Step => {
	if (isSkipped === true) {
		return 'skipped';
	}

	return tone === 'ok' ? 'done' : 'failed';
};

/** A lease does not hold these calls up, so that none is taken for them (reference of the Machines API, section 5). */
const needsLease = (job: Job): boolean => job.order.verb !== 'signal';

/**
Works through an order for many machines, so many at a time, each under a lease of its own. A machine counts as done when a read after the act
shows that it reached its goal and its checks pass. While the API cannot be reached, none is begun. The first failure pauses the job: what is under way ends, nothing new begins until the person says so. It rings when
it pauses or ends after a while.
*/
export const createJobRunner = ({store, clock, reader, actions, leases, ring, record}: JobRunnerOptions): JobRunner => {
	const stopping = new AbortController();
	/** The targets that an action was begun on. */
	const begun = new WeakSet<Target>();

	const jobOf = (id: number): Job | undefined => store.getState().jobs.find(job => job.id === id);

	const setItem = (jobId: number, {target}: JobItem, step: Step, text: string): void =>
		store.dispatch({type: 'job-item-changed', jobId, machineId: target.id, step, text});

	const ringAfter = ({startedAtMs}: Job, text: string): void => {
		if (isWorthARing(startedAtMs, clock.now())) {
			ring(text);
		}
	};

	/** Records the machines that were not come to, so that the log tells what was not done. */
	const recordNotReached = ({order, items}: Job, why: string): void => {
		const isUntouched = ({step, target}: JobItem): boolean => step === 'waiting' || (step === 'running' && !begun.has(target));
		for (const {target} of items.filter(isUntouched)) {
			record({order, target, atMs: clock.now(), result: `not reached: ${why}`});
		}
	};

	const actAndCheck = async (job: Job, item: JobItem, nonce: string | undefined): Promise<Result> => {
		if (stopping.signal.aborted) {
			return notReached;
		}

		begun.add(item.target);
		const result = await actions.run(job.order, item.target, {isQuiet: true, isOneOfMany: job.items.length > 1, nonce});
		if (result.tone !== 'ok') {
			return result;
		}

		setItem(job.id, item, 'running', verbs[job.order.verb].goal === 'started' ? 'waiting for its checks' : 'reading how it is');
		const disproof = await disproofOf({reader, clock}, job.order, item.target, stopping.signal);
		return disproof === undefined || stopping.signal.aborted
			? result
			: {tone: 'error', text: `${item.target.name || item.target.id}: ${disproof}`};
	};

	/** Tells why one of several machines failed. The job pauses while others are still to come. */
	const tellFailure = (id: number, {text}: Result): void => {
		const job = jobOf(id);
		if (job === undefined) {
			return;
		}

		if (job.items.length === 1) {
			return;
		}

		const what = orderInWords(job.order);
		const atMs = clock.now();
		if (job.status !== 'running' || countSteps(job, 'waiting') === 0) {
			store.dispatch({type: 'noted', tone: 'error', text: `${what}: ${text}`, atMs});
			return;
		}

		const told = `${what} paused: ${text}. P goes on, X ends it.`;
		store.dispatch(
			{type: 'job-status-changed', jobId: id, status: 'paused', endedAtMs: undefined},
			{type: 'noted', tone: 'error', text: told, atMs},
		);
		ringAfter(job, told);
	};

	const work = async (job: Job, item: JobItem): Promise<void> => {
		setItem(job.id, item, 'running', verbs[job.order.verb].doing);
		const isReachable = store.getState().fleet.get(item.target.id)?.hostStatus === 'ok';
		const attempt =
			needsLease(job) && isReachable
				? leases.during(item.target, `flydeck: ${job.order.verb}`, nonce => actAndCheck(job, item, nonce))
				: actAndCheck(job, item, undefined);
		const result = await attempt.catch((error: unknown): Result => {
			const text = `${item.target.name || item.target.id}: nothing was done: ${leaseFailureInWords(error)}`;
			if (!stopping.signal.aborted) {
				record({order: job.order, target: item.target, atMs: clock.now(), result: text});
			}

			return {tone: 'error', text};
		});
		const step = stepOf(result);
		setItem(job.id, item, step, result.text);
		if (step === 'failed' && !stopping.signal.aborted) {
			tellFailure(job.id, result);
		}
	};

	const worker = async (id: number): Promise<void> => {
		while (!stopping.signal.aborted) {
			await untilTurn({store, clock, reader}, id, stopping.signal);
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

		const status = job.status === 'aborted' ? 'aborted' : 'ended';
		const {tone, text: told} = endOf(job);
		store.dispatch(
			{type: 'job-status-changed', jobId: id, status, endedAtMs: clock.now()},
			{type: 'noted', tone, text: told, atMs: clock.now()},
		);
		if (!stopping.signal.aborted) {
			recordNotReached(job, 'aborted');
			ringAfter(job, told);
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
			// At once: where the network is dead, the leases take longer to be given back than flydeck may take to end.
			for (const job of store.getState().jobs.filter(({endedAtMs}) => endedAtMs === undefined)) {
				recordNotReached(job, endedWhy);
			}

			await Promise.all(underWay);
		},
	};
};
