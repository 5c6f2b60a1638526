import type {Check, ExitEvent, Lease, Machine, MachineConfig, MachineEvent} from '../../source/domain/machine.ts';
import type {Pending} from '../../source/domain/pending.ts';

/** The present of every builder: 2027-01-15 08:00:00 UTC. */
export const presentMs = 1_800_000_000_000;

/** How a process ended: by itself, with code 0. */
export const buildExit = (given: Partial<ExitEvent> = {}): ExitEvent => ({
	exitCode: 0,
	signal: undefined,
	guestExitCode: undefined,
	guestSignal: undefined,
	error: '',
	oomKilled: false,
	requestedStop: false,
	restarting: false,
	exitedAtMs: undefined,
	...given,
});

/** A start that the platform carried out, a minute ago. Its id is made from its other fields. */
export const buildEvent = (given: Partial<MachineEvent> = {}): MachineEvent => {
	const event = {
		type: 'start',
		status: 'started',
		source: 'flyd',
		timestampMs: presentMs - 60_000,
		exit: undefined,
		restartCount: undefined,
	};
	const whole = {...event, ...given};
	return {id: `${whole.timestampMs}-${whole.type}-${whole.status}`, ...whole};
};

/** An exit, `agoMs` before the present. */
export const buildExitEvent = (exit: Partial<ExitEvent>, agoMs = 60_000): MachineEvent =>
	buildEvent({type: 'exit', status: 'stopped', timestampMs: presentMs - agoMs, exit: buildExit(exit)});

/** A web machine's config: shared-cpu-1x, 256 MB, no services, nothing said about restarts. */
export const buildConfig = (given: Partial<MachineConfig> = {}): MachineConfig => ({
	image: 'nginx:latest',
	guest: {cpuKind: 'shared', cpus: 1, memoryMb: 256},
	restartPolicy: '',
	maxRetries: undefined,
	services: [],
	mounts: [],
	schedule: undefined,
	autoDestroy: false,
	stopSignal: undefined,
	stopTimeout: undefined,
	processGroup: undefined,
	raw: {image: 'nginx:latest'},
	...given,
});

export const buildCheck = (given: Partial<Check> = {}): Check => ({
	name: 'http',
	status: 'passing',
	output: '200 OK',
	updatedAtMs: presentMs - 60_000,
	...given,
});

/** A lease of somebody else that has a minute to go. */
export const buildLease = (given: Partial<Lease> = {}): Lease => ({
	owner: 'mia@example.com',
	description: 'deploy',
	expiresAtMs: presentMs + 60_000,
	...given,
});

/** A healthy machine of the app `web` in Frankfurt that was started a minute ago. */
export const buildMachine = (given: Partial<Machine> = {}): Machine => ({
	id: '148e123456abcd',
	app: 'web',
	name: 'web-1',
	state: 'started',
	region: 'fra',
	instanceId: '01JMXW0000000000000000000A',
	privateIp: 'fdaa:0:1:a7b:1::2',
	createdAtMs: presentMs - 3_600_000,
	updatedAtMs: presentMs - 120_000,
	hostStatus: 'ok',
	cordoned: false,
	configIncomplete: false,
	config: buildConfig(),
	checks: [],
	events: [buildEvent()],
	lease: undefined,
	...given,
});

/** A start of the machine of `buildMachine`, asked for two seconds ago and accepted one second ago. */
export const buildPending = (given: Partial<Pending> = {}): Pending => ({
	actionId: 1,
	machineId: '148e123456abcd',
	verb: 'start',
	startedAtMs: presentMs - 2000,
	acceptedAtMs: presentMs - 1000,
	newestEventId: undefined,
	...given,
});
