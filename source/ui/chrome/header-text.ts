import type {Line, Segment} from '../../domain/details/line.ts';
import {truncate, widthOf} from '../../domain/text.ts';
import {formatAge, formatCountdown, formatEventTime, formatTimeOfDay} from '../../domain/time.ts';
import {verbs} from '../../domain/verbs.ts';
import {connectionInWords, selectConnection} from '../../store/connection.ts';
import {selectTimedCordons} from '../../store/cordons.ts';
import {selectCounts} from '../../store/counts.ts';
import {type ShownFilter, selectTableFilter} from '../../store/filters.ts';
import {countSteps, type Job} from '../../store/jobs.ts';
import {selectHiddenMarks} from '../../store/marks.ts';
import {replayInWords} from '../../store/replay.ts';
import {selectLeaseCount, selectSettledRows} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import type {Wait} from '../../store/waits.ts';
import {besideFilter, filterInput} from './filter-line.ts';

const appsText = ({feeds, appsKnown}: State): string => {
	if (!appsKnown) {
		return 'all apps';
	}

	const apps = [...feeds.keys()];
	return apps.length === 1 ? (apps[0] ?? '') : `${apps.length} apps`;
};

const widthOfAll = (segments: readonly Segment[]): number => segments.reduce((sum, {text}) => sum + widthOf(text), 0);

const more: Segment = {text: ' …'};

/** The segments that fit into a width, each whole, with a mark where some are left out: a number that is cut would be another number. */
const fitting = (segments: readonly Segment[], room: number): readonly Segment[] => {
	if (widthOfAll(segments) <= room) {
		return segments;
	}

	const shown = segments.filter((_segment, index) => widthOfAll([...segments.slice(0, index + 1), more]) <= room);
	return room < widthOf(more.text) ? [] : [...shown, more];
};

/** A line with something at its left and right ends, exactly `width` cells; the left gives way, what is `whole` of it as a whole. */
export const spread = (left: readonly Segment[], right: Segment, width: number, whole: readonly Segment[] = []): Line => {
	const room = Math.max(0, width - widthOf(right.text) - 2);
	const cut: Segment[] = [];
	let used = 0;
	for (const segment of left) {
		const text = truncate(segment.text, room - used);
		cut.push({...segment, text});
		used += widthOf(text);
	}

	const counted = fitting(whole, room - used);
	used += widthOfAll(counted);
	return [...cut, ...counted, {text: ' '.repeat(Math.max(1, width - used - widthOf(right.text)))}, right];
};

/** Whether what is shown is not the real fleet, now, or cannot be changed. */
const unreal = ({isLocal, isReadOnly, replay, nowMs}: State): readonly Segment[] => {
	if (replay !== undefined) {
		return [{text: `REPLAY ${formatTimeOfDay(nowMs)} ${replayInWords(replay)}  `, tone: 'unknown', isStrong: true}];
	}

	return [...(isLocal ? ['LOCAL '] : []), ...(isReadOnly ? ['READ-ONLY '] : [])].map(text => ({text, tone: 'unknown', isStrong: true}));
};

/** The first line: where we are, how many machines are in which state, and how old the data is. */
export const statusLine = (state: State, width: number): Line => {
	const connection = selectConnection(state);
	const isLive = connection.kind === 'live' || connection.kind === 'loading';
	const counts = selectCounts(state).map(({label, count, tone}): Segment => ({text: ` ${count} ${label}`, tone}));
	const leases = selectLeaseCount(state);
	const isWhole = [...state.feeds.values()].every(({answeredAtMs}) => answeredAtMs !== undefined);
	const whole: readonly Segment[] = [
		{text: `${state.fleet.size}${isWhole || state.fleet.size === 0 ? '' : ' so far'}:`},
		...counts,
		...(leases === 0 ? [] : [{text: `  lease ${leases}`}]),
	];
	const right: Segment = {text: `${connectionInWords(connection, state.nowMs)} `, tone: isLive ? 'good' : 'bad', isStrong: !isLive};
	const place = (organization: string): readonly Segment[] => [
		{text: ' flydeck ', isStrong: true},
		...unreal(state),
		{text: `${appsText(state)}${organization}  `},
	];
	const withOrganization = place(` (${state.organization})`);
	// Where not both fit, how the machines are matters more than whose they are.
	const isRoomy = widthOfAll([...withOrganization, ...whole, right]) + 2 <= width;
	return spread(isRoomy ? withOrganization : place(''), right, width, whole);
};

