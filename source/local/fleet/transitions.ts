import type {JsonObject} from '../../domain/json.ts';
import {checksOf} from './checks.ts';
import {exitRequest, withEvent} from './events.ts';
import type {Ids} from './ids.ts';
import {restartRuleOf} from './machine-config.ts';
import type {EventSource, ExitOutcome, MachineRecord, MachineState} from './machine-record.ts';
import {decideRestart} from './restart-policy.ts';

/** A machine that is now in a state, with the results that its checks have there. */
export const inState = (record: MachineRecord, state: MachineState, nowMs: number): MachineRecord => ({
	...record,
	state,
	updatedAtMs: nowMs,
	checks: checksOf(record.config, state, record.checks, nowMs),
});

export type NewMachine = Pick<MachineRecord, 'id' | 'app' | 'name' | 'region' | 'privateIp' | 'config'> & {readonly willRun: boolean};

/** A machine that was just asked for: its image is still on the way. */
export const launch = (asked: NewMachine, nowMs: number, ids: Ids): MachineRecord => {
	const record: MachineRecord = {
		...asked,
		instanceId: ids.ulid(nowMs),
		state: 'created',
		checks: checksOf(asked.config, 'created', [], nowMs),
		createdAtMs: nowMs,
		updatedAtMs: nowMs,
		events: [],
		lease: undefined,
		imageReady: false,
		restartTimesMs: [],
	};
	const pending = withEvent(record, ids, nowMs, ['launch', 'pending', 'flyd']);
	return withEvent(pending, ids, nowMs, ['launch', 'created', 'user']);
};

/** The image is there: a machine that is to run boots. */
export const receiveImage = (record: MachineRecord, nowMs: number): MachineRecord => {
	const ready = {...record, imageReady: true};
	return ready.willRun ? inState(ready, 'starting', nowMs) : ready;
};

/** Somebody asked for a start. The restarts counted so far are forgiven. */
export const beginStart = (record: MachineRecord, nowMs: number, ids: Ids, source: EventSource): MachineRecord => {
	const asked = {...record, willRun: true, restartTimesMs: []};
	return withEvent(inState(asked, 'starting', nowMs), ids, nowMs, ['start', 'starting', source], {});
};

/** The restart policy starts the machine again. */
export const beginRestart = (record: MachineRecord, nowMs: number): MachineRecord => inState(record, 'starting', nowMs);

export const completeStart = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord =>
	withEvent(inState(record, 'started', nowMs), ids, nowMs, ['start', 'started', 'flyd'], {});

export const beginStop = (record: MachineRecord, nowMs: number, ids: Ids, source: EventSource): MachineRecord => {
	const asked = {...record, willRun: false};
	return withEvent(inState(asked, 'stopping', nowMs), ids, nowMs, ['stop', 'stopping', source], {reason: ''});
};

/** Takes back a restart that was due: what a stop does to a machine that is down at the moment. */
export const cancelRestart = (record: MachineRecord): MachineRecord => ({...record, willRun: false});

/** The process ended. In `started` nobody asked for it and the restart policy decides; elsewhere it ends on the way to something else. */
export const recordExit = (record: MachineRecord, outcome: ExitOutcome, nowMs: number, ids: Ids): MachineRecord => {
	const exit = ['exit', 'stopped', 'flyd'] as const;
	if (record.state === 'started') {
		const decision = decideRestart(restartRuleOf(record.config), outcome.exitCode, record.restartTimesMs, nowMs);
		const stopped = {...inState(record, 'stopped', nowMs), willRun: decision.restarting, restartTimesMs: decision.restartTimesMs};
		return withEvent(stopped, ids, nowMs, exit, exitRequest(outcome, nowMs, {...decision, requestedStop: false}));
	}

	const ended = record.state === 'stopping' ? inState(record, 'stopped', nowMs) : record;
	const asRequested = {requestedStop: true, restarting: false, restartCount: 0};
	return withEvent(ended, ids, nowMs, exit, exitRequest(outcome, nowMs, asRequested));
};

/** A new config takes the place of the old one, under a new instance id. A machine that does not run stays down. */
export const beginUpdate = (
	record: MachineRecord,
	{config, skipLaunch}: {readonly config: JsonObject; readonly skipLaunch: boolean},
	nowMs: number,
	ids: Ids,
): MachineRecord => {
	const changed = {
		...record,
		config,
		instanceId: ids.ulid(nowMs),
		willRun: record.willRun && !skipLaunch,
		imageReady: true,
		restartTimesMs: [],
	};
	return withEvent(inState(changed, 'replacing', nowMs), ids, nowMs, ['update', 'replacing', 'user']);
};

export const completeUpdate = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord =>
	withEvent(inState(record, record.willRun ? 'starting' : 'stopped', nowMs), ids, nowMs, ['launch', 'created', 'user']);

export const beginDestroy = (record: MachineRecord, nowMs: number): MachineRecord =>
	inState({...record, willRun: false}, 'destroying', nowMs);

export const completeDestroy = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord =>
	withEvent(inState({...record, lease: undefined}, 'destroyed', nowMs), ids, nowMs, ['destroy', 'destroyed', 'flyd']);
