import type {JsonObject} from '../../domain/json.ts';
import {isTransient} from '../../domain/lifecycle.ts';
import {checksOf} from './checks.ts';
import {withEvent} from './events.ts';
import type {Ids} from './ids.ts';
import type {EventSource, MachineRecord, MachineState} from './machine-record.ts';

/** A machine that is now in a state, with the results that its checks have there. */
export const inState = (record: MachineRecord, state: MachineState, nowMs: number): MachineRecord => ({
	...record,
	state,
	restState: isTransient(state) ? record.restState : state,
	updatedAtMs: nowMs,
	checks: checksOf(record.config, state, record.checks, nowMs),
});

export type NewMachine = Pick<MachineRecord, 'id' | 'app' | 'name' | 'region' | 'privateIp' | 'config' | 'willRun'> & {
	readonly cordoned?: boolean;
	readonly skipsSecrets?: boolean;
};

/** A machine that was just asked for: its image is still on the way. */
export const launch = (asked: NewMachine, nowMs: number, ids: Ids): MachineRecord => {
	const record: MachineRecord = {
		...asked,
		instanceId: ids.ulid(nowMs),
		state: 'created',
		restState: 'created',
		checks: checksOf(asked.config, 'created', [], nowMs),
		createdAtMs: nowMs,
		updatedAtMs: nowMs,
		events: [],
		lease: undefined,
		imageReady: false,
		restartTimesMs: [],
		cordoned: asked.cordoned ?? false,
		skipsSecrets: asked.skipsSecrets ?? false,
		memoryLimitMb: undefined,
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

/** A machine that is down comes up again: by its restart policy, or, in `restarting`, because somebody asked for it, which is an event. */
export const beginRestart = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord => {
	const starting = inState(record, 'starting', nowMs);
	return record.state === 'restarting' ? withEvent(starting, ids, nowMs, ['restart', 'starting', 'flyd'], {}) : starting;
};

export const completeStart = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord =>
	withEvent(inState(record, 'started', nowMs), ids, nowMs, ['start', 'started', 'flyd'], {});

export const beginStop = (record: MachineRecord, nowMs: number, ids: Ids, source: EventSource): MachineRecord => {
	const asked = {...record, willRun: false};
	return withEvent(inState(asked, 'stopping', nowMs), ids, nowMs, ['stop', 'stopping', source], {reason: ''});
};

/** A machine in which nothing ran is `stopped`, at the end of a stop or of a create without a launch: that is no exit. */
export const completeStop = (record: MachineRecord, nowMs: number): MachineRecord => inState(record, 'stopped', nowMs);

/** Somebody asked for a restart: the process is to end, and the machine comes up again. */
export const askRestart = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord => {
	const asked = {...record, restartTimesMs: []};
	return withEvent(inState(asked, 'restarting', nowMs), ids, nowMs, ['restart', 'stopping', 'user'], {});
};

/** The memory of a machine is being written to disk. */
export const beginSuspend = (record: MachineRecord, nowMs: number, ids: Ids, source: EventSource): MachineRecord => {
	const asked = {...record, willRun: false};
	return withEvent(inState(asked, 'suspending', nowMs), ids, nowMs, ['suspend', 'suspending', source], {reason: ''});
};

export const completeSuspend = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord =>
	withEvent(inState(record, 'suspended', nowMs), ids, nowMs, ['suspend', 'suspended', 'flyd'], {});

export type MachineChange = {
	readonly config: JsonObject;
	readonly skipLaunch: boolean;
	/** As it was, where the change does not say. */
	readonly cordoned?: boolean;
	readonly skipsSecrets?: boolean;
};

/** What does not run at the moment is left stopped by an update, even if it was to run soon (reference of the Machines API, section 4.4). */
const leftStopped: ReadonlySet<MachineState> = new Set(['created', 'stopped', 'suspended']);

/** A new config takes the place of the old one, under a new instance id. A machine that does not run stays down. */
export const beginUpdate = (
	record: MachineRecord,
	{config, skipLaunch, cordoned = record.cordoned, skipsSecrets = false}: MachineChange,
	nowMs: number,
	ids: Ids,
): MachineRecord => {
	const changed = {
		...record,
		config,
		cordoned,
		skipsSecrets,
		instanceId: ids.ulid(nowMs),
		willRun: record.willRun && !skipLaunch && !leftStopped.has(record.state),
		imageReady: true,
		restartTimesMs: [],
		memoryLimitMb: undefined,
	};
	return withEvent(inState(changed, 'replacing', nowMs), ids, nowMs, ['update', 'replacing', 'user']);
};

const completeUpdate = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord =>
	withEvent(inState(record, record.willRun ? 'starting' : 'stopped', nowMs), ids, nowMs, ['launch', 'created', 'user']);

/** The host of a machine is drained: another takes its place, with the same config under the same instance id. */
export const beginMigration = (record: MachineRecord, nowMs: number): MachineRecord =>
	inState({...record, imageReady: true}, 'replacing', nowMs);

const completeMigration = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord => {
	const moved = {...record, privateIp: ids.privateIp()};
	return withEvent(inState(moved, moved.willRun ? 'starting' : 'stopped', nowMs), ids, nowMs, ['launch', 'created', 'flyd']);
};

/** The new version, or the machine on its new host, is there. Only an update began with an event. */
export const completeReplacement = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord => {
	const complete = record.events.find(({type}) => type !== 'exit')?.type === 'update' ? completeUpdate : completeMigration;
	return complete(record, nowMs, ids);
};

export const beginDestroy = (record: MachineRecord, nowMs: number): MachineRecord =>
	inState({...record, willRun: false}, 'destroying', nowMs);

export const completeDestroy = (record: MachineRecord, nowMs: number, ids: Ids): MachineRecord =>
	withEvent(inState({...record, lease: undefined}, 'destroyed', nowMs), ids, nowMs, ['destroy', 'destroyed', 'flyd']);