export const modeWords = ({view}: State): string => (view.mode.kind === 'browse' && view.isPaused ? '[paused]' : `[${view.mode.kind}]`);

/** A wait in a few words: `waiting 0:12 for web-1 stopped`, `waiting 0:12: 3 of 5 stopped`. */
const waitInShort = ({targets: [first, ...others], wanted, reached, startedAtMs}: Wait, nowMs: number): string => {
	const what = others.length === 0 ? ` for ${first?.name} ${wanted}` : `: ${reached} of ${others.length + 1} ${wanted}`;
	return `waiting ${formatCountdown(nowMs - startedAtMs)}${what}`;
};

/** The cordon that is to end first: `cordoned until 12:30:00: web-1`, or `cordoned 3m too long: web-1`. */
const cordonSegments = (state: State): readonly Segment[] => {
	const [first] = selectTimedCordons(state);
	if (first === undefined) {
		return [];
	}

	const {target, untilMs} = first;
	const label = target.name || target.id;
	return untilMs > state.nowMs
		? [{text: `   cordoned until ${formatEventTime(untilMs, state.nowMs)}: ${label}`, tone: 'busy'}]
		: [{text: `   cordoned ${formatAge(state.nowMs - untilMs)} too long: ${label}`, tone: 'bad', isStrong: true}];
};

/** What is protected, last: where there is room for it. */
const protectionSegments = ({protection}: State): readonly Segment[] =>
	protection.length === 0 ? [] : [{text: '   protected ', isFaint: true}, {text: protection.map(({text}) => text).join(' ')}];

const marksSegments = (state: State): readonly Segment[] => {
	const {size} = state.view.marks;
	return size === 0 ? [] : [{text: `   marked ${size} (${selectHiddenMarks(state)} hidden)`, isStrong: true}];
};

/** A job in a few words: `3/8 paused, 1 failed: J`. */
const jobInShort = (job: Job): string => {
	const failed = countSteps(job, 'failed');
	const ended = job.items.length - countSteps(job, 'waiting') - countSteps(job, 'running');
	return `${ended}/${job.items.length} ${job.status}${failed === 0 ? '' : `, ${failed} failed`}: J`;
};

/** The cells of the second line that are not for the filter. */
const besideInput = 19;

/** The second line while the filter is typed: what it may go on as takes all other room. */
const typedFilterLine = (state: State, shown: ShownFilter, width: number): Line =>
	spread(
		[{text: ' filter ', isFaint: true}, ...filterInput(shown, width - besideInput)],
		{text: `${modeWords(state)} `, isFaint: true},
		width,
		[{text: ` ${selectSettledRows(state).length} shown`}, ...besideFilter(shown)],
	);

/** The second line: what narrows and orders the table, what is being waited for, and what the keys mean now. */
export const viewLine = (state: State, width: number): Line => {
	const {filter, isTroubleOnly, sort, groupBy} = state.view;
	const shown = selectTableFilter(state);
	if (shown.isTyped) {
		return typedFilterLine(state, shown, width);
	}

	const wait = state.waits[0];
	const job = state.jobs.findLast(({status}) => status !== 'ended' && status !== 'aborted');
	const issues = [...state.feeds.values()].reduce((sum, feed) => sum + feed.issues.length, 0);
	return spread(
		[
			{text: ' filter ', isFaint: true},
			...(filter === '' ? [{text: '-'}] : filterInput(shown, width - besideInput)),
			...(isTroubleOnly ? [{text: '  ! trouble only', tone: 'bad' as const, isStrong: true}] : []),
			...(filter === '' && !isTroubleOnly ? [] : [{text: ` ${selectSettledRows(state).length} shown`}]),
			...besideFilter(shown),
			{text: '   sort ', isFaint: true},
			{text: `${sort.key}${sort.isDescending ? ' v' : ' ^'}`},
			...(groupBy === undefined ? [] : [{text: '   group ', isFaint: true}, {text: groupBy}]),
			...marksSegments(state),
			...(job === undefined ? [] : [{text: `   ${verbs[job.order.verb].title} ${jobInShort(job)}`, tone: 'busy' as const, isStrong: true}]),
			...(wait === undefined ? [] : [{text: `   ${waitInShort(wait, state.nowMs)}`, tone: 'busy' as const}]),
			...cordonSegments(state),
			...(issues === 0 ? [] : [{text: `   ${issues} unreadable: N`, tone: 'bad' as const}]),
			{text: '   api ', isFaint: true},
			{text: state.host},
			...protectionSegments(state),
		],
		{text: `${modeWords(state)} `, isFaint: true},
		width,
	);
};
