import {type Line, plain} from '../../domain/details/line.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import {truncate} from '../../domain/text.ts';
import {formatDuration, formatEventTime} from '../../domain/time.ts';
import {orderInWords} from '../../domain/verbs.ts';
import {countSteps, type Job, type Step} from '../../store/jobs.ts';
import type {State} from '../../store/state.ts';

const looks: Readonly<Record<Step, {readonly glyph: string; readonly tone: Tone | undefined}>> = {
	waiting: {glyph: '·', tone: undefined},
	running: {glyph: '◌', tone: 'busy'},
	done: {glyph: '●', tone: 'good'},
	failed: {glyph: '✖', tone: 'bad'},
	skipped: {glyph: '○', tone: 'idle'},
};

const barWidth = 20;

/** How far a job is, as a bar: `[████······]`. */
export const progressBar = (job: Job): string => {
	const left = countSteps(job, 'waiting') + countSteps(job, 'running');
	const filled = Math.round((barWidth * (job.items.length - left)) / job.items.length);
	return `[${'█'.repeat(filled)}${'·'.repeat(barWidth - filled)}]`;
};

/** A job in one line: what, how far, and how it goes. */
export const jobHead = (job: Job, nowMs: number): Line => {
	const failed = countSteps(job, 'failed');
	return [
		{text: `${formatEventTime(job.startedAtMs, nowMs)}  `, isFaint: true},
		{text: orderInWords(job.order), isStrong: true},
		{text: `  ${progressBar(job)} ${countSteps(job, 'done')} of ${job.items.length} done`},
		...(failed === 0 ? [] : [{text: `, ${failed} failed`, tone: 'bad' as const}]),
		{text: `, ${job.parallel} at once, ${job.status} ${formatDuration((job.endedAtMs ?? nowMs) - job.startedAtMs)}`},
	];
};

const itemLines = (job: Job, width: number): readonly Line[] =>
	job.items.map(({target: {id, name}, step, text}) => {
		const {glyph, tone} = looks[step];
		const head = `  ${glyph} ${step.padEnd(8)} `;
		return [{text: head, tone}, {text: truncate(`${id}  ${name}  ${text}`, width - head.length)}];
	});

/** Every order for many machines, newest first, with what became of each machine. */
export const jobLines = ({jobs, nowMs}: State, width: number): readonly Line[] =>
	jobs.length === 0
		? [plain('No order went to several machines yet: mark some with space, then press a verb.')]
		: jobs.toReversed().flatMap(job => [jobHead(job, nowMs), ...itemLines(job, width), []]);
