import {orderInWords} from '../domain/verbs.ts';
import {countSteps, type Job, type Step} from '../store/jobs.ts';
import type {Result} from './action-result.ts';

/** What is told besides the machines that are done. */
const restSteps = [
	['failed', 'failed'],
	['skipped', 'skipped'],
	['waiting', 'left alone'],
] as const;

const tones: Readonly<Record<Step, Result['tone']>> = {
	done: 'ok',
	failed: 'error',
	skipped: 'warning',
	waiting: 'warning',
	running: 'info',
};

/** How a job ended: with one machine, what became of that; with several, how many. */
export const endOf = (job: Job): Pick<Result, 'tone' | 'text'> => {
	const [only, ...others] = job.items;
	if (only !== undefined && others.length === 0 && only.text !== '') {
		return {tone: tones[only.step], text: only.text};
	}

	const rest = restSteps.map(([step, word]) => [countSteps(job, step), word] as const).filter(([count]) => count > 0);
	const done = `${countSteps(job, 'done')} of ${job.items.length} done`;
	const text = `${orderInWords(job.order)}: ${[done, ...rest.map(([count, word]) => `${count} ${word}`)].join(', ')}`;
	return {tone: rest.length === 0 ? 'ok' : 'warning', text};
};
