import type {JournalEntry} from '../../source/domain/history/record.ts';
import type {MachineEvent} from '../../source/domain/machine.ts';

export const eventEntry = (machineId: string, event: MachineEvent): JournalEntry => ({kind: 'event', machineId, event});

export const stateEntry = (machineId: string, atMs: number, value: string): JournalEntry => ({
	kind: 'change',
	machineId,
	change: {aspect: 'state', atMs, value, detail: ''},
});

/** A machine as it was seen, of which nothing before is known unless `knownFromMs` is given. */
export const machineEntry = (machineId: string, seenAtMs: number, name = machineId, knownFromMs = seenAtMs): JournalEntry => ({
	kind: 'machine',
	machineId,
	app: 'web',
	name,
	createdAtMs: undefined,
	seenAtMs,
	knownFromMs,
});
