import type {JsonObject} from '../../domain/json.ts';
import type {Ids} from './ids.ts';
import type {EventRecord, EventSource, ExitOutcome, MachineRecord} from './machine-record.ts';

/** How many events of a machine are kept. */
export const eventLimit = 50;

const noSignal = -1;

/** A machine with one more event, of now. */
export const withEvent = (
	record: MachineRecord,
	ids: Ids,
	nowMs: number,
	[type, status, source]: readonly [type: string, status: string, source: EventSource],
	request?: JsonObject,
): MachineRecord => {
	const event: EventRecord = {id: ids.ulid(nowMs), type, status, source, timestampMs: nowMs, request};
	return {...record, events: [event, ...record.events].slice(0, eventLimit), updatedAtMs: nowMs};
};

/** The `request` of an exit event. */
export const exitRequest = (
	outcome: ExitOutcome,
	nowMs: number,
	{requestedStop, restarting, restartCount}: {readonly requestedStop: boolean; readonly restarting: boolean; readonly restartCount: number},
): JsonObject => ({
	exit_event: {
		requested_stop: requestedStop,
		restarting,
		guest_exit_code: 0,
		guest_signal: outcome.signal ?? noSignal,
		guest_error: '',
		exit_code: outcome.exitCode,
		signal: outcome.signal ?? noSignal,
		error: outcome.error,
		oom_killed: outcome.oomKilled,
		exited_at: new Date(nowMs).toISOString(),
	},
	restart_count: restartCount,
});
