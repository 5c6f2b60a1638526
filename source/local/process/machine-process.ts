import type {ExitOutcome, MachineRecord} from '../fleet/machine-record.ts';
import type {StopSignal} from '../fleet/signals.ts';

/** What runs in a started machine: processes of this computer, or a simulation of one. */
export type MachineProcess = {
	/** A real process takes real time; `--speed` hastens only simulated ones. */
	readonly isReal: boolean;
	readonly signal: (signal: StopSignal) => void;
};

/** Starts what a machine's config asks for. `onExit` is called once, later, when it has ended. */
export type StartProcess = (machine: MachineRecord, onExit: (outcome: ExitOutcome) => void) => MachineProcess;
