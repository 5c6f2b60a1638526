import type {MachineHistory} from '../history/machine-history.ts';
import type {Lease, Machine, MachineEvent} from '../machine.ts';
import type {Pending} from '../pending.ts';
import type {Trouble} from '../trouble.ts';
import {configLines} from './config-lines.ts';
import {eventLines} from './event-lines.ts';
import {historyLines} from './history-lines.ts';
import {infoLines} from './info-lines.ts';
import {leaseLines} from './lease-lines.ts';
import type {Line} from './line.ts';
import {whyLines} from './why-lines.ts';
import {wrapLine} from './wrap-line.ts';

export type Tab = 'events' | 'info' | 'config' | 'lease' | 'history';

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
	readonly nowMs: number;
};

const blank: Line = [];
const noEvents: readonly MachineEvent[] = [];

type TabRow = {readonly tab: Tab; readonly lines: (context: DetailsContext) => readonly Line[]};

/** The tabs of the details pane, in order. */
export const tabs: readonly TabRow[] = [
	{
		tab: 'events',
		lines: ({machine, troubles, history, nowMs}) => [
			...whyLines(machine, troubles, nowMs),
			blank,
			...eventLines(machine, history?.olderEvents ?? noEvents, nowMs),
		],
	},
	{
		tab: 'info',
		lines: ({machine, pending, troubles, nowMs}) => [...whyLines(machine, troubles, nowMs), blank, ...infoLines(machine, pending, nowMs)],
	},
	{tab: 'config', lines: ({machine}) => configLines(machine)},
	{tab: 'lease', lines: ({lease, isOwnLease, nowMs}) => leaseLines(lease, isOwnLease, nowMs)},
	{tab: 'history', lines: ({history, nowMs}) => historyLines(history, nowMs)},
];

/** The lines of one tab, none wider than `width` cells. */
export const detailLines = (tab: Tab, context: DetailsContext, width: number): readonly Line[] => {
	const lines = tabs.find(row => row.tab === tab)?.lines(context) ?? [];
	return lines.flatMap(line => wrapLine(line, width));
};
