import {orderInWords} from './domain/verbs.ts';
import {exitCodes} from './exit-codes.ts';
import {selectConnection} from './store/connection.ts';
import {failureAdvice} from './store/failure-kinds.ts';
import {countSteps, type Job, type Step, selectUnfinishedJobs} from './store/jobs.ts';
import type {State} from './store/state.ts';

/** How the screen ended: the exit code, and what is told on stderr once the terminal is given back. */
export type Ending = {readonly exitCode: number; readonly error?: unknown; readonly sentence?: string};

/** How an end that was asked for is reported: as good, unless nothing could ever be read. A failure that still stands is told either way. */
export const endingOf = (state: State): Ending => {
	const {failure} = selectConnection(state);
	if (failure === undefined) {
		return {exitCode: exitCodes.ok};
	}

	const {kind, message} = failure;
	const hasRead = [...state.feeds.values()].some(({answeredAtMs}) => answeredAtMs !== undefined);
	const neverRead = kind === 'unauthorized' ? exitCodes.unauthorized : exitCodes.failed;
	return {
		exitCode: hasRead ? exitCodes.ok : neverRead,
		sentence: kind === 'unauthorized' ? `${message.replace(/\.$/, '')}. ${failureAdvice(failure)}` : message,
	};
};

/** How many machines are named: of more, the record of actions tells. */
const mostNames = 10;

const namesOf = (job: Job, step: Step): string => {
	const names = job.items.filter(item => item.step === step).map(({target}) => target.name || target.id);
	const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
	return `${names.slice(0, mostNames).join(', ')}${more}`;
};

const leftSteps = [
	['running', 'under way, with an unknown end'],
	['waiting', 'not reached'],
] as const;

/** What an end leaves undone: a sentence for each job that is not over. */
export const leftInWords = (state: Pick<State, 'jobs'>): readonly string[] =>
	selectUnfinishedJobs(state).map(job => {
		const left = leftSteps
			.filter(([step]) => countSteps(job, step) > 0)
			.map(([step, words]) => `; ${countSteps(job, step)} ${words}: ${namesOf(job, step)}`);
		return `${orderInWords(job.order)}: flydeck ended with ${countSteps(job, 'done')} of ${job.items.length} done${left.join('')}.`;
	});
