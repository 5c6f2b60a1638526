import type {ActionEntry} from '../../domain/action-entry.ts';
import {type Line, plain} from '../../domain/details/line.ts';
import {formatDuration, formatEventTime} from '../../domain/time.ts';
import {wrapText} from '../../domain/wrap.ts';
import type {State} from '../../store/state.ts';

const indent = 10;

const whatHappened = ({kind, what, app, machineId, name, status, requestId, result, tookMs}: ActionEntry): string => {
	const took = tookMs === undefined ? [] : [formatDuration(tookMs)];
	const request = requestId === undefined ? [] : [`request ${requestId}`];
	if (kind === 'request') {
		return [what, name ?? '', [status, result].filter(Boolean).join(' '), ...took, ...request].filter(Boolean).join('  ');
	}

	const subject = machineId === undefined ? [] : [name, machineId, `of ${app ?? '?'}`];
	return [`${[what, ...subject].filter(Boolean).join(' ')}: ${result}`, ...took].join('  ');
};

const entryLines = (entry: ActionEntry, nowMs: number, width: number): readonly Line[] => {
	const [first = '', ...rest] = wrapText(whatHappened(entry), Math.max(10, width - indent));
	const isFaint = entry.kind === 'request';
	return [
		[
			{text: formatEventTime(entry.atMs, nowMs).padEnd(indent), isFaint: true},
			{text: first, isFaint, isStrong: !isFaint},
		],
		...rest.map((text): Line => [{text: ' '.repeat(indent) + text, isFaint}]),
	];
};

/** The action log, newest first: each order with its end, and each request that was to change something. */
export const actionPage = ({actions, nowMs}: State, width: number): {readonly title: string; readonly lines: readonly Line[]} => ({
	title: 'actions, newest first',
	lines:
		actions.length === 0
			? [plain('Nothing was asked of the API yet but to read.')]
			: actions.toReversed().flatMap(entry => entryLines(entry, nowMs, width)),
});
