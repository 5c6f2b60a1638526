import {exitRequest, withEvent} from './events.ts';
import type {Ids} from './ids.ts';
import {restartRuleOf} from './machine-config.ts';
import type {ExitOutcome, MachineRecord, MachineState} from './machine-record.ts';
import {decideRestart} from './restart-policy.ts';
import {inState} from './transitions.ts';

type Meaning = {
	/** The state after the exit, where the exit changes it. */
	readonly next?: MachineState;
	readonly requestedStop: boolean;
	readonly restarting: boolean;
};

const onTheWay: Meaning = {requestedStop: true, restarting: false};
const lostSnapshot: Meaning = {next: 'stopped', requestedStop: false, restarting: false};

/** What the end of a process means in the states other than `started`. */
const meanings: Partial<Record<MachineState, Meaning>> = {
	stopping: {next: 'stopped', ...onTheWay},
	restarting: {requestedStop: true, restarting: true},
	suspending: lostSnapshot,
	suspended: lostSnapshot,
	replacing: onTheWay,
	destroying: onTheWay,
};

/** The process ended. In `started` nobody asked for it and the restart policy decides; elsewhere it ends on the way to something else. */
export const recordExit = (record: MachineRecord, outcome: ExitOutcome, nowMs: number, ids: Ids): MachineRecord => {
	const exit = ['exit', 'stopped', 'flyd'] as const;
	const ended = {...record, memoryLimitMb: undefined};
	if (record.state === 'started') {
		const decision = decideRestart(restartRuleOf(record.config), outcome.exitCode, record.restartTimesMs, nowMs);
		const stopped = {...inState(ended, 'stopped', nowMs), willRun: decision.restarting, restartTimesMs: decision.restartTimesMs};
		return withEvent(stopped, ids, nowMs, exit, exitRequest(outcome, nowMs, {...decision, requestedStop: false}));
	}

	const {next = record.state, requestedStop, restarting} = meanings[record.state] ?? onTheWay;
	return withEvent(
		inState(ended, next, nowMs),
		ids,
		nowMs,
		exit,
		exitRequest(outcome, nowMs, {requestedStop, restarting, restartCount: 0}),
	);
};

/** By what happened last: a process is there from its start to its exit, or to the launch of another version. */
export const hadProcess = ({events}: MachineRecord): boolean =>
	events.find(({type, status}) => type === 'exit' || type === 'launch' || (type === 'start' && status === 'started'))?.type === 'start';

/** Whether a machine ever came up, as far as its events go back. */
export const hasRun = ({events}: MachineRecord): boolean => events.some(({type, status}) => type === 'start' && status === 'started');

/**
A start did not come off: the machine is `failed`, until somebody starts or updates it. One that never ran and that its host could not put
together (`isOfHost`) is beyond help: `launch_failed`, and soon destroyed.
*/
export const recordStartFailure = (
	record: MachineRecord,
	{outcome, isOfHost}: {readonly outcome: ExitOutcome; readonly isOfHost: boolean},
	nowMs: number,
	ids: Ids,
): MachineRecord => {
	const state = isOfHost && !hasRun(record) ? 'launch_failed' : 'failed';
	const failed = {...inState(record, state, nowMs), willRun: false, memoryLimitMb: undefined};
	const circumstances = {requestedStop: false, restarting: false, restartCount: 0};
	return withEvent(failed, ids, nowMs, ['exit', state, 'flyd'], exitRequest(outcome, nowMs, circumstances));
};
