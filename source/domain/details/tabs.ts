import type {Lease, Machine, MachineEvent} from '../machine.ts';
import type {Pending} from '../pending.ts';
import {configLines} from './config-lines.ts';
import {eventLines} from './event-lines.ts';
import {infoLines} from './info-lines.ts';
import {leaseLines} from './lease-lines.ts';
import type {Line} from './line.ts';
import {wrapLine} from './wrap-line.ts';

export type Tab = 'events' | 'info' | 'config' | 'lease';

/** What the tabs of the details pane are made from. */
export type DetailsContext = {
	readonly machine: Machine;
	readonly pending: Pending | undefined;
	readonly lease: Lease | undefined;
	readonly isOwnLease: boolean;
	/** Events that the API no longer remembers, newest first. */
	readonly olderEvents: readonly MachineEvent[];
	readonly nowMs: number;
};

type TabRow = {readonly tab: Tab; readonly lines: (context: DetailsContext) => readonly Line[]};

/** The tabs of the details pane, in order. */
export const tabs: readonly TabRow[] = [
	{tab: 'events', lines: ({machine, olderEvents, nowMs}) => eventLines(machine, olderEvents, nowMs)},
	{tab: 'info', lines: ({machine, pending, nowMs}) => infoLines(machine, pending, nowMs)},
	{tab: 'config', lines: ({machine}) => configLines(machine)},
	{tab: 'lease', lines: ({lease, isOwnLease, nowMs}) => leaseLines(lease, isOwnLease, nowMs)},
];

/** The lines of one tab, none wider than `width` cells. */
export const detailLines = (tab: Tab, context: DetailsContext, width: number): readonly Line[] => {
	const lines = tabs.find(row => row.tab === tab)?.lines(context) ?? [];
	return lines.flatMap(line => wrapLine(line, width));
};
