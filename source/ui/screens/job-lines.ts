import {type Line, plain} from '../../domain/details/line.ts';
import type {Tone} from '../../domain/lifecycle.ts';
import {truncate} from '../../domain/text.ts';
import {formatDuration, formatEventTime} from '../../domain/time.ts';
import {orderInWords} from '../../domain/verbs.ts';
import {wrapText} from '../../domain/wrap.ts';
import {countSteps, isHeldUp, isOver, type Job, type JobItem, type JobStatus, limitInWords, type Step} from '../../store/jobs.ts';
import type {State} from '../../store/state.ts';

const looks: Readonly<Record<Step, {readonly glyph: string; readonly tone: Tone | undefined}>> = {
	waiting: {glyph: '·', tone: undefined},
	running: {glyph: '◌', tone: 'busy'},
	done: {glyph: '●', tone: 'good'},
	failed: {glyph: '✖', tone: 'bad'},
	skipped: {glyph: '○', tone: 'idle'},
};

const statusWords: Readonly<Record<JobStatus, string>> = {
	running: 'running',
	paused: 'paused (P goes on, X ends it)',
	aborted: 'aborted',
	ended: 'ended',
};

const heldUp = 'waiting: the API cannot be reached';

const roomyWidth = 60;

/** How far a job is, as a bar: `[████······]`. */
const progressBar = (job: Job, width: number): string => {
	const left = countSteps(job, 'waiting') + countSteps(job, 'running');
	const filled = Math.round((width * (job.items.length - left)) / job.items.length);
	return `[${'█'.repeat(filled)}${'·'.repeat(width - filled)}]`;
};

const headLines = (job: Job, state: State, width: number): readonly Line[] => {
	const {nowMs} = state;
	const took = formatDuration((job.endedAtMs ?? nowMs) - job.startedAtMs);
	const counts = (['failed', 'skipped'] as const).map(step => [countSteps(job, step), step] as const).filter(([count]) => count > 0);
	return [
		[
			{text: `${formatEventTime(job.startedAtMs, nowMs)}  `, isFaint: true},
			{text: `${orderInWords(job.order)}, ${job.parallel} at once`, isStrong: true},
		],
		[
			{text: `  ${progressBar(job, width < roomyWidth ? 8 : 20)} ${countSteps(job, 'done')} of ${job.items.length} done`},
			...counts.map(([count, step]) => ({text: `, ${count} ${step}`, tone: looks[step].tone})),
		],
		...(isHeldUp(state, job)
			? wrapText(`${heldUp}, ${took}`, width - 2).map((text): Line => [{text: `  ${text}`, tone: 'bad'}])
			: [[{text: `  ${statusWords[job.status]}, ${took}`, tone: job.status === 'paused' ? ('bad' as const) : undefined}]]),
		...(isOver(job) ? [] : [[{text: truncate(`  limit ${limitInWords}`, width), isFaint: true}]]),
	];
};

const indent = ' '.repeat(13);

/** A machine of a job. What went wrong is told whole, on lines of its own. */
const itemLines = ({target: {id, name}, step, text}: JobItem, width: number): readonly Line[] => {
	const {glyph, tone} = looks[step];
	const head = `  ${glyph} ${step.padEnd(8)} `;
	const isTrouble = step === 'failed' || step === 'skipped';
	const ending = text.startsWith(name) ? [text] : [name, text];
	const rest = isTrouble ? [id, name] : [id, ...ending];
	return [
		[{text: head, tone}, {text: truncate(rest.join('  ').trimEnd(), width - head.length)}],
		...(isTrouble ? wrapText(text, width - indent.length).map(line => plain(indent + line)) : []),
	];
};

/** Every order for many machines, newest first, with what became of each machine. */
export const jobLines = (state: State, width: number): readonly Line[] =>
	state.jobs.length === 0
		? wrapText('No order went to several machines yet: mark some with space, then press a verb.', width).map(plain)
		: state.jobs.toReversed().flatMap(job => [...headLines(job, state, width), ...job.items.flatMap(item => itemLines(item, width)), []]);
