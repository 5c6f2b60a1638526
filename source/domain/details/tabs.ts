import type {CheckChange} from '../history/check-history.ts';
import type {MachineHistory} from '../history/machine-history.ts';
import type {Lease, Machine, MachineEvent} from '../machine.ts';
import type {Pending} from '../pending.ts';
import type {Trouble} from '../trouble.ts';
import {checkLines, failingCheckLines} from './check-lines.ts';
import {configLines} from './config-lines.ts';
import {type EventLog, eventBlocks, eventHead, eventLines} from './event-lines.ts';
import type {ExitLogOf} from './exit-log.ts';
import {historyLines} from './history-lines.ts';
import {infoLines} from './info-lines.ts';
import {leaseLines} from './lease-lines.ts';
import {type Line, labelled} from './line.ts';
import {whyLines} from './why-lines.ts';
import {wrapLine} from './wrap-line.ts';

export type Tab = 'events' | 'info' | 'config' | 'lease' | 'history' | 'checks';

/** What the tabs of the details pane are made from. */
export type DetailsContext = {
	readonly machine: Machine;
	readonly pending: Pending | undefined;
	readonly lease: Lease | undefined;
	readonly isOwnLease: boolean;
	/** What is wrong with it, the worst first. */
	readonly troubles: readonly Trouble[];
	/** What the journal has of it; undefined until that was read. */
	readonly history: MachineHistory | undefined;
	/** What is known of the log around an exit of it. */
	readonly exitLogOf: ExitLogOf;
	/** The pattern that protects it; undefined where none does. */
	readonly protectedBy: string | undefined;
	/** The exit of it that the person has picked in the event log. */
	readonly pickedExit: MachineEvent | undefined;
	readonly nowMs: number;
};

const blank: Line = [];
const noEvents: readonly MachineEvent[] = [];
const noChecks: readonly CheckChange[] = [];

/** Why it is as it is, and whether it is protected, above what else the tab tells. */
const topLines = ({machine, troubles, history, protectedBy, nowMs}: DetailsContext): readonly Line[] => [
	...whyLines(machine, troubles, nowMs),
	...(protectedBy === undefined ? [] : [labelled('PROTECTED', `by ${protectedBy}: changes want words`, 'busy')]),
	...failingCheckLines(machine, history?.checks ?? noChecks, nowMs),
	blank,
];

const eventLogOf = ({machine, history, exitLogOf, pickedExit, nowMs}: DetailsContext): EventLog => ({
	newer: machine.events,
	older: history?.olderEvents ?? noEvents,
	logOf: exitLogOf,
	picked: pickedExit,
	nowMs,
});

export type TabRow = {
	readonly tab: Tab;
	/** Its name where room is short. */
	readonly short: string;
	readonly lines: (context: DetailsContext) => readonly Line[];
};

/** The tabs of the details pane, in order. */
export const tabs: readonly TabRow[] = [
	{
		tab: 'events',
		short: 'evt',
		lines: context => [...topLines(context), ...eventLines(eventLogOf(context))],
	},
	{
		tab: 'info',
		short: 'info',
		lines: context => [...topLines(context), ...infoLines(context.machine, context.pending, context.nowMs)],
	},
	{tab: 'config', short: 'conf', lines: ({machine}) => configLines(machine)},
	{tab: 'lease', short: 'lease', lines: ({lease, isOwnLease, nowMs}) => leaseLines(lease, isOwnLease, nowMs)},
	{tab: 'history', short: 'hist', lines: ({history, nowMs}) => historyLines(history, nowMs)},
	{tab: 'checks', short: 'chk', lines: ({machine, history, nowMs}) => checkLines(machine, history?.checks ?? noChecks, nowMs)},
];

/** The lines of one tab, none wider than `width` cells. */
export const detailLines = (tab: Tab, context: DetailsContext, width: number): readonly Line[] => {
	const lines = tabs.find(row => row.tab === tab)?.lines(context) ?? [];
	return lines.flatMap(line => wrapLine(line, width));
};

/** Where on the tab of the events the picked exit stands, with what was said around it: the index of its line, and of how many it is the first. */
export const pickedExitPlace = (context: DetailsContext, width: number): {readonly from: number; readonly count: number} | undefined => {
	const log = eventLogOf(context);
	const index = log.picked === undefined ? -1 : [...log.newer, ...log.older].indexOf(log.picked);
	if (index === -1) {
		return undefined;
	}

	const blocks = eventBlocks(log);
	const countOf = (lines: readonly Line[]): number => lines.flatMap(line => wrapLine(line, width)).length;
	const above = [...topLines(context), eventHead, ...blocks.slice(0, index).flat()];
	return {from: countOf(above), count: countOf(blocks[index] ?? [])};
};
