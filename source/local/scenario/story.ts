import {recordExit, recordStartFailure} from '../fleet/exits.ts';
import type {Ids} from '../fleet/ids.ts';
import {acquireLease} from '../fleet/lease.ts';
import type {EventSource, ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import {outcomeOfExit, outcomeOfSignal} from '../fleet/outcomes.ts';
import * as fleet from '../fleet/transitions.ts';

/** Something that happened to a machine at a time in the past. */
export type Act = (machine: MachineRecord, timeMs: number, ids: Ids) => MachineRecord;

/** What happened after the launch, oldest first, each with how many seconds ago it was. */
export type Story = readonly (readonly [agoSeconds: number, act: Act])[];

export const minutes = 60;
export const hours = 60 * minutes;
export const days = 24 * hours;

const exited =
	(outcome: ExitOutcome): Act =>
	(machine, timeMs, ids) =>
		recordExit(machine, outcome, timeMs, ids);

const startedBy =
	(source: EventSource): Act =>
	(machine, timeMs, ids) =>
		fleet.beginStart(machine, timeMs, ids, source);

const stoppedBy =
	(source: EventSource): Act =>
	(machine, timeMs, ids) =>
		fleet.beginStop(machine, timeMs, ids, source);

/** The acts that the stories are made of. */
export const acts = {
	imageArrived: (machine, timeMs) => fleet.receiveImage(machine, timeMs),
	started: fleet.completeStart,
	startAsked: startedBy('user'),
	startedByProxy: startedBy('proxy'),
	stopAsked: stoppedBy('user'),
	stoppedByProxy: stoppedBy('proxy'),
	exitedClean: exited(outcomeOfExit(0)),
	crashed: exited(outcomeOfExit(1)),
	killed: exited(outcomeOfSignal(9)),
	ranOutOfMemory: exited({...outcomeOfSignal(9), oomKilled: true}),
	updated: (machine, timeMs, ids) => fleet.beginUpdate(machine, {config: machine.config, skipLaunch: false}, timeMs, ids),
	replaced: fleet.completeReplacement,
	suspended: (machine, timeMs, ids) => fleet.completeSuspend(fleet.beginSuspend(machine, timeMs, ids, 'proxy'), timeMs + 900, ids),
	failedToStart: (machine, timeMs, ids) =>
		recordStartFailure(machine, {outcome: outcomeOfExit(255, 'could not mount the root file system'), isOfHost: true}, timeMs, ids),
	leasedByDeploy: (machine, timeMs, ids) => ({
		...machine,
		lease: acquireLease(machine, {ttlSeconds: 4 * hours, description: 'deploy', owner: 'ci@example.com', nonce: undefined}, timeMs, ids),
	}),
} as const satisfies Readonly<Record<string, Act>>;

/** A launch that went well, that long ago. */
export const launched = (agoSeconds: number): Story => [
	[agoSeconds - 2, acts.imageArrived],
	[agoSeconds - 3, acts.started],
];

/** The machine as its story left it, as of now. */
export const tell = (asked: fleet.NewMachine, launchedSecondsAgo: number, story: Story, nowMs: number, ids: Ids): MachineRecord => {
	let machine = fleet.launch(asked, nowMs - launchedSecondsAgo * 1000, ids);
	for (const [agoSeconds, act] of story) {
		machine = act(machine, nowMs - agoSeconds * 1000, ids);
	}

	return machine;
};
