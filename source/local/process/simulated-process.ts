import {stringMapAt} from '../fleet/machine-config.ts';
import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import {outcomeOfExit, outcomeOfSignal} from '../fleet/outcomes.ts';
import {stopSignals} from '../fleet/signals.ts';
import type {Scheduler} from '../time/scheduler.ts';
import type {MachineProcess} from './machine-process.ts';

const cleanStopMs = 1000;

const ownOutcome = (metadata: Readonly<Record<string, string>>): ExitOutcome =>
	metadata.simulate_oom === 'true'
		? {...outcomeOfSignal(stopSignals.SIGKILL), oomKilled: true}
		: outcomeOfExit(Number.parseInt(metadata.simulate_exit_code ?? '0', 10) || 0);

/**
A process that is only pretended. Left alone it runs for ever; a signal ends it after a second with exit code 0, SIGKILL at once. The
machine's metadata may say otherwise:

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
	let cancel = (): void => {};
	const endAfter = (delayMs: number, outcome: ExitOutcome): void => {
		cancel();
		cancel = scheduler.after(delayMs / speed, () => onExit(outcome));
	};

	if (exitAfterSeconds >= 0) {
		endAfter(exitAfterSeconds * 1000, ownOutcome(metadata));
	}

	return {
		isReal: false,
		signal(signal) {
			if (signal === 'SIGKILL') {
				endAfter(0, outcomeOfSignal(stopSignals.SIGKILL));
			} else if (metadata.simulate_ignore_signal !== 'true') {
				endAfter(cleanStopMs, ownOutcome({...metadata, simulate_oom: 'false'}));
			}
		},
	};
};
