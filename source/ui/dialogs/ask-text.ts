import {type Line, plain} from '../../domain/details/line.ts';
import {formatCountdown} from '../../domain/time.ts';
import {orderInWords} from '../../domain/verbs.ts';
import type {AskMode, Plan} from '../../store/asking.ts';
import {countSteps, type Job, selectUnfinishedJobs} from '../../store/jobs.ts';
import type {State} from '../../store/state.ts';
import {type DialogText, essential, field, fitted, gap, paragraph, type Room, spare} from './blocks.ts';

const machines = (count: number): string => `${count} ${count === 1 ? 'machine' : 'machines'}`;

const jobLine = (job: Job): string => {
	const [waiting, running] = [countSteps(job, 'waiting'), countSteps(job, 'running')];
	return `${orderInWords(job.order)}: ${machines(waiting)} not reached yet, ${running} under way`;
};

const question = (text: string): Line => [{text: `${text} `, isStrong: true}, {text: 'y', tone: 'bad'}, {text: ' / N'}];

const quitText = ({jobs}: State, {width, height}: Room): DialogText => {
	const lines = selectUnfinishedJobs({jobs}).flatMap(job => paragraph(jobLine(job), width));
	const room = Math.max(1, height - 3);
	return {
		title: 'quit',
		lines: fitted(
			[
				essential(...(lines.length === 0 ? [plain('No job goes on any more.')] : lines.slice(0, room))),
				spare(1, ...paragraph('What is not reached is left alone. What is under way is not waited for.', width)),
				gap,
				essential(question('Quit all the same?')),
			],
			height,
		),
	};
};

const shellText = (
	{nowMs, fleet, seenLeases}: State,
	{target, owner}: Plan & {readonly kind: 'open-shell'},
	{width, height}: Room,
): DialogText => {
	const lease = fleet.get(target.id)?.lease ?? seenLeases.get(target.id);
	const free = lease === undefined ? '' : `, free in ${formatCountdown(lease.expiresAtMs - nowMs)}`;
	return {
		title: 'ssh',
		lines: fitted(
			[
				essential(...field('machine', `${target.name}  ${target.id}`, width)),
				essential(...field('lease', `held by ${owner}${free}`, width, {tone: 'bad'})),
				spare(1, ...paragraph('Whoever holds it may be at work there, and a shell can change anything.', width)),
				gap,
				essential(question('Open a shell all the same?')),
			],
			height,
		),
	};
};

/** A question whose answer is yes or no. */
export const askText = (state: State, {plan}: AskMode, room: Room): DialogText =>
	plan.kind === 'quit' ? quitText(state, room) : shellText(state, plan, room);
