import {type Line, plain} from '../../domain/details/line.ts';
import {changeRank, changesInWords, isHostLost, type MachineChange, machineChangeInWords} from '../../domain/history/changes-since.ts';
import {inWidth} from '../../domain/text.ts';
import {formatEventTime, formatMoment} from '../../domain/time.ts';
import {wrapText} from '../../domain/wrap.ts';
import type {State} from '../../store/state.ts';

const indent = 10;

const changeLines = (change: MachineChange, nowMs: number, width: number): readonly Line[] => {
	const {machineId, name, app, atMs, failures, ooms} = change;
	const tone = failures + ooms > 0 || isHostLost(change) || change.failingChecks.length > 0 ? 'bad' : undefined;
	return [
		[
			{text: formatEventTime(atMs, nowMs).padEnd(indent), isFaint: true},
			{text: `${inWidth(machineId, 14)}  ${name}`, isStrong: true},
			{text: `  ${app}`, isFaint: true},
		],
		...wrapText(machineChangeInWords(change), width - indent).map((text): Line => [{text: ' '.repeat(indent)}, {text, tone}]),
	];
};

/** What became of each machine since the person last looked, the worst first. */
export const changesPage = ({changesSince, nowMs}: State, width: number): {readonly title: string; readonly lines: readonly Line[]} => {
	const title = 'changes since you last looked';
	if (changesSince === undefined) {
		return {title, lines: [plain('The journal knows of no earlier look: this is the first, or nothing is kept.')]};
	}

	const {sinceMs, machines} = changesSince;
	const sorted = machines.toSorted((left, right) => changeRank(left) - changeRank(right) || right.atMs - left.atMs);
	return {
		title: `${title}, ${formatMoment(sinceMs)}`,
		lines:
			sorted.length === 0
				? [plain('Nothing changed since then.')]
				: [plain(changesInWords(machines)), [], ...sorted.flatMap(change => changeLines(change, nowMs, width))],
	};
};
