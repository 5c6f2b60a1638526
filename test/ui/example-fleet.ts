import type {Machine} from '../../source/domain/machine.ts';
import {buildCheck, buildConfig, buildEvent, buildExitEvent, buildLease, buildMachine, presentMs} from '../helpers/build-machine.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

const crash = (agoMs: number) => buildExitEvent({exitCode: 1, restarting: true}, agoMs);

/** A machine that fails again and again. */
export const crashing: Machine = buildMachine({
	id: '3d8d9014b32d68',
	name: 'red-sun-12',
	events: [
		buildEvent({timestampMs: presentMs - 41 * secondMs}),
		crash(50 * secondMs),
		crash(minuteMs),
		crash(2 * minuteMs),
		crash(3 * minuteMs),
	],
	checks: [buildCheck(), buildCheck({name: 'tcp', status: 'warning'})],
});

/** A machine that has been stopping for longer than is normal. */
export const stuck: Machine = buildMachine({
	id: '1781974c2e5218',
	name: 'old-fog-90',
	state: 'stopping',
	region: 'ams',
	events: [buildEvent({type: 'stop', status: 'stopping', source: 'user', timestampMs: presentMs - 7 * minuteMs})],
	lease: buildLease({owner: 'ci@example.com', expiresAtMs: presentMs + 9 * secondMs}),
});

/** A machine that ran out of its 512 MB three hours ago. */
export const outOfMemory: Machine = buildMachine({
	id: '148ed106c62289',
	name: 'dry-hill-77',
	state: 'stopped',
	config: buildConfig({guest: {cpuKind: 'shared', cpus: 2, memoryMb: 512}}),
	events: [buildExitEvent({exitCode: 137, oomKilled: true}, 3 * 60 * minuteMs)],
});

/** A healthy machine that a person started three minutes ago. */
export const healthy: Machine = buildMachine({
	id: '7811d615b04489',
	name: 'quiet-cherry-2286',
	region: 'iad',
	checks: [buildCheck(), buildCheck({name: 'tcp'})],
	events: [
		buildEvent({timestampMs: presentMs - 3 * minuteMs}),
		buildEvent({type: 'start', status: 'starting', source: 'user', timestampMs: presentMs - 3 * minuteMs - 1}),
		buildExitEvent({exitCode: 0, requestedStop: true}, 10 * minuteMs),
	],
});

/** A machine that sleeps. */
export const asleep: Machine = buildMachine({
	id: '9080e6f3a12987',
	name: 'pale-oak-3',
	state: 'suspended',
	region: 'nrt',
	events: [buildEvent({type: 'suspend', status: 'suspended', source: 'proxy', timestampMs: presentMs - 60 * minuteMs})],
});

export const exampleFleet: readonly Machine[] = [healthy, asleep, outOfMemory, stuck, crashing];
