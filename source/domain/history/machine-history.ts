import type {MachineEvent} from '../machine.ts';
import type {CheckChange} from './check-history.ts';
import type {HistoryItem} from './items.ts';
import type {DayUptime} from './uptime.ts';

/** What the journal has of a machine, as the details show it. */
export type MachineHistory = {
	/** All of it, newest first. */
	readonly items: readonly HistoryItem[];
	/** Events that the API no longer remembers, newest first. */
	readonly olderEvents: readonly MachineEvent[];
	/** What its checks went through in the last hour, newest first. */
	readonly checks: readonly CheckChange[];
	/** What it did on each of the last days, today last. */
	readonly days: readonly DayUptime[];
};
