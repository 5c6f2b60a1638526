import {requestBefore} from '../../domain/diagnosis/requests.ts';
import type {Json, JsonObject} from '../../domain/json.ts';
import type {ExitEvent, MachineEvent} from '../../domain/machine.ts';
import {filledText, integer, object, objects, text, timeMs} from './values.ts';

/** A signal's number; the API writes -1 for none. */
const signal = (value: Json | undefined): number | undefined => {
	const given = integer(value);
	return given !== undefined && given > 0 ? given : undefined;
};

const decodeExit = (exit: JsonObject): ExitEvent => ({
	exitCode: integer(exit.exit_code),
	signal: signal(exit.signal),
	guestExitCode: integer(exit.guest_exit_code),
	guestSignal: signal(exit.guest_signal),
	error: filledText(exit.error) ?? text(exit.guest_error) ?? '',
	oomKilled: exit.oom_killed === true,
	requestedStop: exit.requested_stop === true,
	restarting: exit.restarting === true,
	exitedAtMs: timeMs(exit.exited_at),
});

/** Whether an exit tells how it ended: a code that is no number tells nothing, and must not read as none, which is a 0. */
const isReadable = ({exit_code: code}: JsonObject): boolean => code === undefined || code === null || integer(code) !== undefined;

const madeId = ({timestampMs, type, status, source}: Pick<MachineEvent, 'timestampMs' | 'type' | 'status' | 'source'>): string =>
	`${timestampMs}-${type}-${status}-${source}`;

const decodeEvent = (event: JsonObject): MachineEvent => {
	const request = object(event.request);
	const monitor = object(request?.MonitorEvent);
	const exit = object(monitor?.exit_event) ?? object(request?.exit_event);
	const type = text(event.type) ?? '';
	const status = text(event.status) ?? '';
	const source = text(event.source) ?? '';
	const decodedExit = exit === undefined || !isReadable(exit) ? undefined : decodeExit(exit);
	const timestampMs = timeMs(event.timestamp) ?? decodedExit?.exitedAtMs ?? 0;
	return {
		id: filledText(event.id) ?? madeId({timestampMs, type, status, source}),
		type,
		status,
		source,
		timestampMs,
		exit: decodedExit,
		restartCount: integer(monitor?.restart_count) ?? integer(request?.restart_count),
	};
};

/** Whether two events with the same id are one: recordings in which the ids are masked have many that are not. */
const isSame = (left: MachineEvent, right: MachineEvent): boolean =>
	left.timestampMs === right.timestampMs && left.type === right.type && left.status === right.status;

/** An exit that a request led to was requested, though older servers do not say so in the exit itself. */
const withRequest = (event: MachineEvent, index: number, events: readonly MachineEvent[]): MachineEvent => {
	const {exit} = event;
	return exit === undefined || exit.requestedStop || requestBefore(events, index) === undefined
		? event
		: {...event, exit: {...exit, requestedStop: true}};
};

/** A machine's events, newest first. An event that comes twice stays once; what is no event at all is left out. */
export const decodeEvents = (value: Json | undefined): readonly MachineEvent[] => {
	const byId = new Map<string, MachineEvent>();
	for (const event of objects(value).map(decodeEvent)) {
		const known = byId.get(event.id);
		const id = known === undefined || isSame(known, event) ? event.id : madeId(event);
		if (!byId.has(id)) {
			byId.set(id, {...event, id});
		}
	}

	return [...byId.values()].sort((a, b) => b.timestampMs - a.timestampMs).map(withRequest);
};
