import type {Line, Segment} from '../../domain/details/line.ts';
import {truncate, widthOf} from '../../domain/text.ts';
import {formatCountdown} from '../../domain/time.ts';
import {connectionInWords, selectConnection} from '../../store/connection.ts';
import {selectCounts} from '../../store/counts.ts';
import {selectLease, selectRows} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';

const appsText = ({feeds}: State): string => {
	const apps = [...feeds.keys()];
	return apps.length === 1 ? (apps[0] ?? '') : `${apps.length} apps`;
};

/** A line with something at its left and right ends, exactly `width` cells; the left gives way. */
const spread = (left: readonly Segment[], right: Segment, width: number): Line => {
	const room = Math.max(0, width - widthOf(right.text) - 1);
	const cut: Segment[] = [];
	let used = 0;
	for (const segment of left) {
		const text = truncate(segment.text, room - used);
		cut.push({...segment, text});
		used += widthOf(text);
	}

	return [...cut, {text: ' '.repeat(Math.max(1, width - used - widthOf(right.text)))}, right];
};

const leasesOf = (state: State): number => [...state.fleet.values()].filter(machine => selectLease(state, machine) !== undefined).length;

/** The first line: where we are, how many machines are in which state, and how old the data is. */
export const statusLine = (state: State, width: number): Line => {
	const connection = selectConnection(state);
	const isLive = connection.kind === 'live' || connection.kind === 'loading';
	const counts = selectCounts(state).map(({label, count, tone}): Segment => ({text: ` ${count} ${label}`, tone}));
	const leases = leasesOf(state);
	return spread(
		[
			{text: ' flydeck ', isStrong: true},
			...(state.isLocal ? [{text: 'LOCAL ', tone: 'unknown' as const, isStrong: true}] : []),
			{text: `${appsText(state)} (${state.organization})  `},
			{text: `${state.fleet.size}:`},
			...counts,
			...(leases === 0 ? [] : [{text: `  lease ${leases}`}]),
		],
		{text: `${connectionInWords(connection, state.nowMs)} `, tone: isLive ? 'good' : 'bad', isStrong: !isLive},
		width,
	);
};

const modeWords = ({view}: State): string => (view.mode.kind === 'browse' && view.isPaused ? '[paused]' : `[${view.mode.kind}]`);

/** The second line: what narrows and orders the table, what is being waited for, and what the keys mean now. */
export const viewLine = (state: State, width: number): Line => {
	const {filter, sort, mode} = state.view;
	const wait = state.waits[0];
	const issues = [...state.feeds.values()].flatMap(feed => feed.issues);
	return spread(
		[
			{text: ' filter ', isFaint: true},
			{text: filter === '' && mode.kind !== 'filter' ? '-' : `/${filter}`, ...(mode.kind === 'filter' ? {isStrong: true} : {})},
			...(mode.kind === 'filter' ? [{text: '█'}] : []),
			...(filter === '' ? [] : [{text: ` ${selectRows(state).length} shown`}]),
			{text: '   sort ', isFaint: true},
			{text: `${sort.key}${sort.isDescending ? ' v' : ' ^'}`},
			{text: '   api ', isFaint: true},
			{text: state.host},
			...(wait === undefined
				? []
				: [
						{
							text: `   waiting ${formatCountdown(state.nowMs - wait.startedAtMs)} for ${wait.target.name} ${wait.wanted}`,
							tone: 'busy' as const,
						},
					]),
			...(issues.length === 0 ? [] : [{text: `   ${issues.length} unreadable: ${issues[0]}`, tone: 'bad' as const}]),
		],
		{text: `${modeWords(state)} `, isFaint: true},
		width,
	);
};
