import {numberAt, objectAt, objectsAt} from '../../domain/json-reader.ts';
import {stringMapAt} from '../fleet/machine-config.ts';
import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import {outcomeOfExit, outcomeOfSignal} from '../fleet/outcomes.ts';
import {stopSignals} from '../fleet/signals.ts';
import type {Scheduler} from '../time/scheduler.ts';
import {createCountdown} from './countdown.ts';
import type {MachineProcess, ProcessInfo} from './machine-process.ts';

const cleanStopMs = 1000;
const madeUpPid = 306;
const usedShare = 0.25;
const bytesInMb = 1024 * 1024;

const outOfMemory: ExitOutcome = {...outcomeOfSignal(stopSignals.SIGKILL), oomKilled: true};

const ownOutcome = (metadata: Readonly<Record<string, string>>): ExitOutcome =>
	metadata.simulate_oom === 'true' ? outOfMemory : outcomeOfExit(Number.parseInt(metadata.simulate_exit_code ?? '0', 10) || 0);

const usedMb = ({config}: MachineRecord): number => Math.round(usedShare * (numberAt(objectAt(config, 'guest'), 'memory_mb') ?? 256));

/** The one process that a simulated machine is said to have: it listens where the services are. */
const madeUpProcess = (machine: MachineRecord, startedAtMs: number): ProcessInfo => ({
	pid: madeUpPid,
	command: '(simulated)',
	directory: '/',
	startedAtMs,
	cpuTimeMs: 0,
	cpuPercent: 0,
	rssBytes: usedMb(machine) * bytesInMb,
	listenSockets: objectsAt(machine.config, 'services').flatMap(service => {
		const port = numberAt(service, 'internal_port');
		return port === undefined ? [] : [{proto: 'tcp', address: `0.0.0.0:${port}`}];
	}),
});

/**
A process that is only pretended. Left alone it runs for ever; a signal ends it after a second with exit code 0, SIGKILL at once. A command
that is to be run in it is not run, and says so. The machine's metadata may say otherwise:

| key | effect |
|---|---|
| `simulate_exit_after_seconds` | it ends by itself after so many seconds |
| `simulate_exit_code` | the exit code with which it ends, by itself or on a signal |
| `simulate_oom` | `true`: when it ends by itself, it ran out of memory (137, `oom_killed`) |
| `simulate_ignore_signal` | `true`: only SIGKILL ends it |
| `simulate_failing_checks` | the names of checks that fail, with commas between |
*/
export const startSimulatedProcess = (
	machine: MachineRecord,
	{scheduler, speed}: {readonly scheduler: Scheduler; readonly speed: number},
	onExit: (outcome: ExitOutcome) => void,
): MachineProcess => {
	const metadata = stringMapAt(machine.config, 'metadata');
	const exitAfterSeconds = Number.parseFloat(metadata.simulate_exit_after_seconds ?? '');
	const startedAtMs = scheduler.now();
	const countdown = createCountdown(scheduler);
	const endAfter = (delayMs: number, outcome: ExitOutcome): void => countdown.set(delayMs / speed, () => onExit(outcome));

	if (exitAfterSeconds >= 0) {
		endAfter(exitAfterSeconds * 1000, ownOutcome(metadata));
	}

	return {
		isReal: false,
		signal(signal) {
			countdown.resume();
			if (signal === 'SIGKILL') {
				endAfter(0, outcomeOfSignal(stopSignals.SIGKILL));
			} else if (metadata.simulate_ignore_signal !== 'true') {
				endAfter(cleanStopMs, ownOutcome({...metadata, simulate_oom: 'false'}));
			}
		},
		pause: countdown.pause,
		resume: countdown.resume,
		list: async () => [madeUpProcess(machine, startedAtMs)],
		exec: async ({argv}) => ({
			exitCode: 0,
			exitSignal: undefined,
			stdout: `simulated machine, not run: ${argv.join(' ')}\n`,
			stderr: '',
		}),
		usedMemoryMb: () => usedMb(machine),
		limitMemory(limitMb) {
			if (usedMb(machine) > limitMb) {
				endAfter(0, outOfMemory);
			}
		},
	};
};
