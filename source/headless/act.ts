import {gate, refusalOf} from '../commands/gate.ts';
import type {Clock} from '../domain/clock.ts';
import {imageOf, imagesInWords} from '../domain/image.ts';
import {isTerminal} from '../domain/lifecycle.ts';
import type {Machine} from '../domain/machine.ts';
import {type Order, orderInWords, verbs} from '../domain/verbs.ts';
import type {JobRunner} from '../runtime/job-runner.ts';
import {isOver, type Job, type JobItem, newJob} from '../store/jobs.ts';
import type {Store} from '../store/store.ts';
import type {Errand} from './errand.ts';
import {type ActResult, leftAlone} from './results.ts';

export type OrderErrandOptions = {
	/** Holds the machines that were read. */
	readonly store: Store;
	readonly clock: Clock;
	readonly jobs: Pick<JobRunner, 'run'>;
	/** Ends the runners and gives back every lease. */
	readonly stopRunners: () => Promise<void>;
	readonly tell: (line: string) => void;
};

const jobId = 1;

/** Whether a machine is already what an order would make of it. */
const isDone = ({verb, image}: Order, machine: Pick<Machine, 'state' | 'cordoned' | 'config'>): boolean => {
	const {goal, needsNews} = verbs[verb];
	if (isTerminal(machine.state)) {
		return machine.state === goal;
	}

	switch (verb) {
		case 'cordon':
			return machine.cordoned;
		case 'uncordon':
			return !machine.cordoned;
		case 'update':
			return imageOf(machine) === image;
		default:
			return machine.state === goal && !needsNews;
	}
};

const resultOf = ({target, step, text}: JobItem, tookMs: number, isThere: boolean): ActResult => {
	const isSkipped = step === 'skipped' || step === 'waiting';
	return {
		target,
		isOk: step === 'done' || (step === 'skipped' && isThere),
		isSkipped,
		text: step === 'waiting' ? `${target.name || target.id}: ${leftAlone}` : text,
		tookMs: isSkipped ? 0 : tookMs,
	};
};

/** An order for machines, carried out as the screen does it: read again, under a lease, sent once. The first failure ends it: nobody is there to go on. */
export const createOrderErrand = ({store, clock, jobs, stopRunners, tell}: OrderErrandOptions, order: Order, parallel: number): Errand => {
	const jobNow = (): Job | undefined => store.getState().jobs.find(({id}) => id === jobId);

	const abort = (): void => {
		const job = jobNow();
		if (job !== undefined && !isOver(job)) {
			store.dispatch({type: 'job-status-changed', jobId, status: 'aborted', endedAtMs: undefined});
		}
	};

	/** Tells each step of the job; answers how long each machine took so far. */
	const follow = (): ((id: string) => number) => {
		let before: readonly JobItem[] = [];
		const beganAtMs = new Map<string, number>();
		const tookMs = new Map<string, number>();
		store.subscribe(() => {
			const job = jobNow();
			const items = job?.items ?? [];
			const known = before;
			before = items;
			for (const [index, {target, step, text}] of items.entries()) {
				if (step === 'waiting' || items[index] === known[index]) {
					continue;
				}

				const nowMs = clock.now();
				beganAtMs.set(target.id, beganAtMs.get(target.id) ?? nowMs);
				tookMs.set(target.id, nowMs - (beganAtMs.get(target.id) ?? nowMs));
				tell(`${index + 1}/${items.length} ${target.name || target.id}: ${step === 'running' ? text : step}`);
			}

			if (job?.status === 'paused') {
				abort();
			}
		});
		return id => tookMs.get(id) ?? 0;
	};

	return {
		title: orderInWords(order),
		refusalOf: (machine, isOneOfMany) => refusalOf(store.getState(), order, machine, isOneOfMany),
		isThere: machine => isDone(order, machine),
		noteOf: machine => (order.image === undefined ? '' : imagesInWords(machine, order.image)),
		askFor(meant) {
			const verdict = gate(store.getState(), order, meant);
			return verdict.kind === 'confirm' ? verdict.ask : {kind: 'yes'};
		},
		async run(targets) {
			const tookMs = follow();
			store.dispatch({type: 'job-started', job: newJob(jobId, order, targets, Math.min(parallel, targets.length), clock.now())});
			await jobs.run(jobId);
			const {fleet} = store.getState();
			return (jobNow()?.items ?? []).map(item => {
				const machine = fleet.get(item.target.id);
				const isThere = machine === undefined ? verbs[order.verb].goal === 'destroyed' : isDone(order, machine);
				return resultOf(item, tookMs(item.target.id), isThere);
			});
		},
		async stop() {
			abort();
			await stopRunners();
		},
	};
};
